package dev.runcast.examples.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.PrintStream;
import java.util.Collection;

/** Prints spans when they end, each with its events. */
record Console(PrintStream out) implements SpanExporter {
    private static final AttributeKey<String> DATA = AttributeKey.stringKey("runcast.event.data");

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        for (SpanData span : spans) {
            out.println("span " + span.getSpanId() + " " + span.getName() + " in " + span.getParentSpanId()
                    + " of trace " + span.getTraceId());
            for (EventData event : span.getEvents()) {
                out.println("  " + event.getName() + " " + event.getAttributes().get(DATA));
            }
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
