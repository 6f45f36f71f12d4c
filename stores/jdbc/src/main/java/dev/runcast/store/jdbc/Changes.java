package dev.runcast.store.jdbc;

import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the readers and listeners of this process what has changed, whoever has changed it. */
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final Tails tails;
    private final Listeners listeners;

    Changes(Tails tails, Listeners listeners) {
        this.tails = tails;
        this.listeners = listeners;
    }

    void tell(Change change) {
        guarded(() -> {
            switch (change.kind()) {
                case EVENTS -> tails.wake(change.run());
                case CANCELLED -> listeners.cancel(change.run());
                case ENDED -> {
                    tails.wake(change.run());
                    listeners.end(change.run(), Objects.requireNonNull(change.thread()));
                }
            }
        });
    }

    /** Tells what was found in the database, which may have been told before. */
    void tellAgain(Change change) {
        guarded(() -> {
            switch (change.kind()) {
                case EVENTS -> tails.wake(change.run());
                case CANCELLED -> listeners.cancelIfNew(change.run());
                case ENDED -> listeners.endIfNew(change.run(), Objects.requireNonNull(change.thread()));
            }
        });
    }

    /** What was written stays written, whatever those do who are told of it. */
    private static void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException failure) {
            LOG.warn("A listener of the store of runs failed. Have it throw nothing.", failure);
        }
    }

    /** Returns the runs that have readers here. */
    Iterable<UUID> runsWithReaders() {
        return tails.runs();
    }
}
