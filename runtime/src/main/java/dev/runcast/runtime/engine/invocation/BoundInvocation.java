package dev.runcast.runtime.engine.invocation;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.engine.chunks.Chunks;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A runnable that has a config of its own, which is merged with that of each call. */
public record BoundInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        Invocation<I, O> invocation, UnaryOperator<RunnableConfig> merge) implements Invocation<I, O> {
    @Override
    public O invoke(I input, RunnableConfig config) throws Exception {
        return invocation.invoke(input, merge.apply(config));
    }

    @Override
    public CompletableFuture<O> invokeAsync(I input, RunnableConfig config) {
        return invocation.invokeAsync(input, merge.apply(config));
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return invocation.stream(input, merge.apply(config));
    }

    @Override
    public CompletableFuture<?> streamAsync(I input, RunnableConfig config) {
        return invocation.streamAsync(input, merge.apply(config));
    }
}
