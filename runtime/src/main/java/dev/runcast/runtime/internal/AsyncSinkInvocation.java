package dev.runcast.runtime.internal;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run whose method hands its chunks to a consumer, until the stage is complete that it returns. The method opens the run by
 * {@code StreamScope}, first of all.
 */
public record AsyncSinkInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, Method<I, O> method) implements StagedInvocation<I, O> {
    /** A method that hands its chunks to a consumer. */
    @FunctionalInterface
    public interface Method<I extends @Nullable Object, O extends @Nullable Object> {
        /** Returns a stage that is complete when all chunks have been handed over. */
        CompletionStage<?> start(I input, RunnableConfig config, Consumer<O> chunks) throws Exception;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"
    }) // The sum of values of a type is of that type, and null only where that may be.
    public CompletableFuture<O> start(I input, RunnableConfig config) throws Exception {
        ChunkSum output = new ChunkSum();
        return RunFuture.of(method.start(input, config, output::add), done -> (O) output.get());
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return new LazyChunks<I, O>(descriptor, true, input, config, (chunks, run) -> {
            I value = LazyChunks.inputOf(chunks, run);
            return new HandedChunks<>(run, config, consumer -> method.start(value, config, consumer));
        });
    }
}
