package dev.runcast.runtime.stream;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The events between the threads of a run and the reader of its stream. Bounded: writers wait for the reader. */
final class EventBuffer {
    private final int capacity;
    private final Queue<StreamEvent> events = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean finished;
    private boolean closed;
    private @Nullable Throwable failure;

    EventBuffer(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Puts an event in, as soon as there is room. An event that comes after the end is lost.
     *
     * @throws CancellationException if the reader has gone, or the thread is interrupted while it waits
     */
    void put(StreamEvent event) {
        lock.lock();
        try {
            while (events.size() == capacity && !finished && !closed) {
                changed.await();
            }
            if (finished) {
                return;
            }
            if (closed) {
                throw new CancellationException("The event stream was closed.");
            }
            events.add(event);
            changed.signalAll();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The run was interrupted while it waited for the reader of its events.");
        } finally {
            lock.unlock();
        }
    }

    /** Says that no event will follow, and what the run failed with, if it did. Without effect when the reader has gone. */
    void finish(@Nullable Throwable failure) {
        lock.lock();
        try {
            if (!closed) {
                this.finished = true;
                this.failure = failure;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next event out, as soon as there is one, or null when none will follow. */
    @Nullable
    StreamEvent take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (events.isEmpty() && !finished && !closed) {
                changed.await();
            }
            StreamEvent event = events.poll();
            changed.signalAll();
            return event;
        } finally {
            lock.unlock();
        }
    }

    /** Says that nobody reads any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            events.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Returns what the run failed with, once all events have been taken out and unless the reader has closed. */
    @Nullable
    Throwable failure() {
        lock.lock();
        try {
            return closed ? null : failure;
        } finally {
            lock.unlock();
        }
    }
}
