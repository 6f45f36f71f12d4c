package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.ChunkSink;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** What the tests of the client run. */
@NullMarked
public class Research {
    /** How far the work is. */
    public record Progress(int step, int total, @Nullable String note) {}

    /** What was found. */
    public record Found(String title, List<String> authors) {}

    /** What came of the work. */
    public record Report(String topic, int sources) {}

    private static final AtomicInteger CANCELLED = new AtomicInteger();

    /** Emits events as they may be, with what is hard to carry in them. */
    @Runnable
    @EmitsEvent(name = "progress", payload = Progress.class)
    @EmitsEvent(name = "found", payload = Found.class)
    @EmitsEvent(name = "done")
    public Report research(String topic, int sources, ResearchEvents events) {
        events.progress(1, 3, null);
        events.found("A history of " + topic, List.of("Ada", "Grace"));
        events.progress(2, 3, "two\nlines \uD83C\uDF75 \u00e9\u2028");
        events.progress(3, 3, "writing");
        events.done();
        return new Report(topic, sources);
    }

    /** Emits a number of events, and fails then if it is asked to. */
    @Runnable
    @EmitsEvent(name = "progress", payload = Progress.class)
    public int count(int total, boolean fails, ResearchEvents events) {
        for (int step = 1; step <= total; step++) {
            events.progress(step, total, null);
        }
        if (fails) {
            throw new IllegalStateException("The kettle is empty.");
        }
        return total;
    }

    /** Writes in chunks. */
    @Runnable
    public void story(String hero, ChunkSink<String> chunks) {
        for (String piece : List.of("Once there was ", hero, ".")) {
            chunks.emit(piece);
        }
    }

    /** Returns an object that looks like an output that is none. */
    @Runnable
    public Wrapped wrapped(String text) {
        return new Wrapped(text);
    }

    /** An object with a member of a special name. */
    public record Wrapped(String output) {}

    /** Waits until it is cancelled. */
    @Runnable
    @EmitsEvent(name = "progress", payload = Progress.class)
    public String waiting(String topic, ResearchEvents events) throws InterruptedException {
        events.progress(1, 2, topic);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException cancelled) {
            CANCELLED.incrementAndGet();
            throw cancelled;
        }
        return "never";
    }

    /** Returns how many runs of {@link #waiting} have been cancelled. */
    @Runnable
    public int cancelled() {
        return CANCELLED.get();
    }
}
