package dev.runcast.examples.phoenix;

import dev.runcast.opentelemetry.OpenTelemetryCallbackHandler;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes each run a span. */
@Configuration
public class Tracing {
    /** The handler, with the OpenTelemetry that Spring Boot has set up. */
    @Bean
    OpenTelemetryCallbackHandler runSpans(OpenTelemetry openTelemetry) {
        return OpenTelemetryCallbackHandler.builder(openTelemetry)
                .captureInputsAndOutputs(true)
                .build();
    }
}
