package dev.runcast.runtime.engine.chunks;

import dev.runcast.runtime.engine.run.Unchecked;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Gives the chunks of its input to the body of a run, as a stream. Each is made when the body asks for it. */
public final class ChunkStream {
    private ChunkStream() {}

    /** Returns chunks as a sequential stream. What making them throws comes out of its operations as it is. */
    public static <T extends @Nullable Object> Stream<T> of(Chunks<? extends T> chunks) {
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<T>(Long.MAX_VALUE, Spliterator.ORDERED) {
                    @Override
                    public boolean tryAdvance(Consumer<? super T> action) {
                        try {
                            if (!chunks.advance()) {
                                return false;
                            }
                        } catch (Exception failure) {
                            throw Unchecked.<RuntimeException>rethrow(failure);
                        }
                        action.accept(chunks.current());
                        return true;
                    }
                },
                false);
    }
}
