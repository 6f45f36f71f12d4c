package dev.runcast.server.store;

import java.util.Objects;
import java.util.UUID;

/**
 * What a thread is found by. Each principal has threads of its own, also where others have threads of the same ids. Immutable.
 *
 * @param owner the name of a principal, empty for the anonymous one
 * @param id the client's id of the thread
 * @since 0.1
 */
public record ThreadKey(String owner, UUID id) {
    /** Checks that nothing is null. */
    public ThreadKey {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(id, "id");
    }
}
