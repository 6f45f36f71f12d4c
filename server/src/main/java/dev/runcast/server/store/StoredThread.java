package dev.runcast.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A thread as it was when it was read. Immutable.
 *
 * @param key what it is found by
 * @param metadata an object of JSON
 * @param isOfOneRun whether it was created with a run, and is deleted with it
 * @param isBusy whether a run of it goes on
 * @param hasFailed whether the run that ended last failed or took too long
 * @param state what the last run left that left something, null if none did; kept also when that run is not
 * @param createdAt when it was created
 * @param updatedAt when its metadata or runs changed the last time
 * @since 0.1
 */
public record StoredThread(
        ThreadKey key,
        String metadata,
        boolean isOfOneRun,
        boolean isBusy,
        boolean hasFailed,
        @Nullable ThreadState state,
        Instant createdAt,
        Instant updatedAt) {}
