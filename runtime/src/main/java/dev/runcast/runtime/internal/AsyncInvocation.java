package dev.runcast.runtime.internal;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable.ConfiguredBody;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A run whose body returns a stage. The function opens the run by {@code RunScope}, first of all, and returns a future of the run,
 * and not of the body.
 */
public record AsyncInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends CompletionStage<? extends O>> run)
        implements Invocation<I, O> {
    @Override
    public O invoke(I input, RunnableConfig config) throws Exception {
        return RunFuture.get(start(input, config));
    }

    @Override
    public CompletableFuture<O> invokeAsync(I input, RunnableConfig config) {
        try {
            return start(input, config);
        } catch (Throwable failure) { // which the body threw before it had a stage
            return CompletableFuture.failedFuture(failure);
        }
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return ValueChunks.of(descriptor, true, this, input, config);
    }

    @SuppressWarnings("unchecked") // A future only gives its values out, as which any O will do.
    private CompletableFuture<O> start(I input, RunnableConfig config) throws Exception {
        return (CompletableFuture<O>) run.apply(input, config).toCompletableFuture();
    }
}
