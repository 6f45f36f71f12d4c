package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.RunnableConfig;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Where asynchronous work is done: on the executor of the config, else of the current run, else on a default one. */
public final class WorkExecutor {
    /** Enough for what one process can do at once, and few enough to notice when runs pile up. */
    private static final int MAX_THREADS = 2048;

    private static final long IDLE_SECONDS = 30;
    private static final Executor DEFAULT = virtualThreadsElsePool();

    private WorkExecutor() {}

    /**
     * Returns the executor for work that is started with this config on this thread. It takes along what carriers and the handlers of the
     * work find current here, such as a trace.
     */
    public static Executor of(RunnableConfig config) {
        ActiveRun current = Ambient.current();
        Executor executor = config.executor()
                .or(() -> current == null
                        ? Optional.empty()
                        : current.childConfig().executor())
                .orElse(DEFAULT);
        Object owner = config.owner().orElseGet(() -> current == null ? null : current.state().owner);
        Audience listeners =
                Ambient.callbacks(config).audience(GlobalHandlers.current().hearing(owner));
        return CarriedContext.capture(listeners.scopedHandlers()).wrap(executor);
    }

    /** Returns the executor for work that belongs to no config. */
    static Executor defaultExecutor() {
        return DEFAULT;
    }

    /** Returns an executor of virtual threads where the JVM has them (from 21), else a pool of platform threads. */
    private static Executor virtualThreadsElsePool() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException noVirtualThreads) {
            return pool(MAX_THREADS);
        }
    }

    /**
     * Returns a pool of daemon threads. Work that would need more threads than it may have is rejected and never queued, since
     * runs that wait for runs below them would wait for ever for a thread in the queue.
     */
    static Executor pool(int maxThreads) {
        AtomicLong count = new AtomicLong();
        return new ThreadPoolExecutor(
                0,
                maxThreads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "runcast-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                (task, pool) -> {
                    throw new RejectedExecutionException(
                            "All " + maxThreads + " threads for asynchronous runs are at work."
                                    + " Start fewer runs at once, give RunnableConfig.builder().executor(…) an executor of your"
                                    + " own, or use a JVM from 21 on, which has virtual threads.");
                });
    }
}
