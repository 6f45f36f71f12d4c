package dev.runcast.server.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as it was when it was read. Immutable.
 *
 * @param id of the run
 * @param thread the thread that it belongs to
 * @param runnable the name of the runnable
 * @param metadata an object of JSON
 * @param attributes what its protocol needs to know of it, an object of JSON
 * @param request what it was asked for with; null when it has ended
 * @param status how far it is
 * @param end how it has ended, null if it goes on
 * @param epoch counts its owners, from 1
 * @param lastEvent the number of its last event, 0 if there is none
 * @param createdAt when it was created
 * @param updatedAt when its status changed the last time
 * @since 0.1
 */
public record StoredRun(
        UUID id,
        ThreadKey thread,
        String runnable,
        String metadata,
        String attributes,
        @Nullable String request,
        RunStatus status,
        @Nullable RunEnd end,
        long epoch,
        long lastEvent,
        Instant createdAt,
        Instant updatedAt) {
    /** Returns the lease of its owner. */
    public RunLease lease() {
        return new RunLease(id, epoch);
    }

    /** Returns what the run left in its thread, or nothing. */
    public Optional<ThreadState> state() {
        return end == null || end.state() == null
                ? Optional.empty()
                : Optional.of(new ThreadState(id, runnable, metadata, end.state(), updatedAt));
    }
}
