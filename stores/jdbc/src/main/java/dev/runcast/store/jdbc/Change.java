package dev.runcast.store.jdbc;

import dev.runcast.server.store.ThreadKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What others want to know that a transaction has done.
 *
 * @param thread the thread of a run that has ended
 */
record Change(Kind kind, UUID run, @Nullable ThreadKey thread) {
    /** Is told of each change by one letter. */
    enum Kind {
        /** There is more to read, or less. */
        EVENTS,
        /** The run is to be cancelled. */
        CANCELLED,
        /** The run has ended. */
        ENDED
    }

    static Change events(UUID run) {
        return new Change(Kind.EVENTS, run, null);
    }

    static Change cancelled(UUID run) {
        return new Change(Kind.CANCELLED, run, null);
    }

    static Change ended(UUID run, ThreadKey thread) {
        return new Change(Kind.ENDED, run, thread);
    }
}
