package dev.runcast.server.internal.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many bytes are kept, in all and of each principal, and how many may be. Any thread may ask. What runs have that go on is counted, but
 * others are not refused because of it: {@link BodyBudget} bounds what such runs were asked with, and with their events they wait for their
 * readers, or keep less.
 */
public final class KeptBytes {
    private final long max;

    /** By how many bytes an account may differ from what is counted, so that runs that keep events do not wait for each other. */
    private final long step;

    private final AtomicLong total = new AtomicLong();
    private final Map<String, Long> byOwner = new ConcurrentHashMap<>();
    private final AtomicLong live = new AtomicLong();

    /** Creates it with how many bytes may be kept. */
    public KeptBytes(long max) {
        this.max = max;
        this.step = max / 8192;
    }

    /** Returns how many bytes texts need at most. */
    public static long of(String... texts) {
        long bytes = 0;
        for (String text : texts) {
            bytes += 2L * text.length();
        }
        return bytes;
    }

    /** Returns whether more is kept in all than may be, with what runs have that go on. */
    public boolean areTight() {
        return total.get() > max;
    }

    /** Returns whether more is kept in all than may be. */
    public boolean areTooMany() {
        return total.get() - live.get() > max;
    }

    /** Returns whether more is kept of a principal than its share: a quarter if it has a name, else everything. */
    public boolean areTooManyOf(String owner) {
        return !owner.isEmpty() && byOwner.getOrDefault(owner, 0L) > max / 4;
    }

    /** Returns how many bytes are kept of each principal. */
    public Map<String, Long> byOwner() {
        return byOwner;
    }

    /** Returns an account of one thing that is kept of a principal. */
    public Account open(String owner) {
        return new Account(owner, false);
    }

    /** Returns an account of what a run has that goes on. */
    public Account openLive(String owner) {
        return new Account(owner, true);
    }

    /** How many bytes one thing needs, until it is forgotten. */
    public final class Account {
        private final String owner;
        private final ReentrantLock lock = new ReentrantLock();
        private long bytes;
        private long counted;
        private boolean isLive;
        private boolean closed;

        private Account(String owner, boolean isLive) {
            this.owner = owner;
            this.isLive = isLive;
        }

        /** Adds bytes, or takes some off if there are fewer than none. Does nothing after the thing was forgotten. */
        public void add(long more) {
            lock.lock();
            try {
                if (!closed) {
                    bytes += more;
                    if (Math.abs(bytes - counted) > step) {
                        count();
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        private void count() {
            long more = bytes - counted;
            counted = bytes;
            total.addAndGet(more);
            byOwner.merge(owner, more, (one, other) -> one + other == 0 ? null : one + other);
            if (isLive) {
                live.addAndGet(more);
            }
        }

        /** Says that the run has ended. */
        public void settle() {
            lock.lock();
            try {
                if (isLive) {
                    isLive = false;
                    live.addAndGet(-counted);
                }
            } finally {
                lock.unlock();
            }
        }

        /** Returns whether more is kept in all than may be, with what runs have that go on. */
        public boolean isTight() {
            return areTight();
        }

        /** Says that the thing is forgotten. */
        public void close() {
            lock.lock();
            try {
                bytes = 0;
                count();
                closed = true;
            } finally {
                lock.unlock();
            }
        }
    }
}
