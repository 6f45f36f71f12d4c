package dev.runcast.server.store;

import java.util.Locale;

/**
 * How far a run is.
 *
 * @since 0.1
 */
public enum RunStatus {
    /** It waits for those before it in its thread. */
    PENDING,
    /** It works. */
    RUNNING,
    /** It has made its output. */
    SUCCESS,
    /** It has failed. */
    ERROR,
    /** It took too long, and was cancelled. */
    TIMEOUT,
    /** It was cancelled by its client. */
    INTERRUPTED;

    /** Returns the name on the wire, such as {@code success}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether the run has ended. */
    public boolean isEnd() {
        return this != PENDING && this != RUNNING;
    }
}
