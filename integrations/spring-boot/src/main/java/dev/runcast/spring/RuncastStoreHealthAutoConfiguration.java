package dev.runcast.spring;

import dev.runcast.server.store.RunStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Says whether the store of runs can be reached, as {@code runcastStore} of the application's health.
 *
 * @since 0.1
 */
@AutoConfiguration(after = RuncastStoreAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(RunStore.class)
@ConditionalOnEnabledHealthIndicator("runcastStore")
public final class RuncastStoreHealthAutoConfiguration {
    /** Creates the configuration, as Spring does. */
    public RuncastStoreHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "runcastStoreHealthIndicator")
    HealthIndicator runcastStoreHealthIndicator(RunStore store) {
        return new RunStoreHealth(store);
    }
}
