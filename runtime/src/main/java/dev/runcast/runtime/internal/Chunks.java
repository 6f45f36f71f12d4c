package dev.runcast.runtime.internal;

import org.jspecify.annotations.Nullable;

/** Chunks of an output that are made when they are asked for, on the thread that asks. */
public interface Chunks<T extends @Nullable Object> {
    /** Makes the next chunk. Returns false, and has ended the run, when there are no more. */
    boolean advance() throws Exception;

    /** Returns the chunk that was made last. */
    T current();

    /** Returns a value that is there already, as the only chunk. */
    static <T extends @Nullable Object> Chunks<T> of(T value) {
        return new SingleChunk<>(value);
    }
}
