package dev.runcast.runtime.context;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs each scheduled task in the context of the thread that submits the task. */
final class PropagatingScheduledExecutorService extends PropagatingExecutorService<ScheduledExecutorService>
        implements ScheduledExecutorService {
    PropagatingScheduledExecutorService(ScheduledExecutorService delegate) {
        super(delegate);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return delegate.schedule(RunContext.propagatingTask(task), delay, unit);
    }

    @Override
    public <T extends @Nullable Object> ScheduledFuture<T> schedule(Callable<T> task, long delay, TimeUnit unit) {
        return delegate.schedule(RunContext.propagatingTask(task), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return delegate.scheduleAtFixedRate(RunContext.propagatingTask(task), initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return delegate.scheduleWithFixedDelay(RunContext.propagatingTask(task), initialDelay, delay, unit);
    }
}
