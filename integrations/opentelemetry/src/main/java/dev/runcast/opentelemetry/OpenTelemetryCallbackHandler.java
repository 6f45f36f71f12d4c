package dev.runcast.opentelemetry;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.logs.Severity;
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
 * Traces runs as OpenTelemetry spans, and emits custom events as OpenTelemetry events, which are log records of the span of their run:
 *
 * <pre>{@code
 * GlobalCallbacks.register(OpenTelemetryCallbackHandler.create(openTelemetry));
 * }</pre>
 *
 * <p>A root run joins the trace that is current where the run starts. Every other run joins the trace of its parent. The span of a run is
 * current on every thread where the run is current, so that instrumented clients carry the trace on. Names and attributes follow
 * OpenTelemetry's conventions for generative AI where these apply. Inputs and outputs may be private. They are left out unless
 * {@link Builder#captureInputsAndOutputs} asks for them. The data of custom events are emitted.
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

    /** The event that says what a run failed with. */
    private static final String EXCEPTION = "runcast.run.exception";

    private final Tracer tracer;
    private final Logger logger;

    /** Whether anybody takes log records: not where there is no SDK. */
    private final boolean logs;

    private final boolean capturesInputsAndOutputs;

    /** The span of the innermost run of a context, which may have spans of the program inside it. */
    private final ContextKey<Span> runSpan = ContextKey.named("dev.runcast.run-span");

    /**
     * The context of each run, with its span. Kept for as long as the run, which may have events and children after its end, and not
     * longer, since a run whose start another handler refuses does not end. So a context must not lead to its run.
     */
    private final Map<Run, Context> contexts = Collections.synchronizedMap(new WeakHashMap<>());

    private OpenTelemetryCallbackHandler(OpenTelemetry openTelemetry, boolean capturesInputsAndOutputs) {
        this.tracer = openTelemetry.getTracer(INSTRUMENTATION);
        this.logger = openTelemetry.getLogsBridge().get(INSTRUMENTATION);
        this.logs = openTelemetry.getLogsBridge() != LoggerProvider.noop();
        this.capturesInputsAndOutputs = capturesInputsAndOutputs;
    }

    /** Returns a handler for the whole process or for a config. It leaves inputs and outputs out. */
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
        private boolean capturesInputsAndOutputs;

        private Builder(OpenTelemetry openTelemetry) {
            this.openTelemetry = Objects.requireNonNull(openTelemetry, "openTelemetry");
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
            checkVersion();
            return new OpenTelemetryCallbackHandler(openTelemetry, capturesInputsAndOutputs);
        }
    }

    /** Does what events need, with nobody to hear of it, so that a program does not find out at each event. */
    private static void checkVersion() {
        try {
            LoggerProvider.noop()
                    .get(INSTRUMENTATION)
                    .logRecordBuilder()
                    .setEventName(EXCEPTION)
                    .setBody(AnyValues.of(Map.of("version", 1)))
                    .emit();
        } catch (LinkageError unfit) {
            throw new IllegalStateException(
                    "The version of opentelemetry-api is too old for runcast-opentelemetry. Use 1.55 or newer.", unfit);
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
        if (!logs) {
            return;
        }
        LogRecordBuilder record = record(event, event.name(), Severity.INFO, contextIn(event.run()));
        if (event.data() != null) {
            record.setBody(AnyValues.of(event.data()));
        }
        if (event.isLate()) {
            record.setAttribute(RunAttributes.LATE, true);
        }
        record.emit();
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
        if (context != null && logs) {
            record(event, EXCEPTION, Severity.WARN, context)
                    .setAllAttributes(RunAttributes.ofException(error))
                    .emit();
        }
    }

    private LogRecordBuilder record(RunEvent event, String name, Severity severity, Context context) {
        return logger.logRecordBuilder()
                .setEventName(name)
                .setContext(context)
                .setTimestamp(event.time())
                .setSeverity(severity)
                .setAllAttributes(RunAttributes.of(event));
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

    /** Returns the span of a run, or one that records nothing if its start was not heard. */
    private Span span(Run run) {
        @Nullable Context own = contexts.get(run);
        return own == null ? Span.getInvalid() : Span.fromContext(own);
    }

    /** Returns what it is, for logs. */
    @Override
    public String toString() {
        return "OpenTelemetry";
    }
}
