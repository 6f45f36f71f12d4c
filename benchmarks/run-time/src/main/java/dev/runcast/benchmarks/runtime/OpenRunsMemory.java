package dev.runcast.benchmarks.runtime;

import dev.runcast.runtime.RunnableConfig;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Looks at what runs take on the heap that are open at the same time, each started and not ended, and current nowhere. */
public final class OpenRunsMemory {
    private static final int RUNS = 10_000;

    private OpenRunsMemory() {}

    /** Prints as JSON how many bytes an open run takes of each subject, what the caller needs to end it included. */
    public static void main(String[] args) {
        AssistantRunnables silent = new AssistantRunnables(new Assistant("How is the tea?"));
        AssistantRunnables heard = silent.withConfig(
                RunnableConfig.builder().addHandler(new CountingHandler()).build());
        ObservationRegistry silentRegistry = ObservationRegistry.create();
        ObservationRegistry heardRegistry = ObservationRegistry.create();
        heardRegistry.observationConfig().observationHandler(new MicrometerBenchmark.CountingObservationHandler());
        Tracer silentTracer = TracerProvider.noop().get("benchmark");
        Tracer heardTracer = SdkTracerProvider.builder()
                .addSpanProcessor(new OpenTelemetryBenchmark.CountingSpanProcessor())
                .build()
                .get("benchmark");

        StringJoiner json = new StringJoiner(", ", "{", "}");
        json.add(figure("runcastSilent", () -> silent.answerLater(new CompletableFuture<>())));
        json.add(figure("runcastHeard", () -> heard.answerLater(new CompletableFuture<>())));
        json.add(figure("micrometerSilent", () -> Observation.start("answer", silentRegistry)));
        json.add(figure("micrometerHeard", () -> Observation.start("answer", heardRegistry)));
        json.add(figure(
                "openTelemetrySilent", () -> silentTracer.spanBuilder("answer").startSpan()));
        json.add(figure(
                "openTelemetryHeard", () -> heardTracer.spanBuilder("answer").startSpan()));
        System.out.println(json);
    }

    private static String figure(String subject, Supplier<Object> start) {
        retained(start); // loads what is to be loaded
        return String.format(
                Locale.ROOT, "\"OpenRunsMemory.%s\": [%.1f, \"B\"]", subject, (double) retained(start) / RUNS);
    }

    private static long retained(Supplier<Object> start) {
        Object[] open = new Object[RUNS];
        long before = Heap.used();
        for (int i = 0; i < RUNS; i++) {
            open[i] = start.get();
        }
        long after = Heap.used();
        if (open[RUNS - 1] == null) { // so that they are kept until here
            throw new IllegalStateException("A run did not start.");
        }
        return after - before;
    }
}
