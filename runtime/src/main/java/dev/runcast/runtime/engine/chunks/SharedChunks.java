package dev.runcast.runtime.engine.chunks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Chunks that several readers take, each of them all: the one that is ahead asks for the next. */
public final class SharedChunks<T extends @Nullable Object> {
    private final Chunks<? extends T> source;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<T> taken = new ArrayList<>();

    /** Creates chunks of a source that nobody else reads. */
    public SharedChunks(Chunks<? extends T> source) {
        this.source = source;
    }

    /** Returns the chunks for one reader. A value that is there already needs no sharing. */
    public Chunks<T> copy() {
        return source instanceof SingleChunk<? extends T> single ? Chunks.of(single.value()) : new Copy();
    }

    private boolean has(int index) throws Exception {
        lock.lockInterruptibly();
        try {
            while (taken.size() <= index) {
                if (!source.advance()) {
                    return false;
                }
                taken.add(source.current());
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private T get(int index) {
        lock.lock();
        try {
            return taken.get(index);
        } finally {
            lock.unlock();
        }
    }

    private final class Copy implements Chunks<T> {
        private int index = -1;

        @Override
        public boolean advance() throws Exception {
            boolean more = has(index + 1);
            if (more) {
                index++;
            }
            return more;
        }

        @Override
        public T current() {
            return get(index);
        }

        /** Other readers may go on. */
        @Override
        public void close() {}
    }
}
