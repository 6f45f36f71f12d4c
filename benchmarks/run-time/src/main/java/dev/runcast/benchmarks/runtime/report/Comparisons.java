package dev.runcast.benchmarks.runtime.report;

import static dev.runcast.benchmarks.runtime.report.Target.Measure.BYTES_ALLOCATED;
import static dev.runcast.benchmarks.runtime.report.Target.Measure.MILLIONS_PER_SECOND;
import static dev.runcast.benchmarks.runtime.report.Target.Measure.MILLIS_MORE;
import static dev.runcast.benchmarks.runtime.report.Target.Measure.NANOS_MORE;
import static dev.runcast.benchmarks.runtime.report.Target.Measure.TIMES;
import static dev.runcast.benchmarks.runtime.report.Target.Measure.TIMES_AS_FAST;
import static dev.runcast.benchmarks.runtime.report.Target.Measure.VALUE;

import dev.runcast.benchmarks.runtime.report.Target.Measure;
import java.util.ArrayList;
import java.util.List;

/** What is compared with what, and what is wanted. */
final class Comparisons {
    private static final String PLAIN = "PlainBenchmark.";
    private static final String RUNCAST = "RuncastBenchmark.";
    private static final String MICROMETER = "MicrometerBenchmark.";
    private static final String OPEN_TELEMETRY = "OpenTelemetryBenchmark.";
    private static final String LANGCHAIN4J = "LangChain4jBenchmark.";
    private static final String JDK_PROXY = "JdkProxyBenchmark.";
    private static final String SPRING_AOP = "SpringAopBenchmark.";
    private static final String JFR = "JfrBenchmark.";
    private static final String GLOBAL = "GlobalBenchmark.";

    private final List<Comparison> all = new ArrayList<>();

    private Comparisons() {}

    static List<Comparison> all() {
        Comparisons comparisons = new Comparisons();
        comparisons.emits();
        comparisons.calls();
        comparisons.nestedCalls();
        comparisons.handlersOfTheProcess();
        comparisons.handOver();
        comparisons.ids();
        comparisons.streams();
        comparisons.flatness();
        comparisons.memory();
        comparisons.firstRun();
        return List.copyOf(comparisons.all);
    }

    private void emits() {
        String what = "event, nobody listens, emitter";
        compare(what, RUNCAST + "emitNoListener", PLAIN + "fieldNullCheck", NANOS_MORE, 0.3);
        limit(what, RUNCAST + "emitNoListener", BYTES_ALLOCATED, 0);
        compare(what, RUNCAST + "emitNoListener", MICROMETER + "emitNoListener", TIMES, 1);
        compare(what, RUNCAST + "emitNoListener", LANGCHAIN4J + "emitNoListener", TIMES, 1);
        compare(what, RUNCAST + "emitNoListener", JFR + "emitNoListener", TIMES, 1);
        compare(what, RUNCAST + "emitNoListener", OPEN_TELEMETRY + "emitNoListener", TIMES, 1);

        what = "event, nobody listens, ambient";
        tell(what, RUNCAST + "emitNoListenerAmbient", PLAIN + "fieldNullCheck");
        limit(what, RUNCAST + "emitNoListenerAmbient", BYTES_ALLOCATED, 0);
        tell(what, RUNCAST + "emitNoListenerAmbient", MICROMETER + "emitNoListenerAmbient");
        compare(what, RUNCAST + "emitNoListenerAmbient", OPEN_TELEMETRY + "emitNoListenerAmbient", TIMES, 1.1);

        what = "event, one handler";
        tell(what, RUNCAST + "emitOneHandler", PLAIN + "emitOneHandler");
        compare(what, RUNCAST + "emitOneHandler", OPEN_TELEMETRY + "emitOneHandler", TIMES, 0.1);
        limit(what, RUNCAST + "emitOneHandler", BYTES_ALLOCATED, 0);
        compare(what, RUNCAST + "emitOneHandler", MICROMETER + "emitOneHandler", TIMES, 1.2);
        tell(what, RUNCAST + "emitOneHandler", LANGCHAIN4J + "emitOneHandler");
        tell(what, RUNCAST + "emitOneHandler", JFR + "emitOneHandler");

        what = "event, one handler that knows times";
        tell(what, RUNCAST + "emitOneHandlerKnowingTimes", PLAIN + "emitOneHandler");
        tell(what, RUNCAST + "emitOneHandlerKnowingTimes", OPEN_TELEMETRY + "emitOneHandler");

        what = "event, one handler, ambient";
        tell(what, RUNCAST + "emitOneHandlerAmbient", MICROMETER + "emitOneHandlerAmbient");
        tell(what, RUNCAST + "emitOneHandlerAmbient", OPEN_TELEMETRY + "emitOneHandlerAmbient");
    }

