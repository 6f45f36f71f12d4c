package dev.runcast.runtime.engine.chunks;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands chunks from a producer to a reader on another thread, one at a time and in lock-step: the producer goes on when the reader
 * asks for the next chunk, as a generator does. So what happens in the producer's run has one order, and nothing is made ahead.
 */
final class Handoff<T extends @Nullable Object> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private boolean isAsked;
    private boolean hasChunk;
    private @Nullable T chunk;
    private boolean isFinished;
    private boolean isClosed;
    private @Nullable Throwable failure;

    /**
     * Hands a chunk over, and returns when the reader asks for the next.
     *
     * @return false if the producer had ended already, so that nobody will ask for the chunk
     * @throws CancellationException if the reader has gone, or this thread is interrupted while it waits
     */
    boolean handOver(T next) {
        lock.lock();
        try {
            awaitAsked();
            if (isFinished) {
                return false;
            }
            put(next);
            awaitAsked();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The run was interrupted while it waited for the reader of its chunks.");
        } finally {
            lock.unlock();
        }
    }

    private void awaitAsked() throws InterruptedException {
        while (!isAsked && !isClosed && !isFinished) {
            changed.await();
        }
        if (isClosed) {
            throw new CancellationException("The reader of the chunks has gone.");
        }
    }

    /** Gives the reader the chunk that it has asked for, without waiting for it to ask for the next. */
    void give(T next) {
        lock.lock();
        try {
            put(next);
        } finally {
            lock.unlock();
        }
    }

    private void put(T next) {
        chunk = next;
        hasChunk = true;
        isAsked = false;
        changed.signalAll();
    }

    /** Says that no chunk will follow, and what the producer failed with, if it did. */
    void finish(@Nullable Throwable failure) {
        lock.lock();
        try {
            if (!isFinished) {
                this.isFinished = true;
                this.failure = failure;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Asks for the next chunk. */
    void ask() {
        lock.lock();
        try {
            hasChunk = false;
            isAsked = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the chunk that was asked for. Returns false when there is none. */
    boolean awaitChunk() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!hasChunk && !isFinished && !isClosed) {
                changed.await();
            }
            return hasChunk;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the chunk that was handed over last. */
    @SuppressWarnings("NullAway") // It is null only where T may be.
    T chunk() {
        lock.lock();
        try {
            return chunk;
        } finally {
            lock.unlock();
        }
    }

    /** Returns what the producer failed with, if it did. */
    @Nullable
    Throwable failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Says that nobody reads any more.
     *
     * @return whether the producer waits to be asked for the next chunk, so that it ends by itself now
     */
    boolean close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
            return !isAsked;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return isClosed;
        } finally {
            lock.unlock();
        }
    }
}
