package dev.runcast.runtime.internal;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run whose method hands its chunks to a consumer, until it returns. The method opens the run by {@code StreamScope}, first of
 * all.
 */
public record SinkInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, Method<I, O> method) implements Invocation<I, O> {
    /** A method that hands its chunks to a consumer. */
    @FunctionalInterface
    public interface Method<I extends @Nullable Object, O extends @Nullable Object> {
        /** Returns when all chunks have been handed over. */
        void run(I input, RunnableConfig config, Consumer<O> chunks) throws Exception;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"
    }) // The sum of values of a type is of that type, and null only where that may be.
    public O invoke(I input, RunnableConfig config) throws Exception {
        ChunkSum output = new ChunkSum();
        method.run(input, config, output::add);
        return (O) output.get();
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return new LazyChunks<I, O>(descriptor, false, input, config, (chunks, run) -> {
            I value = LazyChunks.inputOf(chunks, run);
            return new HandedChunks<>(run, config, consumer -> {
                method.run(value, config, consumer);
                return CompletableFuture.completedFuture(null);
            });
        });
    }

    /** Where nobody asks for chunks, the method need not wait for that. */
    @Override
    public CompletableFuture<?> streamAsync(I input, RunnableConfig config) {
        return TaskFuture.start(config, () -> {
            method.run(input, config, chunk -> {});
            return true;
        });
    }
}
