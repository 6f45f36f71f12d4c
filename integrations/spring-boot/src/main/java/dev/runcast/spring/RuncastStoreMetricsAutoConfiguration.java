package dev.runcast.spring;

import dev.runcast.server.store.RunStore;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Measures the store of runs, where the application has a {@code MeterRegistry}.
 *
 * @since 0.1
 */
@AutoConfiguration
@ConditionalOnClass(MeterRegistry.class)
public final class RuncastStoreMetricsAutoConfiguration {
    /** Creates the configuration, as Spring does. */
    public RuncastStoreMetricsAutoConfiguration() {}

    @Bean
    static BeanPostProcessor runcastStoreMetrics(ObjectProvider<MeterRegistry> registry) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof RunStore store ? metered(store) : bean;
            }

            private RunStore metered(RunStore store) {
                MeterRegistry meters = registry.getIfAvailable();
                return meters == null ? store : new MeteredRunStore(store, meters);
            }
        };
    }
}
