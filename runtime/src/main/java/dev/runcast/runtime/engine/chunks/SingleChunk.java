package dev.runcast.runtime.engine.chunks;

import org.jspecify.annotations.Nullable;

/** A value that is there already, as the only chunk. */
final class SingleChunk<T extends @Nullable Object> implements Chunks<T> {
    private final T value;
    private boolean given;

    SingleChunk(T value) {
        this.value = value;
    }

    T value() {
        return value;
    }

    @Override
    public boolean advance() {
        boolean first = !given;
        given = true;
        return first;
    }

    @Override
    public T current() {
        return value;
    }

    @Override
    public boolean isValue() {
        return true;
    }

    @Override
    public void close() {
        given = true;
    }
}
