package dev.runcast.runtime.stream;

import dev.runcast.runtime.callback.Overflow;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events between the threads of a run and the reader of its stream. Bounded: writers wait for the reader, or events are dropped. */
final class EventBuffer {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private final int capacity;
    private final Overflow overflow;
    private final Runnable onChange;
    private final Queue<StreamEvent> events = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hasRoom = lock.newCondition();
    private final Condition hasEvent = lock.newCondition();
    private long read;
    private long dropped;
    private boolean finished;
    private boolean closed;
    private @Nullable Throwable failure;

    /**
     * Creates a buffer.
     *
     * @param onChange is called when there is something to read or no more will follow, for readers that do not wait
     */
    EventBuffer(int capacity, Overflow overflow, Runnable onChange) {
        this.capacity = capacity;
        this.overflow = overflow;
        this.onChange = onChange;
    }

    /**
     * Puts an event in, as soon as there is room, or drops one. An event that comes after the end is lost.
     *
     * @throws CancellationException if the reader has gone, or the thread is interrupted while it waits
     */
    void put(StreamEvent event) {
        if (add(event)) {
            onChange.run();
        }
    }

    private boolean add(StreamEvent event) {
        lock.lock();
        try {
            while (events.size() == capacity && overflow == Overflow.BLOCK && !finished && !closed) {
                hasRoom.await();
            }
            if (finished) {
                return false;
            }
            if (closed) {
                throw new CancellationException("The event stream was closed.");
            }
            if (events.size() == capacity) {
                drop();
                if (overflow == Overflow.DROP_NEWEST) {
                    return false;
                }
                events.remove();
            }
            events.add(event);
            hasEvent.signal();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The run was interrupted while it waited for the reader of its events.");
        } finally {
            lock.unlock();
        }
    }

    private void drop() {
        dropped++;
        if (dropped == 1) {
            log.warn(
                    "An event stream drops events, since {} wait for its reader (said once; statistics() counts them). Read faster,"
                            + " give it a larger bufferSize, or let the run wait: overflow(Overflow.BLOCK).",
                    capacity);
        }
    }

    /** Says that no event will follow, and what the run failed with, if it did. Without effect when the reader has gone. */
    void finish(@Nullable Throwable failure) {
        lock.lock();
        try {
            if (!closed) {
                this.finished = true;
                this.failure = failure;
                hasEvent.signalAll();
                hasRoom.signalAll();
            }
        } finally {
            lock.unlock();
        }
        onChange.run();
    }

    /** Takes the next event out, as soon as there is one, or null when none will follow. */
    @Nullable
    StreamEvent take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (events.isEmpty() && !finished && !closed) {
                hasEvent.await();
            }
            return remove();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next event out, or null when there is none now. */
    @Nullable
    StreamEvent poll() {
        lock.lock();
        try {
            return remove();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable StreamEvent remove() {
        StreamEvent event = events.poll();
        if (event != null) {
            read++;
            hasRoom.signal();
        }
        return event;
    }

    /** Says that nobody reads any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            events.clear();
            hasEvent.signalAll();
            hasRoom.signalAll();
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

    /** Returns whether no event will be put in any more. */
    boolean isOver() {
        lock.lock();
        try {
            return finished || closed;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether there is no event and none will follow. */
    boolean isExhausted() {
        lock.lock();
        try {
            return events.isEmpty() && (finished || closed);
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

    EventStreamStatistics statistics() {
        lock.lock();
        try {
            return new EventStreamStatistics(read, events.size(), dropped);
        } finally {
            lock.unlock();
        }
    }
}
