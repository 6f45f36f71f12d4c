package dev.runcast.server.internal.memory;

import dev.runcast.server.internal.core.KeptBytes;
import dev.runcast.server.store.EventPage;
import dev.runcast.server.store.EventTail;
import dev.runcast.server.store.EventsNotKeptException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The last events of a run, for any number of readers, each at its own place. When it is full, the oldest events make room for a
 * new one; but while an open reader has yet to take that one, the run waits. So open readers miss nothing, and readers that are not
 * there hold nothing up. The last event is kept whatever its size. Only the owner of the newest epoch may add events.
 */
final class EventLog {
    private final int capacity;
    private final long maxBytes;
    private final KeptBytes.Account account;
    private final Runnable relief;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    /** Each event is at its number, modulo the length. */
    private String[] ring = new String[16];

    private int size;
    private Tail[] tails = {};
    private long bytes;
    private long last;
    private long epoch = 1;
    private boolean ended;

    /**
     * Creates a log.
     *
     * @param capacity how many events it keeps
     * @param maxBytes how many bytes they may have
     * @param account where they are accounted for
     * @param relief has others make room, when more is kept in all than may be
     */
    EventLog(int capacity, long maxBytes, KeptBytes.Account account, Runnable relief) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
        this.account = account;
        this.relief = relief;
    }

    /** Returns the number of the last event. */
    long last() {
        return locked(() -> last);
    }

    long epoch() {
        return locked(() -> epoch);
    }

    /** Returns whether an owner may write: in its epoch, before the end. */
    boolean isOpenFor(long owner) {
        return locked(() -> isOpen(owner));
    }

    private boolean isOpen(long owner) {
        return !ended && epoch == owner;
    }

    /** Gives the log to the next owner, and returns the epoch of that. */
    long nextEpoch() {
        return locked(() -> {
            epoch++;
            moved.signalAll();
            return epoch;
        });
    }

    /**
     * Adds events, for which it may have to wait. Skips those that are there already.
     *
     * @param first the number of the first one
     * @return whether the owner might do so
     * @throws IllegalArgumentException if there would be a gap
     */
    boolean append(long owner, long first, List<String> more) {
        boolean isOpen = true;
        for (int i = 0; isOpen && i < more.size(); i++) {
            isOpen = append(owner, first + i, more.get(i));
        }
        return isOpen;
    }

    private boolean append(long owner, long number, String event) {
        if (account.isTight()) {
            relief.run();
        }
        Tail[] readers;
        lock.lock();
        try {
            if (number > last + 1) {
                throw new IllegalArgumentException(
                        "The events " + (last + 1) + " to " + (number - 1) + " are missing.");
            }
            while (isOpen(owner) && number > last && isFullFor(KeptBytes.of(event))) {
                if (isHeld()) {
                    moved.awaitUninterruptibly();
                } else {
                    removeOldest();
                }
            }
            if (!isOpen(owner) || number <= last) { // It may be there already.
                return isOpen(owner);
            }
            add(event);
            readers = tails;
        } finally {
            lock.unlock();
        }
        wake(readers);
        return true;
    }

    /** Ends the log, to which nothing is added any more. */
    void end() {
        wake(locked(() -> {
            ended = true;
            account.settle();
            moved.signalAll();
            return tails;
        }));
    }

    /** Drops what no open reader has yet to take, but for the last event. */
    void dropRead() {
        locked(() -> {
            while (size > 1 && !isHeld()) {
                removeOldest();
            }
            return size;
        });
    }

    /** Says that it is forgotten. Those who read it may read on. */
    void forget() {
        account.close();
    }

    /**
     * Returns a reader of the events after one.
     *
     * @throws EventsNotKeptException if there was no such event yet, or if events after it are no longer there
     */
    EventTail tail(long after, Runnable onChange) {
        return locked(() -> {
            if (after > last || after + 1 < oldest()) {
                throw new EventsNotKeptException(oldest(), last);
            }
            Tail tail = new Tail(after + 1, onChange);
            Tail[] more = Arrays.copyOf(tails, tails.length + 1);
            more[tails.length] = tail;
            tails = more;
            return tail;
        });
    }

    private void add(String event) {
        if (size == ring.length) {
            grow();
        }
        last++;
        size++;
        ring[place(last)] = event;
        account(KeptBytes.of(event));
    }

    private void grow() {
        String[] larger = new String[2 * ring.length];
        for (long number = oldest(); number <= last; number++) {
            larger[(int) (number % larger.length)] = ring[place(number)];
        }
        ring = larger;
    }

    private int place(long number) {
        return (int) (number % ring.length);
    }

    private void removeOldest() {
        int place = place(oldest());
        account(-KeptBytes.of(ring[place]));
        ring[place] = ""; // nothing is kept for it
        size--;
    }

    private void account(long more) {
        bytes += more;
        account.add(more);
    }

    private boolean isFullFor(long more) {
        return size > 0 && (size >= capacity || bytes + more > maxBytes || account.isTight());
    }

    private long oldest() {
        return last - size + 1;
    }

    private boolean isHeld() {
        for (Tail tail : tails) {
            if (tail.next == oldest()) {
                return true;
            }
        }
        return false;
    }

    private static void wake(Tail[] readers) {
        for (Tail tail : readers) {
            tail.onChange.run();
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** A place in the events. */
    private final class Tail implements EventTail {
        private final Runnable onChange;
        private long next;
        private boolean isOpen = true;

        private Tail(long next, Runnable onChange) {
            this.next = next;
            this.onChange = onChange;
        }

        @Override
        public EventPage next(int limit) {
            return locked(() -> {
                List<String> page = new ArrayList<>();
                long first = next;
                if (isOpen) {
                    int size = 0;
                    for (; next <= last && page.size() < limit && size < EventPage.MAX_SIZE; next++) {
                        page.add(ring[place(next)]);
                        size += page.get(page.size() - 1).length();
                    }
                    moved.signalAll();
                }
                return new EventPage(first, page, ended && next > last);
            });
        }

        @Override
        public void close() {
            locked(() -> {
                isOpen = false;
                tails = Arrays.stream(tails).filter(tail -> tail != this).toArray(Tail[]::new);
                moved.signalAll();
                return this;
            });
        }
    }
}
