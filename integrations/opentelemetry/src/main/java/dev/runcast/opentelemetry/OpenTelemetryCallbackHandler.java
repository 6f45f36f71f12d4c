package dev.runcast.opentelemetry;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Traces runs as OpenTelemetry spans, and sends custom events as events of the span of their run, as log records, or as both:
 *
 * <pre>{@code
 * GlobalCallbacks.register(OpenTelemetryCallbackHandler.create(openTelemetry));
 * }</pre>
 *
 * <p>A root run joins the trace that is current where the run starts. Every other run joins the trace of its parent. The span of a run is
 * current on every thread where the run is current, so that instrumented clients carry the trace on. Names and attributes follow
 * OpenTelemetry's conventions for generative AI, and OpenInference's, where these apply. Inputs and outputs may be private. They are left
 * out unless {@link Builder#captureInputsAndOutputs} asks for them. The data of custom events are sent.
 *
 * <p>Do not use it with {@code CallbackHandler.inBackground}, where no span is current. OpenTelemetry's exporters work in the background
 * themselves.
 *
 * <p>Safe for any number of threads.
 *
 * @since 0.1
 */
public final class OpenTelemetryCallbackHandler implements ScopedCallbackHandler {
    private static final String INSTRUMENTATION = "dev.runcast.opentelemetry";

    private final Tracer tracer;
    private final EventSender events;
    private final boolean capturesInputsAndOutputs;

    /** The span of the innermost run of a context, which may have spans of the program inside it. */
    private final ContextKey<Span> runSpan = ContextKey.named("dev.runcast.run-span");

    /**
     * The context of each run, with its span. Kept for as long as the run, which may have events and children after its end, and not
     * longer, since a run whose start another handler refuses does not end. So a context must not lead to its run.
     */
    private final Map<Run, Context> contexts = Collections.synchronizedMap(new WeakHashMap<>());

    private OpenTelemetryCallbackHandler(Builder builder) {
        this.tracer = builder.openTelemetry.getTracer(INSTRUMENTATION);
        this.events = new EventSender(builder.openTelemetry, INSTRUMENTATION, builder.events);
        this.capturesInputsAndOutputs = builder.capturesInputsAndOutputs;
    }

    /** Returns a handler for the whole process or for a config, with what the builder has by default. */
    public static OpenTelemetryCallbackHandler create(OpenTelemetry openTelemetry) {
        return builder(openTelemetry).build();
    }

    /** Returns a builder of a handler. */
    public static Builder builder(OpenTelemetry openTelemetry) {
        return new Builder(openTelemetry);
    }

    /**
     * Builds a handler.
     *
     * @since 0.1
     */
    public static final class Builder {
        private final OpenTelemetry openTelemetry;
        private EventSignal events = EventSignal.SPAN_EVENTS;
        private boolean capturesInputsAndOutputs;

        private Builder(OpenTelemetry openTelemetry) {
            this.openTelemetry = Objects.requireNonNull(openTelemetry, "openTelemetry");
        }

        /** Sets as what custom events and exceptions are sent: as events of spans by default, which every tool for traces shows. */
        public Builder events(EventSignal signal) {
            this.events = Objects.requireNonNull(signal, "signal");
            return this;
        }

        /** Sets whether spans show the inputs and outputs of runs. Off by default, since these may be private, and large. */
        public Builder captureInputsAndOutputs(boolean captures) {
            this.capturesInputsAndOutputs = captures;
            return this;
        }

        /**
         * Returns the handler.
         *
         * @throws IllegalStateException if the version of OpenTelemetry that is there does not have what the handler needs
         */
        public OpenTelemetryCallbackHandler build() {
            try {
                EventSender.checkVersion();
            } catch (LinkageError unfit) {
                throw new IllegalStateException(
                        "The version of opentelemetry-api is too old for runcast-opentelemetry. Use 1.55 or newer.",
                        unfit);
            }
            return new OpenTelemetryCallbackHandler(this);
        }
    }

    @Override
    public void onRunStart(RunEvent.Start event) {
        Run run = event.run();
        Context parent = run.parent().map(this::contextIn).orElseGet(Context::current);
        Span span = tracer.spanBuilder(RunAttributes.spanName(run))
                .setParent(parent)
                .setSpanKind(RunAttributes.spanKind(run))
                .setStartTimestamp(event.time())
                .setAllAttributes(RunAttributes.forSamplers(run))
                .startSpan();
        contexts.put(run, parent.with(span).with(runSpan, span));
        if (span.isRecording()) {
            span.setAllAttributes(RunAttributes.of(run));
        }
    }

    /** Makes the span of the run current. */
    @Override
    @SuppressWarnings("MustBeClosedChecker") // The runtime closes what this returns.
    public Scope openScope(Run run) {
        return contextIn(run).makeCurrent()::close;
    }

    /** Takes the current trace along to threads on which Runcast starts runs. */
    @Override
    public UnaryOperator<Runnable> captureContext() {
        return Context.current()::wrap;
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        Run run = event.run();
        Context context = contextIn(run);
        events.send(event, context, openSpan(context, run));
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        Span span = span(event.run());
        try {
            if (span.isRecording()) {
                span.setAllAttributes(RunAttributes.ofAnswer(event.run(), event.output()));
                if (capturesInputsAndOutputs) {
                    span.setAllAttributes(RunAttributes.ofInput(event.run(), event.input()));
                    span.setAllAttributes(RunAttributes.ofOutput(event.run(), event.output()));
                }
            }
        } finally {
            span.end(event.time());
        }
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        Span span = span(event.run());
        try {
            if (capturesInputsAndOutputs && span.isRecording()) {
                span.setAllAttributes(RunAttributes.ofInput(event.run(), event.input()));
            }
            if (event.error()
                    instanceof CancellationException) { // of a reader who has had enough, say, which is no failure
                span.setAttribute(RunAttributes.CANCELLED, true);
            } else {
                fail(span, event);
            }
        } finally {
            span.end(event.time());
        }
    }

    private void fail(Span span, RunEvent.Error event) {
        Throwable error = event.error();
        String type = error.getClass().getCanonicalName();
        span.setAttribute(
                RunAttributes.ERROR_TYPE, type == null ? error.getClass().getName() : type);
        span.setStatus(StatusCode.ERROR, Objects.requireNonNullElse(error.getMessage(), ""));
        Context context = contexts.get(event.run());
        if (context != null) {
            events.sendException(event, context, span);
        }
    }

    /**
     * Returns the context of what happens in a run: the current one if it is inside the run, maybe in a span that the program made
     * there; else that of the run. Of a run whose start was not heard it is the current one.
     */
    private Context contextIn(Run run) {
        Context current = Context.current();
        Context own = contexts.get(run);
        return own == null || own.get(runSpan) == current.get(runSpan) ? current : own;
    }

    /**
     * Returns the span for an event of a run: that of its context, or if that has ended, as it has for late events, the nearest one of the
     * run and the runs above it that has not.
     */
    private Span openSpan(Context context, Run run) {
        Span span = Span.fromContext(context);
        for (@Nullable Run at = run;
                at != null && !span.isRecording();
                at = at.parent().orElse(null)) {
            span = span(at);
        }
        return span;
    }

    /** Returns the span of a run, or one that records nothing if its start was not heard. */
    private Span span(Run run) {
        @Nullable Context own = contexts.get(run);
        return own == null ? Span.getInvalid() : Span.fromContext(own);
    }

    /** Returns true: spans have times and no numbers. */
    @Override
    public boolean ignoresSequence() {
        return true;
    }

    /** Returns what it is, for logs. */
    @Override
    public String toString() {
        return "OpenTelemetry";
    }
}
