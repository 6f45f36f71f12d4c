package dev.runcast.runtime.engine.chunks;

import java.util.Spliterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The elements of a stream. */
public final class ElementChunks<T extends @Nullable Object> implements Chunks<T> {
    private final Stream<? extends T> stream;
    private @Nullable Spliterator<? extends T> elements;
    private @Nullable T current;

    /** Creates chunks of a stream, which nobody has read from. */
    public ElementChunks(Stream<? extends T> stream) {
        this.stream = stream;
    }

    @Override
    public boolean advance() {
        Spliterator<? extends T> elements = this.elements;
        if (elements == null) {
            elements = stream.spliterator();
            this.elements = elements;
        }
        return elements.tryAdvance(element -> current = element);
    }

    @Override
    @SuppressWarnings("NullAway") // It is null only where T may be.
    public T current() {
        return current;
    }

    @Override
    public void close() {
        stream.close();
    }
}
