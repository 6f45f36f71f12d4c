package dev.runcast.benchmarks.runtime;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * OpenTelemetry: a span is a run. Nobody listens where the API has no SDK; a handler is a span processor of an SDK that records every
 * span and exports none.
 */
@State(org.openjdk.jmh.annotations.Scope.Thread)
@SuppressWarnings("try") // Scopes are closed, and not asked for anything.
public class OpenTelemetryBenchmark {
    /** Fewer than the 128 events from which on a span only counts those that it drops. */
    private static final int EVENTS = 100;

    private Work work = new Work();
    private String question = "How is the tea?";
    private Attributes progress = Attributes.of(
            AttributeKey.longKey("step"),
            1L,
            AttributeKey.longKey("total"),
            2L,
            AttributeKey.stringKey("note"),
            "searching");
    private Tracer silent = TracerProvider.noop().get("benchmark");
    private Tracer counted = countedTracer();
    private String answer = "";
    private Runnable task = () -> answer = work.answer(question);

    private static Tracer countedTracer() {
        return SdkTracerProvider.builder()
                .setSampler(Sampler.alwaysOn())
                .addSpanProcessor(new CountingSpanProcessor())
                .build()
                .get("benchmark");
    }

    /** A span without an SDK. */
    @Benchmark
    public String wrappedCallNoListener() {
        return answer(silent);
    }

    /** A span whose start and end a processor hears. */
    @Benchmark
    public String wrappedCallOneHandler() {
        return answer(counted);
    }

    private String answer(Tracer tracer) {
        Span span = tracer.spanBuilder("answer").startSpan();
        try (Scope scope = span.makeCurrent()) {
            return work.answer(question);
        } finally {
            span.end();
        }
    }

    /** An event of a span without an SDK. */
    @Benchmark
    public void emitNoListener(SilentSpan current) {
        current.span.addEvent("progress", progress);
    }

    /** An event of the current span without an SDK. */
    @Benchmark
    public void emitNoListenerAmbient(SilentSpan current) {
        Span.current().addEvent("progress", progress);
    }

    /** An event that the span records. A hundredth of a span is measured with it, since a span takes no more than 128. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Span emitOneHandler() {
        Span span = counted.spanBuilder("answer").startSpan();
        for (int i = 0; i < EVENTS; i++) {
            span.addEvent("progress", progress);
        }
        span.end();
        return span;
    }

    /** An event of the current span, recorded in the same way. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Span emitOneHandlerAmbient() {
        Span span = counted.spanBuilder("answer").startSpan();
        try (Scope scope = span.makeCurrent()) {
            for (int i = 0; i < EVENTS; i++) {
                Span.current().addEvent("progress", progress);
            }
        } finally {
            span.end();
        }
        return span;
    }

    /** Four spans, one inside the other, without an SDK. */
    @Benchmark
    public String nestedDepth4() {
        return descend(4, silent);
    }

    /** Four spans, one inside the other, whose starts and ends a processor hears. */
    @Benchmark
    public String nestedDepth4OneHandler() {
        return descend(4, counted);
    }

    private String descend(int depth, Tracer tracer) {
        Span span = tracer.spanBuilder("descend").startSpan();
        try (Scope scope = span.makeCurrent()) {
            return depth == 1 ? work.answer(question) : descend(depth - 1, tracer);
        } finally {
            span.end();
        }
    }

    /** The context is captured where one span is current, and a task runs in that of another. */
    @Benchmark
    public String handOver(CountedSpan current, Blackhole hole) {
        hole.consume(Context.current());
        current.other.wrap(task).run();
        return answer;
    }

    /** A span that is the current one of the benchmark's thread. */
    abstract static class CurrentSpan {
        private final Tracer tracer;
        Span span = Span.getInvalid();
        Context other = Context.root();
        private Scope scope = Scope.noop();

        CurrentSpan(Tracer tracer) {
            this.tracer = tracer;
        }

        /** Starts it, and another that is not current. */
        @Setup(Level.Iteration)
        @SuppressWarnings("MustBeClosedChecker") // JMH calls close().
        public void open() {
            span = tracer.spanBuilder("answer").startSpan();
            other = Context.root().with(tracer.spanBuilder("other").startSpan());
            scope = span.makeCurrent();
        }

        /** Ends them. */
        @TearDown(Level.Iteration)
        public void close() {
            scope.close();
            span.end();
            Span.fromContext(other).end();
        }
    }

    /** The current span, without an SDK. */
    @State(org.openjdk.jmh.annotations.Scope.Thread)
    public static class SilentSpan extends CurrentSpan {
        /** Creates one that is not started. */
        public SilentSpan() {
            super(TracerProvider.noop().get("benchmark"));
        }
    }

    /** The current span, of which one processor hears. */
    @State(org.openjdk.jmh.annotations.Scope.Thread)
    public static class CountedSpan extends CurrentSpan {
        /** Creates one that is not started. */
        public CountedSpan() {
            super(countedTracer());
        }
    }

    static final class CountingSpanProcessor implements SpanProcessor {
        long count;

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            count++;
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            count++;
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
