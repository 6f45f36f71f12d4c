package dev.runcast.server.store;

import java.util.Objects;
import java.util.UUID;

/**
 * The right to write a run. Immutable.
 *
 * @param run the id of the run
 * @param epoch counts the owners of the run, from 1
 * @since 0.1
 */
public record RunLease(UUID run, long epoch) {
    /** Checks that nothing is null. */
    public RunLease {
        Objects.requireNonNull(run, "run");
    }
}