    private void calls() {
        String what = "call, nobody listens";
        tell(what, RUNCAST + "wrappedCallNoListener", PLAIN + "plainCall");
        limit(what, RUNCAST + "wrappedCallNoListener", BYTES_ALLOCATED, 0);
        compare(what, RUNCAST + "wrappedCallNoListener", MICROMETER + "wrappedCallNoListener", TIMES, 0.5);
        compare(what, RUNCAST + "wrappedCallNoListener", OPEN_TELEMETRY + "wrappedCallNoListener", TIMES, 0.4);
        tell(what, RUNCAST + "wrappedCallNoListener", JDK_PROXY + "wrappedCallNoListener");
        tell(what, RUNCAST + "wrappedCallNoListener", SPRING_AOP + "wrappedCallNoListener");
        tell(what, RUNCAST + "wrappedCallNoListener", JFR + "wrappedCallNoListener");

        what = "call with an event, nobody listens";
        tell(what, RUNCAST + "wrappedCallEmittingNoListener", PLAIN + "plainCall");
        limit(what, RUNCAST + "wrappedCallEmittingNoListener", BYTES_ALLOCATED, 0);

        what = "call, one handler";
        compare(what, RUNCAST + "wrappedCallOneHandler", MICROMETER + "wrappedCallOneHandler", TIMES, 0.2);
        compare(what, RUNCAST + "wrappedCallOneHandler", OPEN_TELEMETRY + "wrappedCallOneHandler", TIMES, 0.1);
        limit(what, RUNCAST + "wrappedCallOneHandler", BYTES_ALLOCATED, 64);
        tell(what, RUNCAST + "wrappedCallOneHandler", PLAIN + "wrappedCallOneHandler");
        tell(what, RUNCAST + "wrappedCallOneHandler", JDK_PROXY + "wrappedCallOneHandler");
        tell(what, RUNCAST + "wrappedCallOneHandler", SPRING_AOP + "wrappedCallOneHandler");
        tell(what, RUNCAST + "wrappedCallOneHandler", JFR + "wrappedCallOneHandler");

        what = "call, one handler that knows times";
        compare(what, RUNCAST + "wrappedCallOneHandlerKnowingTimes", MICROMETER + "wrappedCallOneHandler", TIMES, 0.9);
        tell(what, RUNCAST + "wrappedCallOneHandlerKnowingTimes", OPEN_TELEMETRY + "wrappedCallOneHandler");

        what = "call, one handler that reads the id";
        String readingId = RUNCAST + "wrappedCallOneHandlerReadingId";
        compare(what, readingId, MICROMETER + "wrappedCallOneHandler", TIMES, 0.5);
        compare(what, readingId, OPEN_TELEMETRY + "wrappedCallOneHandler", TIMES, 0.25);
        limit(what, readingId, BYTES_ALLOCATED, 96);
    }

    private void nestedCalls() {
        String what = "4 nested calls, nobody listens";
        tell(what, RUNCAST + "nestedDepth4", PLAIN + "nestedDepth4");
        limit(what, RUNCAST + "nestedDepth4", BYTES_ALLOCATED, 0);
        compare(what, RUNCAST + "nestedDepth4", MICROMETER + "nestedDepth4", TIMES, 0.5);
        tell(what, RUNCAST + "nestedDepth4", OPEN_TELEMETRY + "nestedDepth4");

        what = "4 nested calls, one handler";
        compare(what, RUNCAST + "nestedDepth4OneHandler", MICROMETER + "nestedDepth4OneHandler", TIMES, 0.25);
        tell(what, RUNCAST + "nestedDepth4OneHandler", OPEN_TELEMETRY + "nestedDepth4OneHandler");

        what = "4 nested calls, one handler that reads the ids";
        String readingIds = RUNCAST + "nestedDepth4OneHandlerReadingId";
        compare(what, readingIds, MICROMETER + "nestedDepth4OneHandler", TIMES, 0.7);
        tell(what, readingIds, OPEN_TELEMETRY + "nestedDepth4OneHandler");
    }

