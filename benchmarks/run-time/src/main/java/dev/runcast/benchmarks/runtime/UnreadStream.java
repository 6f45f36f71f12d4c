package dev.runcast.benchmarks.runtime;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import java.util.concurrent.TimeUnit;

/** Looks at what a stream retains that nobody reads. */
public final class UnreadStream {
    private static final int EVENTS = 1_000_000;
    private static final int BUFFER = 1024;

    private UnreadStream() {}

    /** Prints as JSON how many events such a stream lets its run emit, and how many bytes are free again when it is closed. */
    public static void main(String[] args) {
        Reporter reporter = new Reporter();
        heapWithUnreadStream(reporter); // loads what is to be loaded
        long retained = heapWithUnreadStream(reporter) - Heap.used();
        System.out.printf(
                "{\"events\": %d, \"buffer\": %d, \"emitted\": %d, \"retainedBytes\": %d}%n",
                EVENTS, BUFFER, reporter.emitted(), retained);
    }

    private static long heapWithUnreadStream(Reporter reporter) {
        EventStreamOptions options =
                EventStreamOptions.builder().bufferSize(BUFFER).build();
        try (EventStream stream = new ReporterRunnables(reporter)
                .reportCountingRunnable()
                .streamEvents(EVENTS, RunnableConfig.empty(), options)) {
            waitUntilFull(stream);
            long used = Heap.used(); // That takes a while, in which a run that did not wait would emit more.
            if (reporter.emitted() > BUFFER) {
                throw new IllegalStateException("The run did not wait: it emitted " + reporter.emitted() + " events.");
            }
            return used;
        }
    }

    private static void waitUntilFull(EventStream stream) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (stream.statistics().waiting() < BUFFER) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("The buffer of the stream is not full: " + stream.statistics());
            }
            Thread.onSpinWait();
        }
    }
}
