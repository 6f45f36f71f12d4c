package dev.runcast.runtime.internal;

import dev.runcast.runtime.RunnableConfig;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A runnable as a function from input and config to output that does the whole run: opens it, does the work, and reports its
 * end or error.
 */
public interface Invocation<I extends @Nullable Object, O extends @Nullable Object> {
    /** Does the run on this thread, and returns when it has ended. */
    O invoke(I input, RunnableConfig config) throws Exception;

    /** Starts the run, and returns a future that completes after its end; cancelling that cancels the run. Does not throw. */
    CompletableFuture<O> invokeAsync(I input, RunnableConfig config);
}
