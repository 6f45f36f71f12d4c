package dev.runcast.runtime.engine.chunks;

import org.jspecify.annotations.Nullable;

/** Chunks of which the first is there, so that a run that takes them starts only then. */
public final class PeekedChunks<T extends @Nullable Object> implements Chunks<T> {
    private final Chunks<? extends T> chunks;
    private final boolean hasFirst;
    private boolean isFirst = true;

    private PeekedChunks(Chunks<? extends T> chunks, boolean hasFirst) {
        this.chunks = chunks;
        this.hasFirst = hasFirst;
    }

    /** Makes the first chunk, unless it is a value that is there anyhow. */
    public static <T extends @Nullable Object> Chunks<? extends T> of(Chunks<? extends T> chunks) throws Exception {
        return chunks instanceof SingleChunk<?> ? chunks : new PeekedChunks<T>(chunks, chunks.advance());
    }

    @Override
    public boolean advance() throws Exception {
        boolean first = isFirst;
        isFirst = false;
        return first ? hasFirst : chunks.advance();
    }

    @Override
    public T current() {
        return chunks.current();
    }

    @Override
    public void close() {
        chunks.close();
    }
}
