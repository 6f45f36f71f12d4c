package dev.runcast.runtime.engine.invocation;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.engine.run.RunFuture;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A run whose body goes on when its method has returned. */
interface StagedInvocation<I extends @Nullable Object, O extends @Nullable Object> extends Invocation<I, O> {
    /** Starts the run on this thread. Throws what the method threw before it had a stage. */
    CompletableFuture<O> start(I input, RunnableConfig config) throws Exception;

    @Override
    default O invoke(I input, RunnableConfig config) throws Exception {
        return RunFuture.get(start(input, config));
    }

    @Override
    default CompletableFuture<O> invokeAsync(I input, RunnableConfig config) {
        try {
            return start(input, config);
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
