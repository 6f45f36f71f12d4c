package dev.runcast.server.store;

import java.util.UUID;

/**
 * A thread has a run that goes on.
 *
 * @since 0.1
 */
public final class ThreadBusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final UUID run;

    /** Creates it with the run that goes on. */
    public ThreadBusyException(UUID run) {
        super("The thread has a run that goes on: " + run + ". Wait until that has ended.");
        this.run = run;
    }

    /** Returns the id of the run that goes on. */
    public UUID run() {
        return run;
    }
}
