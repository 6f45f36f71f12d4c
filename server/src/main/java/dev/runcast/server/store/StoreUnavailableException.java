package dev.runcast.server.store;

/**
 * A store could not be reached, or did not say whether it did what was asked.
 *
 * @since 0.1
 */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates it with what went wrong. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
