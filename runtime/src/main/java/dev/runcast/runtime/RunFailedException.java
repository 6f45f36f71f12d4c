package dev.runcast.runtime;

/**
 * Thrown by {@link TypedRunnable} when the body of a run failed with a checked exception, which is the
 * {@linkplain #getCause() cause}. Unchecked exceptions are thrown as they are, and callback handlers always see the original.
 *
 * @since 0.1
 */
public final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for a failed run.
     *
     * @param runName the name of the runnable
     * @param cause the checked exception that the body threw
     */
    public RunFailedException(String runName, Throwable cause) {
        super("The run \"" + runName + "\" failed: " + cause, cause);
    }
}
