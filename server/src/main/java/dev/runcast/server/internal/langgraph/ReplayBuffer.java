package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.KeptBytes;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The last frames of a run, for any number of readers, each at its own place. When it is full, the oldest frames make room for a
 * new one; but while an open reader has yet to take that one, the run waits. So open readers miss nothing, and readers that are not
 * there hold nothing up. The last frame is kept whatever its size.
 */
final class ReplayBuffer {
    private final int capacity;
    private final long maxBytes;
    private final KeptBytes.Account account;
    private final Runnable relief;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<Long, Frame> frames = new HashMap<>();
    private final Set<Reader> readers = new LinkedHashSet<>();
    private long bytes;
    private long last;
    private boolean ended;

    /**
     * Creates a buffer.
     *
     * @param capacity how many frames it keeps, and besides the one that ended it
     * @param maxBytes how many bytes they may have
     * @param account where they are accounted for
     * @param relief has others make room, when more is kept in all than may be
     */
    ReplayBuffer(int capacity, long maxBytes, KeptBytes.Account account, Runnable relief) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
        this.account = account;
        this.relief = relief;
    }

    KeptBytes.Account account() {
        return account;
    }

    /** Adds a frame, for which it may have to wait. Does nothing after the end. */
    void append(String event, String data) {
        if (account.isTight()) {
            relief.run();
        }
        long more = KeptBytes.of(data);
        lock.lock();
        try {
            while (!ended && isFullFor(more)) {
                if (isHeld()) {
                    moved.awaitUninterruptibly();
                } else {
                    removeOldest();
                }
            }
            if (ended) {
                return;
            }
            add(event, data);
        } finally {
            lock.unlock();
        }
        wakeReaders();
    }

    /** Ends the stream, with a last frame that does not wait. */
    void end(String event, String data) {
        lock.lock();
        try {
            if (!ended) {
                add(event, data);
            }
        } finally {
            lock.unlock();
        }
        end();
    }

    /** Ends the stream. */
    void end() {
        lock.lock();
        try {
            ended = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        wakeReaders();
    }

    /**
     * Returns a reader of the frames after one.
     *
     * @param after the id of the last frame that is not wanted, 0 for all
     * @param onChange is called when there is something to read or no more will follow, on the thread of the run
     * @throws HttpError if there was no such frame yet (422), or if frames after it are no longer there (409)
     */
    Reader read(long after, Runnable onChange) {
        lock.lock();
        try {
            if (after > last) {
                throw HttpError.of(
                        422,
                        "There is no event " + after
                                + " of this run. Send as Last-Event-ID the id of the last event that came.");
            }
            if (after + 1 < oldest()) {
                throw HttpError.of(
                        409,
                        "The events after " + after + " are not kept any more, up to " + (oldest() - 1)
                                + ". Send Last-Event-ID: " + (oldest() - 1)
                                + " for those that are, or ask for the result: GET …/join.");
            }
            Reader reader = new Reader(after + 1, onChange);
            readers.add(reader);
            return reader;
        } finally {
            lock.unlock();
        }
    }

    private void add(String event, String data) {
        last++;
        frames.put(last, new Frame(last, event, data));
        account(KeptBytes.of(data));
    }

    private void removeOldest() {
        Frame oldest = frames.remove(oldest());
        if (oldest != null) {
            account(-KeptBytes.of(oldest.data()));
        }
    }

    private void account(long more) {
        bytes += more;
        account.add(more);
    }

    private boolean isFullFor(long more) {
        return !frames.isEmpty() && (frames.size() >= capacity || bytes + more > maxBytes || account.isTight());
    }

    private long oldest() {
        return last - frames.size() + 1;
    }

    private boolean isHeld() {
        return readers.stream().anyMatch(reader -> reader.next == oldest());
    }

    private void wakeReaders() {
        List<Reader> woken;
        lock.lock();
        try {
            woken = List.copyOf(readers);
        } finally {
            lock.unlock();
        }
        woken.forEach(reader -> reader.onChange.run());
    }

    /** A place in the frames. It is open until it is closed. */
    final class Reader {
        private final Runnable onChange;
        private long next;

        private Reader(long next, Runnable onChange) {
            this.next = next;
            this.onChange = onChange;
        }

        /** Takes the next frame, or returns null if there is none now, or if this is closed. */
        @Nullable
        Frame poll() {
            lock.lock();
            try {
                if (next > last || !readers.contains(this)) {
                    return null;
                }
                Frame frame = frames.get(next);
                next++;
                moved.signalAll();
                return frame;
            } finally {
                lock.unlock();
            }
        }

        /** Returns whether the run will add no more. */
        boolean hasEnded() {
            lock.lock();
            try {
                return ended;
            } finally {
                lock.unlock();
            }
        }

        /** Returns whether no frame will follow. */
        boolean isExhausted() {
            lock.lock();
            try {
                return ended && next > last;
            } finally {
                lock.unlock();
            }
        }

        void close() {
            lock.lock();
            try {
                readers.remove(this);
                moved.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
