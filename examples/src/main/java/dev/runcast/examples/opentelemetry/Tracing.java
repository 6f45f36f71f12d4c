package dev.runcast.examples.opentelemetry;

import dev.runcast.opentelemetry.EventSignal;
import dev.runcast.opentelemetry.OpenTelemetryCallbackHandler;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.callback.GlobalCallbacks;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/** Sets OpenTelemetry up, and Runcast for it. */
final class Tracing {
    private Tracing() {}

    /** Returns an SDK that exports spans at once. */
    static OpenTelemetrySdk to(SpanExporter spans) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
    }

    /** Returns an SDK that exports to a collector, whose address is that of {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
    static OpenTelemetrySdk toCollector(String endpoint) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                        .setEndpoint(endpoint + "/v1/traces")
                                        .build())
                                .build())
                        .build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
    }

    /** Traces all runs of the process, until the result is closed. */
    static GlobalCallbacks.Registration ofAllRuns(OpenTelemetry openTelemetry) {
        return GlobalCallbacks.register(OpenTelemetryCallbackHandler.create(openTelemetry));
    }

    /** Traces the runs that are started with this config. */
    static RunnableConfig ofRunsWith(OpenTelemetryCallbackHandler handler) {
        return RunnableConfig.builder().addHandler(handler).build();
    }

    /** Shows what runs take and return, too. */
    static OpenTelemetryCallbackHandler withInputsAndOutputs(OpenTelemetry openTelemetry) {
        return OpenTelemetryCallbackHandler.builder(openTelemetry)
                .captureInputsAndOutputs(true)
                .build();
    }

    /** Sends custom events as log records. */
    static OpenTelemetryCallbackHandler withLogRecords(OpenTelemetry openTelemetry) {
        return OpenTelemetryCallbackHandler.builder(openTelemetry)
                .events(EventSignal.LOGS)
                .build();
    }

    /** Tells whose the runs are, and to which conversation they belong. */
    static RunnableConfig of(RunnableConfig config, String user, String conversation) {
        return config.toBuilder()
                .metadata("user_id", user)
                .metadata("thread_id", conversation)
                .build();
    }
}
