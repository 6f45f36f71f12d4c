package dev.runcast.opentelemetry;

import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends what happens in runs as log records, as events of spans, or as both, with the same attributes. */
final class EventSender {
    /** The log record that says what a run failed with. */
    private static final String EXCEPTION_RECORD = "runcast.run.exception";

    /** The event of a span that says so, whose name tools know. */
    private static final String EXCEPTION_EVENT = "exception";

    private static final String DATA = "runcast.event.data";

    private final Logger logger;

    /** Whether log records are wanted, and somebody takes them: not where there is no SDK. */
    private final boolean logs;

    private final boolean spanEvents;

    EventSender(OpenTelemetry openTelemetry, String instrumentation, EventSignal signal) {
        this.logger = openTelemetry.getLogsBridge().get(instrumentation);
        this.logs = signal != EventSignal.SPAN_EVENTS && openTelemetry.getLogsBridge() != LoggerProvider.noop();
        this.spanEvents = signal != EventSignal.LOGS;
    }

    /** Does what events need, with nobody to hear of it, so that a program does not find out at each event. */
    static void checkVersion() {
        LoggerProvider.noop()
                .get("")
                .logRecordBuilder()
                .setEventName("")
                .setBody(JsonValue.of(Map.of("version", 1)).structured())
                .emit();
    }

    /**
     * Sends a custom event.
     *
     * @param context the context of the log record
     * @param span the span of the event, which does nothing if it has ended or is not sampled
     */
    void send(CustomEvent event, Context context, Span span) {
        boolean toSpan = spanEvents && span.isRecording();
        if (!toSpan && !logs) {
            return;
        }
        Attributes attributes = RunAttributes.of(event);
        JsonValue data = event.data() == null ? null : JsonValue.of(event.data());
        if (toSpan) { // first, since no processor of the program hears of it that could fail
            span.addEvent(event.name(), withData(attributes, data), event.time());
        }
        if (logs) {
            LogRecordBuilder record = record(event, event.name(), Severity.INFO, context, attributes);
            if (data != null) {
                record.setBody(data.structured());
            }
            record.emit();
        }
    }

    private static Attributes withData(Attributes attributes, @Nullable JsonValue data) {
        if (data == null) {
            return attributes;
        }
        AttributesBuilder all = attributes.toBuilder();
        data.putInto(all, DATA);
        return all.build();
    }

    /** Sends what a run failed with. */
    void sendException(RunEvent.Error event, Context context, Span span) {
        boolean toSpan = spanEvents && span.isRecording();
        if (!toSpan && !logs) {
            return;
        }
        Attributes attributes = RunAttributes.ofException(event);
        if (toSpan) {
            span.addEvent(EXCEPTION_EVENT, attributes, event.time());
        }
        if (logs) {
            record(event, EXCEPTION_RECORD, Severity.WARN, context, attributes).emit();
        }
    }

    private LogRecordBuilder record(
            RunEvent event, String name, Severity severity, Context context, Attributes attributes) {
        return logger.logRecordBuilder()
                .setEventName(name)
                .setContext(context)
                .setTimestamp(event.time())
                .setSeverity(severity)
                .setAllAttributes(attributes);
    }
}
