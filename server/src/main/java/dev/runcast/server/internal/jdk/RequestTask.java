package dev.runcast.server.internal.jdk;

import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.core.Timers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's server gives its executor: a connection on which a request has begun to arrive. This interrupts a thread that waits
 * too long for the client. The thread then waits in a channel, which an interrupt closes: the JDK's server notices that and gives
 * the connection up.
 */
final class RequestTask implements Runnable {
    private static final ThreadLocal<@Nullable RequestTask> CURRENT = new ThreadLocal<>();

    private final Runnable task;
    private final Timers timers;
    private final ServerLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread watched;
    private @Nullable ScheduledFuture<?> expiry;

    RequestTask(Runnable task, Timers timers, ServerLimits limits) {
        this.task = task;
        this.timers = timers;
        this.limits = limits;
    }

    /** Returns the task whose request this thread reads, if it does. */
    static @Nullable RequestTask current() {
        return CURRENT.get();
    }

    @Override
    public void run() {
        CURRENT.set(this);
        watch(limits.readTimeout());
        try {
            task.run();
        } finally {
            unwatch();
            CURRENT.remove();
            Thread.interrupted(); // if it was interrupted here, whatever this thread does next is not to suffer
        }
    }

    /** Says that the request has been read. The thread is not interrupted any more. */
    void requestWasRead() {
        unwatch();
    }

    /** Writes an answer on this thread, which is interrupted if that takes too long. */
    void write(Writing writing) throws IOException {
        watch(limits.writeTimeout());
        try {
            writing.write();
        } finally {
            unwatch();
            Thread.interrupted();
        }
    }

    /** Something that waits for the client. */
    @FunctionalInterface
    interface Writing {
        void write() throws IOException;
    }

    private void watch(Duration time) {
        lock.lock();
        try {
            unwatch();
            watched = Thread.currentThread();
            expiry = timers.after(time, this::expire);
        } finally {
            lock.unlock();
        }
    }

    private void unwatch() {
        lock.lock();
        try {
            watched = null;
            if (expiry != null) {
                expiry.cancel(false);
            }
        } finally {
            lock.unlock();
        }
    }

    private void expire() {
        lock.lock();
        try {
            if (watched != null) {
                watched.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Has the JDK's server forget the connection, which has been closed. It does so when reading a request fails, and so it is
     * made to try once more.
     */
    void forgetConnection() {
        task.run();
    }
}
