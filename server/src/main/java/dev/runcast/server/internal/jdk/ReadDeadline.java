package dev.runcast.server.internal.jdk;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts the thread that reads a request when that takes too long. The thread then waits in a channel, which an interrupt
 * closes: the JDK's server notices that and gives the connection up.
 */
final class ReadDeadline {
    private static final ThreadLocal<@Nullable ReadDeadline> CURRENT = new ThreadLocal<>();

    private final Thread reader = Thread.currentThread();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean met;

    private ReadDeadline() {}

    /** Begins to wait for a request on this thread. */
    static ReadDeadline begin() {
        ReadDeadline deadline = new ReadDeadline();
        CURRENT.set(deadline);
        return deadline;
    }

    /** Says that this thread has read its request, or gives up. It is not interrupted any more. */
    static void meet() {
        ReadDeadline deadline = CURRENT.get();
        if (deadline != null) {
            CURRENT.remove();
            deadline.end();
        }
    }

    private void end() {
        lock.lock();
        try {
            met = true;
        } finally {
            lock.unlock();
        }
    }

    /** Says that the time is over. */
    void expire() {
        lock.lock();
        try {
            if (!met) {
                reader.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
