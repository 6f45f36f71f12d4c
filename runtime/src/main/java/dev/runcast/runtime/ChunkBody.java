package dev.runcast.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What a runnable does whose output comes in chunks.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ChunkBody<I extends @Nullable Object, T extends @Nullable Object> {
    /**
     * Makes the chunks from the input, inside the run, which ends when this returns.
     *
     * @param config carries this run: runs that are started with it are children of this run, on whatever thread
     * @param chunks takes the chunks
     */
    void apply(I input, RunnableConfig config, ChunkSink<T> chunks) throws Exception;
}
