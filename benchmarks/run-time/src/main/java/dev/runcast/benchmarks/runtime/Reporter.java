package dev.runcast.benchmarks.runtime;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

/** Emits as many events as it is told to. */
@EmitsEvent(name = "progress", payload = Progress.class)
public class Reporter {
    private volatile int emitted;

    /** Emits an event for each step. */
    @Runnable
    public void report(int steps, ReporterEvents events) {
        for (int step = 0; step < steps; step++) {
            events.progress(step, steps, "searching");
        }
    }

    /** Does the same, and counts. */
    @Runnable
    public void reportCounting(int steps, ReporterEvents events) {
        for (int step = 0; step < steps; step++) {
            events.progress(step, steps, "searching");
            emitted = step + 1;
        }
    }

    /** Returns how many events have been emitted by {@link #reportCounting}, without one that waits for room. */
    int emitted() {
        return emitted;
    }
}
