package dev.runcast.store.testkit;

import java.time.Duration;

/**
 * How much a store is to keep, and for how long. Immutable.
 *
 * @param endedRuns for how long a run is kept that has ended
 * @param idleThreads for how long a thread is kept that nobody uses, and that has no run that goes on
 * @param eventsPerRun how many events of a run are kept, the last ones
 * @since 0.1
 */
public record Retention(Duration endedRuns, Duration idleThreads, int eventsPerRun) {
    /** Keeps what no test makes too old or too much. */
    static final Retention LONG = new Retention(Duration.ofHours(1), Duration.ofHours(1), 100_000);
}
