package dev.runcast.runtime.internal;

import dev.runcast.runtime.ConfiguredBody;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A run whose body returns a stage. The function opens the run by {@code RunScope}, first of all, and returns a future of the run,
 * and not of the body.
 */
public record AsyncInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends CompletionStage<? extends O>> run)
        implements StagedInvocation<I, O> {
    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return ValueChunks.of(descriptor, true, this, input, config);
    }

    @Override
    @SuppressWarnings("unchecked") // A future only gives its values out, as which any O will do.
    public CompletableFuture<O> start(I input, RunnableConfig config) throws Exception {
        return (CompletableFuture<O>) run.apply(input, config).toCompletableFuture();
    }
}
