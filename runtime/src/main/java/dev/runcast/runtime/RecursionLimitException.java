package dev.runcast.runtime;

/**
 * Thrown when runnables choose each other more often, one inside the other, than {@link RunnableConfig#recursionLimit()} allows.
 * (The reference raises {@code RecursionError} here.)
 *
 * @since 0.1
 */
public final class RecursionLimitException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception for the runnable that may choose no further one. */
    public RecursionLimitException(String runnable, int limit) {
        super(
                "The recursion limit is reached: the runnable \"" + runnable
                        + "\" has chosen another one, and its limit is " + limit
                        + ". Let the runnables come to an end, or raise the limit with RunnableConfig.builder().recursionLimit(…).");
    }
}
