package dev.runcast.server.internal.jdk;

import dev.runcast.server.internal.core.Timers;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's server gives its executor: a connection on which a request has begun to arrive. This interrupts the thread that
 * reads the request when that takes too long. The thread then waits in a channel, which an interrupt closes: the JDK's server
 * notices that and gives the connection up.
 */
final class RequestTask implements Runnable {
    private static final ThreadLocal<@Nullable RequestTask> CURRENT = new ThreadLocal<>();

    private final Runnable task;
    private final Timers timers;
    private final Duration readTimeout;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread reader;

    RequestTask(Runnable task, Timers timers, Duration readTimeout) {
        this.task = task;
        this.timers = timers;
        this.readTimeout = readTimeout;
    }

    /** Returns the task whose request this thread reads, if it does. */
    static @Nullable RequestTask current() {
        return CURRENT.get();
    }

    @Override
    public void run() {
        CURRENT.set(this);
        setReader(Thread.currentThread());
        ScheduledFuture<?> expiry = timers.after(readTimeout, this::expire);
        try {
            task.run();
        } finally {
            expiry.cancel(false);
            setReader(null);
            CURRENT.remove();
            Thread.interrupted(); // if it was the deadline, whatever this thread does next is not to suffer
        }
    }

    /** Says that the request has been read. The thread is not interrupted any more. */
    void meetDeadline() {
        setReader(null);
    }

    private void setReader(@Nullable Thread thread) {
        lock.lock();
        try {
            reader = thread;
        } finally {
            lock.unlock();
        }
    }

    private void expire() {
        lock.lock();
        try {
            if (reader != null) {
                reader.interrupt();
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
