package dev.runcast.spring;

import dev.runcast.micrometer.ObservationCallbackHandler;
import dev.runcast.opentelemetry.OpenTelemetryCallbackHandler;
import dev.runcast.runtime.callback.GlobalCallbacks;
import io.micrometer.tracing.handler.TracingObservationHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Warns when the application starts if both {@code runcast-micrometer} and {@code runcast-opentelemetry} would make a span of each run.
 *
 * @since 0.1
 */
@AutoConfiguration
@ConditionalOnClass({
    ObservationCallbackHandler.class,
    OpenTelemetryCallbackHandler.class,
    TracingObservationHandler.class
})
public final class RuncastTracingAutoConfiguration {
    private static final Logger log = LoggerFactory.getLogger(RuncastTracingAutoConfiguration.class);

    /** Creates the configuration, as Spring does. */
    public RuncastTracingAutoConfiguration() {}

    /** Without one of {@code tracing}, observations are no spans. */
    @Bean
    static SmartInitializingSingleton runcastTracingCheck(
            ObjectProvider<ObservationCallbackHandler> observing,
            ObjectProvider<OpenTelemetryCallbackHandler> openTelemetry,
            ObjectProvider<TracingObservationHandler<?>> tracing) {
        return () -> {
            if (isThere(observing, ObservationCallbackHandler.class)
                    && isThere(openTelemetry, OpenTelemetryCallbackHandler.class)
                    && tracing.stream().findAny().isPresent()) {
                log.warn(
                        "Each run becomes two spans, one by runcast-micrometer and one by runcast-opentelemetry. Leave one of the two out.");
            }
        };
    }

    /** Returns whether a handler is a bean, or registered by the program. */
    private static <T> boolean isThere(ObjectProvider<T> beans, Class<T> type) {
        return beans.stream().findAny().isPresent()
                || GlobalCallbacks.handlers().stream().anyMatch(type::isInstance);
    }
}
