package dev.runcast.benchmarks.runtime;

import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Event streams: a run emits on a thread of its own, and the benchmark reads. */
@State(Scope.Thread)
public class StreamBenchmark {
    /** How many custom events a stream has. What is reported is divided by it. */
    @Param({"1000", "10000", "100000", "1000000"})
    public int events;

    private TypedRunnable<Integer, Void> report = new ReporterRunnables(new Reporter()).reportRunnable();

    /** Reads the events as objects. */
    @Benchmark
    public int objects(Blackhole hole) {
        int read = 0;
        try (EventStream stream = report.streamEvents(events)) {
            for (StreamEvent event : stream) {
                hole.consume(event);
                read += event.kind() == StreamEvent.Kind.CUSTOM ? 1 : 0;
            }
        }
        return checked(read);
    }

    /** Reads the events, and writes each as JSON. */
    @Benchmark
    public int json(Blackhole hole) {
        int read = 0;
        try (EventStream stream = report.streamEvents(events)) {
            for (StreamEvent event : stream) {
                hole.consume(event.toJson());
                read += event.kind() == StreamEvent.Kind.CUSTOM ? 1 : 0;
            }
        }
        return checked(read);
    }

    private int checked(int read) {
        if (read != events) {
            throw new IllegalStateException(read + " events were read of " + events + ".");
        }
        return read;
    }
}
