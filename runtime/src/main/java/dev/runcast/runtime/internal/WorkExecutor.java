package dev.runcast.runtime.internal;

import dev.runcast.runtime.RunnableConfig;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Where asynchronous work is done: on the executor of the config, else of the current run, else on a default one. */
public final class WorkExecutor {
    private static final Executor DEFAULT = defaultExecutor();

    private WorkExecutor() {}

    /** Returns the executor for work that is started with this config on this thread. */
    public static Executor of(RunnableConfig config) {
        ActiveRun current = Ambient.current();
        return config.executor()
                .or(() -> current == null
                        ? Optional.empty()
                        : current.childConfig().executor())
                .orElse(DEFAULT);
    }

    /** Returns an executor of virtual threads where the JVM has them (from 21), else of daemon threads. */
    private static Executor defaultExecutor() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException noVirtualThreads) {
            AtomicLong count = new AtomicLong();
            return Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "runcast-" + count.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
        }
    }
}
