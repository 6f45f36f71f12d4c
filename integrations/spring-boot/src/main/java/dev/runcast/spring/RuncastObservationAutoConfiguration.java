package dev.runcast.spring;

import dev.runcast.micrometer.ObservationCallbackHandler;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Observes runs with the application's registry if {@code runcast-micrometer} is on the class path.
 *
 * @since 0.1
 */
@AutoConfiguration(
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationCallbackHandler.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class RuncastObservationAutoConfiguration {
    /** Creates the configuration, as Spring does. */
    public RuncastObservationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ObservationCallbackHandler runcastObservationHandler(ObservationRegistry registry) {
        return new ObservationCallbackHandler(registry);
    }
}
