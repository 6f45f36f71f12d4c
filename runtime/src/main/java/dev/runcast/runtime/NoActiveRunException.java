package dev.runcast.runtime;

/**
 * Thrown when a custom event is dispatched where no run is known, since an event belongs to a run. (The reference raises
 * {@code RuntimeError} here.)
 *
 * @since 0.1
 */
public final class NoActiveRunException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NoActiveRunException(String eventName) {
        super("No run is active here, so the event \"" + eventName
                + "\" was not sent. Emit it through the emitter parameter of"
                + " the @Runnable method, or pass the RunnableConfig that the method was given, or run this code on an"
                + " executor from RunContext.propagating(…), which carries the run to its threads.");
    }
}
