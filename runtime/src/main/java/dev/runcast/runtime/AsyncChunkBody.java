package dev.runcast.runtime;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a runnable does whose output comes in chunks until a stage is complete. */
@FunctionalInterface
public interface AsyncChunkBody<I extends @Nullable Object, T extends @Nullable Object> {
    /**
     * Makes the chunks from the input, inside the run, which ends when the stage does.
     *
     * @param config carries this run: runs that are started with it are children of this run, on whatever thread
     * @param chunks takes the chunks
     */
    CompletionStage<?> apply(I input, RunnableConfig config, ChunkSink<T> chunks) throws Exception;
}
