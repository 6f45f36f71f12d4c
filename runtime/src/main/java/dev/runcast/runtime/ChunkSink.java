package dev.runcast.runtime;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the chunks of a streaming run's output, one after the other. A parameter of this type is injected into an annotated
 * method; in a unit test of that method a lambda will do, such as {@code seen::add}.
 *
 * @param <T> the type of the chunks
 * @since 0.1
 */
@FunctionalInterface
public interface ChunkSink<T extends @Nullable Object> {
    /**
     * Hands on a chunk. Waits for a slow reader, and may be called from any thread.
     *
     * @throws CancellationException if the reader has gone
     */
    void emit(T chunk);

    /** Returns whether the reader has gone, so that there is no use in more chunks. */
    default boolean isCancelled() {
        return false;
    }
}
