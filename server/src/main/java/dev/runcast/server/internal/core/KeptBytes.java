package dev.runcast.server.internal.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** How many bytes are kept, in all and of each principal, and how many may be. Any thread may ask. */
public final class KeptBytes {
    private final long max;
    private final AtomicLong total = new AtomicLong();
    private final Map<String, Long> byOwner = new ConcurrentHashMap<>();

    /** Creates it with how many bytes may be kept. */
    public KeptBytes(long max) {
        this.max = max;
    }

    /** Returns how many bytes texts need at most. */
    public static long of(String... texts) {
        long bytes = 0;
        for (String text : texts) {
            bytes += 2L * text.length();
        }
        return bytes;
    }

    /** Returns whether more is kept in all than may be. */
    public boolean areTooMany() {
        return total.get() > max;
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
        return new Account(owner);
    }

    /** How many bytes one thing needs, until it is forgotten. */
    public final class Account {
        private final String owner;
        private final ReentrantLock lock = new ReentrantLock();
        private long bytes;
        private boolean closed;

        private Account(String owner) {
            this.owner = owner;
        }

        /** Adds bytes, or takes some off if there are fewer than none. Does nothing after the thing was forgotten. */
        public void add(long more) {
            lock.lock();
            try {
                if (!closed) {
                    bytes += more;
                    total.addAndGet(more);
                    byOwner.merge(owner, more, (one, other) -> one + other == 0 ? null : one + other);
                }
            } finally {
                lock.unlock();
            }
        }

        /** Returns whether more is kept in all than may be. */
        public boolean isTight() {
            return areTooMany();
        }

        /** Says that the thing is forgotten. */
        public void close() {
            lock.lock();
            try {
                add(-bytes);
                closed = true;
            } finally {
                lock.unlock();
            }
        }
    }
}
