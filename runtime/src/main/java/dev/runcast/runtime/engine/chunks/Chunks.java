package dev.runcast.runtime.engine.chunks;

import org.jspecify.annotations.Nullable;

/** Chunks of an output that are made when they are asked for, on the thread that asks. For one thread at a time. */
public interface Chunks<T extends @Nullable Object> extends AutoCloseable {
    /** Makes the next chunk. Returns false, and has ended the run, when there are no more. */
    boolean advance() throws Exception;

    /** Returns the chunk that was made last. */
    T current();

    /** Says that no more chunks will be asked for, which cancels the run if it has started and not ended. */
    @Override
    void close();

    /** Returns whether this is one value, so that code of the program is not called when it is asked for more. */
    default boolean isValue() {
        return false;
    }

    /** Returns a value that is there already, as the only chunk. */
    static <T extends @Nullable Object> Chunks<T> of(T value) {
        return new SingleChunk<>(value);
    }
}
