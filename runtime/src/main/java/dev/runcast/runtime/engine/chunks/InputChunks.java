package dev.runcast.runtime.engine.chunks;

import org.jspecify.annotations.Nullable;

/** The chunks of the input of a run, added up as they are taken: the end of the run tells its input. */
final class InputChunks<T extends @Nullable Object> implements Chunks<T> {
    private final Chunks<? extends T> chunks;
    private final ChunkSum sum = new ChunkSum();
    private boolean isWanted = true;

    InputChunks(Chunks<? extends T> chunks) {
        this.chunks = chunks;
    }

    /** Does without the sum, for a run that nobody hears. */
    void forgetSum() {
        isWanted = false;
    }

    /** Returns the sum of the chunks that were taken, or null if there were none. */
    @Nullable
    Object sum() {
        return sum.get();
    }

    @Override
    public boolean advance() throws Exception {
        boolean more = chunks.advance();
        if (more && isWanted) {
            sum.add(chunks.current());
        }
        return more;
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
