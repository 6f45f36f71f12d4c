package dev.runcast.benchmarks.runtime.report;

import static dev.runcast.benchmarks.runtime.report.Target.Measure.BYTES;
import static dev.runcast.benchmarks.runtime.report.Target.Measure.NANOS_MORE;
import static dev.runcast.benchmarks.runtime.report.Target.Measure.TIMES;

import dev.runcast.benchmarks.runtime.report.Target.Measure;
import java.util.ArrayList;
import java.util.List;

/** What is compared with what, and what is wanted. */
final class Comparisons {
    private static final String PLAIN = "PlainBenchmark.";
    private static final String RUNCAST = "RuncastBenchmark.";
    private static final String MICROMETER = "MicrometerBenchmark.";
    private static final String OPEN_TELEMETRY = "OpenTelemetryBenchmark.";

    private final List<Comparison> all = new ArrayList<>();

    private Comparisons() {}

    static List<Comparison> all() {
        Comparisons comparisons = new Comparisons();
        comparisons.emits();
        comparisons.calls();
        comparisons.nestedCalls();
        comparisons.handOver();
        return List.copyOf(comparisons.all);
    }

    private void emits() {
        String what = "event, nobody listens, emitter";
        compare(what, RUNCAST + "emitNoListener", PLAIN + "fieldNullCheck", NANOS_MORE, 0.5);
        limit(what, RUNCAST + "emitNoListener", BYTES, 0);
        tell(what, RUNCAST + "emitNoListener", MICROMETER + "emitNoListener");
        tell(what, RUNCAST + "emitNoListener", OPEN_TELEMETRY + "emitNoListener");

        what = "event, nobody listens, ambient";
        compare(what, RUNCAST + "emitNoListenerAmbient", PLAIN + "fieldNullCheck", NANOS_MORE, 2);
        limit(what, RUNCAST + "emitNoListenerAmbient", BYTES, 0);
        tell(what, RUNCAST + "emitNoListenerAmbient", MICROMETER + "emitNoListenerAmbient");
        tell(what, RUNCAST + "emitNoListenerAmbient", OPEN_TELEMETRY + "emitNoListenerAmbient");

        what = "event, one handler";
        compare(what, RUNCAST + "emitOneHandler", PLAIN + "emitOneHandler", TIMES, 2.5);
        compare(what, RUNCAST + "emitOneHandler", OPEN_TELEMETRY + "emitOneHandler", TIMES, 0.25);
        limit(what, RUNCAST + "emitOneHandler", BYTES, 48);
        tell(what, RUNCAST + "emitOneHandler", MICROMETER + "emitOneHandler");

        what = "event, one handler, ambient";
        tell(what, RUNCAST + "emitOneHandlerAmbient", MICROMETER + "emitOneHandlerAmbient");
        tell(what, RUNCAST + "emitOneHandlerAmbient", OPEN_TELEMETRY + "emitOneHandlerAmbient");
    }

    private void calls() {
        String what = "call, nobody listens";
        compare(what, RUNCAST + "wrappedCallNoListener", PLAIN + "plainCall", NANOS_MORE, 1);
        compare(what, RUNCAST + "wrappedCallNoListener", MICROMETER + "wrappedCallNoListener", TIMES, 0.75);
        tell(what, RUNCAST + "wrappedCallNoListener", OPEN_TELEMETRY + "wrappedCallNoListener");

        what = "call with an event, nobody listens";
        compare(what, RUNCAST + "wrappedCallEmittingNoListener", PLAIN + "plainCall", NANOS_MORE, 7);
        limit(what, RUNCAST + "wrappedCallEmittingNoListener", BYTES, 32);

        what = "call, one handler";
        compare(what, RUNCAST + "wrappedCallOneHandler", MICROMETER + "wrappedCallOneHandler", TIMES, 0.25);
        compare(what, RUNCAST + "wrappedCallOneHandler", OPEN_TELEMETRY + "wrappedCallOneHandler", TIMES, 0.1);
        limit(what, RUNCAST + "wrappedCallOneHandler", BYTES, 64);
        tell(what, RUNCAST + "wrappedCallOneHandler", PLAIN + "wrappedCallOneHandler");

        what = "call, one handler that reads the id";
        String readingId = RUNCAST + "wrappedCallOneHandlerReadingId";
        compare(what, readingId, MICROMETER + "wrappedCallOneHandler", TIMES, 0.7);
        compare(what, readingId, OPEN_TELEMETRY + "wrappedCallOneHandler", TIMES, 0.3);
        limit(what, readingId, BYTES, 96);
    }

    private void nestedCalls() {
        String what = "4 nested calls, nobody listens";
        tell(what, RUNCAST + "nestedDepth4", PLAIN + "nestedDepth4");
        tell(what, RUNCAST + "nestedDepth4", MICROMETER + "nestedDepth4");
        tell(what, RUNCAST + "nestedDepth4", OPEN_TELEMETRY + "nestedDepth4");

        what = "4 nested calls, one handler";
        compare(what, RUNCAST + "nestedDepth4OneHandler", MICROMETER + "nestedDepth4OneHandler", TIMES, 0.25);
        tell(what, RUNCAST + "nestedDepth4OneHandler", OPEN_TELEMETRY + "nestedDepth4OneHandler");

        what = "4 nested calls, one handler that reads the ids";
        String readingIds = RUNCAST + "nestedDepth4OneHandlerReadingId";
        compare(what, readingIds, MICROMETER + "nestedDepth4OneHandler", TIMES, 0.7);
        tell(what, readingIds, OPEN_TELEMETRY + "nestedDepth4OneHandler");
    }

    private void handOver() {
        String what = "hand-over to another thread";
        compare(what, RUNCAST + "handOver", OPEN_TELEMETRY + "handOver", TIMES, 0.4);
        compare(what, RUNCAST + "handOver", MICROMETER + "handOver", TIMES, 0.2);
        tell(what, RUNCAST + "handOver", MICROMETER + "handOverByScope");
    }

    private void compare(String what, String measured, String peer, Measure measure, double limit) {
        all.add(new Comparison(what, measured, peer, new Target(measure, limit)));
    }

    private void limit(String what, String measured, Measure measure, double limit) {
        all.add(Comparison.alone(what, measured, new Target(measure, limit)));
    }

    private void tell(String what, String measured, String peer) {
        all.add(Comparison.untargeted(what, measured, peer));
    }
}