    private void handlersOfTheProcess() {
        String what = "event, three handlers of the process";
        compare(what, GLOBAL + "emitThreeGlobalHandlers", GLOBAL + "emitThreeHandlers", TIMES, 1.1);
        limit(what, GLOBAL + "emitThreeGlobalHandlers", BYTES_ALLOCATED, 0);

        what = "call, three handlers of the process";
        compare(what, GLOBAL + "wrappedCallThreeGlobalHandlers", GLOBAL + "wrappedCallThreeHandlers", TIMES, 1.1);
    }

    private void handOver() {
        String what = "hand-over to another thread";
        compare(what, RUNCAST + "handOver", OPEN_TELEMETRY + "handOver", TIMES, 0.9);
        compare(what, RUNCAST + "handOver", MICROMETER + "handOver", TIMES, 0.2);
        tell(what, RUNCAST + "handOver", MICROMETER + "handOverByScope");
    }

    private void ids() {
        compare("UUIDv7", "UuidBenchmark.runcastV7", "UuidBenchmark.jugV7", TIMES, 1);
        compare("UUIDv7", "UuidBenchmark.runcastV7", "UuidBenchmark.randomUuid", TIMES, 0.25);
    }

    private void streams() {
        String what = "event of a stream";
        String objects = "StreamBenchmark.objects(events=100000)";
        limit(what, objects, MILLIONS_PER_SECOND, 8);
        compare(what, objects, "langchain-core", TIMES_AS_FAST, 200);
        compare(what, objects, "@langchain/core", TIMES_AS_FAST, 50);

        limit("event of a stream as JSON", "StreamBenchmark.json(events=100000)", MILLIONS_PER_SECOND, 3);

        what = "encoding of an event";
        compare(what, "EncodingBenchmark.toJson", "EncodingBenchmark.jacksonMap", TIMES, 0.4);
        tell(what, "EncodingBenchmark.toJson", "EncodingBenchmark.jacksonNewMap");
        tell(what, "EncodingBenchmark.toJson", "EncodingBenchmark.jacksonPayload");
    }

    private void flatness() {
        for (int events : new int[] {10_000, 100_000, 1_000_000}) {
            for (String method : new String[] {"objects", "json"}) {
                compare(
                        "event of a stream of %,d, %s".formatted(events, method),
                        "StreamBenchmark.%s(events=%d)".formatted(method, events),
                        "StreamBenchmark.%s(events=1000)".formatted(method),
                        TIMES,
                        1.2);
            }
        }
        for (int levels : new int[] {16, 64}) {
            for (String method : new String[] {"oneHandler", "oneHandlerReadingId"}) {
                compare(
                        "each of %d nested calls, %s".formatted(levels, method),
                        "NestingBenchmark.%s(levels=%d)".formatted(method, levels),
                        "NestingBenchmark.%s(levels=4)".formatted(method),
                        TIMES,
                        1.2);
            }
        }
        for (String method : new String[] {"emitNoListener", "emitOneHandler"}) {
            compare(
                    "event at depth 64, " + method,
                    "DepthBenchmark.%s(depth=64)".formatted(method),
                    "DepthBenchmark.%s(depth=1)".formatted(method),
                    TIMES,
                    1.2);
        }
    }

    private void memory() {
        String what = "unread stream of 1,000,000 events, buffer of 1,024, ";
        limit(what + "emitted", "UnreadStream.emitted", VALUE, 1024);
        limit(what + "retained", "UnreadStream.retained", VALUE, 1024 * 200);

        what = "each of 10,000 open runs, nobody listens";
        tell(what, "OpenRunsMemory.runcastSilent", "OpenRunsMemory.micrometerSilent");
        tell(what, "OpenRunsMemory.runcastSilent", "OpenRunsMemory.openTelemetrySilent");

        what = "each of 10,000 open runs, one handler";
        tell(what, "OpenRunsMemory.runcastHeard", "OpenRunsMemory.micrometerHeard");
        tell(what, "OpenRunsMemory.runcastHeard", "OpenRunsMemory.openTelemetryHeard");
    }

    private void firstRun() {
        compare("a program of one call, in a new JVM", "FirstRun.runcast", "FirstRun.plain", MILLIS_MORE, 60);
        tell("jars, beside those that they need", "FirstRun.runcastJars", "FirstRun.jarsItNeeds");
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
