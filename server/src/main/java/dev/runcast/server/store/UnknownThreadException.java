package dev.runcast.server.store;

/**
 * A thread is not there.
 *
 * @since 0.1
 */
public final class UnknownThreadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates it for a thread. */
    public UnknownThreadException(ThreadKey thread) {
        super("There is no thread " + thread.id() + ". Create it first.");
    }
}
