package dev.runcast.runtime.engine.stream;

import dev.runcast.runtime.callback.Overflow;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamStatistics;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.ArrayDeque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events between the threads of a run and the reader of its stream. Bounded: writers wait for the reader, or events are dropped.
 *
 * <p>Writers and the reader meet at a lock. The reader takes all events there are at once, and gives them out without it; they
 * count as unread until then. One thread reads at a time.
 */
final class EventBuffer implements EventReceiver {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    /** Of a full buffer this part is to be read before writers go on, which costs more than many events do. */
    private static final int ROOM = 8;

    private final int capacity;
    private final Overflow overflow;
    private final Runnable onChange;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hasRoom = lock.newCondition();
    private final Condition hasEvent = lock.newCondition();

    /** What the reader has taken and not given out yet. Belongs to the reader, who swaps it with the other. */
    private ArrayDeque<StreamEvent> batch = new ArrayDeque<>();

    private ArrayDeque<StreamEvent> events = new ArrayDeque<>();
    private boolean readerWaits;

    /** How many events were put in and not dropped later. */
    private long accepted;

    private long dropped;
    private boolean finished;
    private @Nullable Throwable failure;

    /** How many events were given out. Written by the reader only. */
    private volatile long read;

    private volatile boolean writersWait;
    private volatile boolean closed;

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
    @Override
    public void put(StreamEvent event) {
        if (add(event)) {
            onChange.run();
        }
    }

    private boolean add(StreamEvent event) {
        lock.lock();
        try {
            if (overflow == Overflow.BLOCK) {
                awaitRoom();
            }
            if (finished) {
                return false;
            }
            if (closed) {
                throw new CancellationException("The event stream was closed.");
            }
            if (isFull()) {
                drop();
                if (overflow == Overflow.DROP_NEWEST) {
                    return false;
                }
                events.remove();
                accepted--;
            }
            events.add(event);
            accepted++;
            if (readerWaits) {
                hasEvent.signal();
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The run was interrupted while it waited for the reader of its events.");
        } finally {
            lock.unlock();
        }
    }

    /** Waits for room, or for the end. */
    private void awaitRoom() throws InterruptedException {
        while (isFull() && !finished && !closed) {
            writersWait = true;
            if (isFull()) { // still: the reader may have looked for writers just before
                hasRoom.await();
            }
        }
    }

    /** Where the oldest are dropped, the one that the reader is about to give out is no longer there to be dropped. */
    private boolean isFull() {
        return (overflow == Overflow.DROP_OLDEST ? events.size() : unread()) == capacity;
    }

    private long unread() {
        return accepted - read;
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
        StreamEvent event = batch.poll();
        return given(event == null ? takeMore(true) : event);
    }

    /** Takes the next event out, or null when there is none now. */
    @Nullable
    StreamEvent poll() {
        StreamEvent event = batch.poll();
        try {
            return given(event == null ? takeMore(false) : event);
        } catch (InterruptedException never) {
            throw new AssertionError("Nobody waited.", never);
        }
    }

    /** Takes all events there are, but for one where the oldest are dropped, and returns the first of them. */
    private @Nullable StreamEvent takeMore(boolean wait) throws InterruptedException {
        if (wait) {
            lock.lockInterruptibly();
        } else {
            lock.lock();
        }
        try {
            while (wait && events.isEmpty() && !finished && !closed) {
                readerWaits = true;
                hasEvent.await();
            }
            readerWaits = false;
            if (overflow != Overflow.DROP_OLDEST) {
                ArrayDeque<StreamEvent> empty = batch;
                batch = events;
                events = empty;
                return batch.poll();
            }
            return events.poll();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // There is one reader.
    private @Nullable StreamEvent given(@Nullable StreamEvent event) {
        if (event == null || closed) {
            return null;
        }
        read++;
        if (writersWait) {
            wakeWriters();
        }
        return event;
    }

    private void wakeWriters() {
        lock.lock();
        try {
            if (unread() <= capacity - Math.max(1, capacity / ROOM)) {
                writersWait = false;
                hasRoom.signalAll();
            }
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
            hasEvent.signalAll();
            hasRoom.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
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
            return closed || (finished && unread() == 0);
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
            return new Statistics(read, closed ? 0 : (int) unread(), dropped);
        } finally {
            lock.unlock();
        }
    }

    private record Statistics(long read, int waiting, long dropped) implements EventStreamStatistics {
        @Override
        public String toString() {
            return read + " read, " + waiting + " waiting, " + dropped + " dropped";
        }
    }
}
