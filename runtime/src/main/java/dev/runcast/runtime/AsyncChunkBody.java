package dev.runcast.runtime;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What an asynchronous runnable does whose output comes in chunks.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AsyncChunkBody<I extends @Nullable Object, T extends @Nullable Object> {
    /**
     * Starts to make the chunks from the input, inside the run.
     *
     * @param config carries this run: runs that are started with it are children of this run, on whatever thread
     * @param chunks takes the chunks, from any thread
     * @return a stage that is complete when all chunks have been emitted; the run ends then
     */
    CompletionStage<?> apply(I input, RunnableConfig config, ChunkSink<T> chunks) throws Exception;
}
