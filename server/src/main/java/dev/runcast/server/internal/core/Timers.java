package dev.runcast.server.internal.core;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** All clocks of a server, on one thread, which does nothing but to hand work to the server's executor. */
public final class Timers {
    private final ScheduledThreadPoolExecutor clock;
    private final Executor executor;

    /**
     * Creates the clocks.
     *
     * @param executor does what is due
     */
    public Timers(Executor executor) {
        this.executor = executor;
        this.clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "runcast-server-timer");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setRejectedExecutionHandler(
                new DiscardPolicy()); // A request that arrives as the server stops needs no clock.
    }

    /** Has work done once. Cancelling the future keeps it from being started. */
    public ScheduledFuture<?> after(Duration delay, Runnable work) {
        return clock.schedule(() -> executor.execute(work), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Has work done again and again, until the future is cancelled. While it takes longer than the period, it is not begun once more. */
    public ScheduledFuture<?> every(Duration period, Runnable work) {
        AtomicBoolean isAtWork = new AtomicBoolean();
        Runnable guarded = () -> {
            try {
                work.run();
            } finally {
                isAtWork.set(false);
            }
        };
        return clock.scheduleWithFixedDelay(
                () -> {
                    if (isAtWork.compareAndSet(false, true)) {
                        executor.execute(guarded);
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Returns what does the work. */
    public Executor executor() {
        return executor;
    }

    /** Stops all clocks. */
    public void close() {
        clock.shutdownNow();
    }
}
