package dev.runcast.examples.opentelemetry;

import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.PrintStream;
import java.util.Collection;

/** Prints spans when they end, and events when they happen. */
final class Console {
    private Console() {}

    record Spans(PrintStream out) implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            for (SpanData span : spans) {
                out.println("span  " + span.getSpanId() + " " + span.getName() + " in " + span.getParentSpanId()
                        + " of trace " + span.getTraceId());
            }
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    record Events(PrintStream out) implements LogRecordExporter {
        @Override
        public CompletableResultCode export(Collection<LogRecordData> events) {
            for (LogRecordData event : events) {
                Value<?> body = event.getBodyValue();
                out.println("event " + event.getEventName() + " " + (body == null ? "" : body.asString()) + " in "
                        + event.getSpanContext().getSpanId());
            }
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
