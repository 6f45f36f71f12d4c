package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.RunnableConfig;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The future of work that runs on an executor. Cancelling it interrupts the work, which {@link CompletableFuture} does not. */
public final class TaskFuture<T extends @Nullable Object> extends CompletableFuture<T> implements Runnable {
    private final FutureTask<T> work;

    /** What the work failed with. The exception that wraps it elsewhere would call its methods, which are the program's and may fail. */
    private @Nullable Throwable failure;

    private TaskFuture(Callable<T> work) {
        this.work = new FutureTask<>(work) {
            @Override
            protected void setException(Throwable thrown) {
                failure = thrown;
                super.setException(thrown);
            }
        };
    }

    /** Starts work on the executor of the config. The current run of this thread is the current one there, too. */
    public static <T extends @Nullable Object> TaskFuture<T> start(RunnableConfig config, Callable<T> work) {
        ActiveRun ambient = Ambient.current();
        TaskFuture<T> future = new TaskFuture<>(() -> {
            Ambient.Attachment attachment = Ambient.attach(ambient);
            try {
                return work.call();
            } finally {
                attachment.close();
            }
        });
        try {
            WorkExecutor.of(config).execute(future);
        } catch (RejectedExecutionException rejected) {
            future.completeExceptionally(rejected);
        }
        return future;
    }

    @Override
    public void run() {
        work.run();
        if (work.isCancelled()) {
            return; // and so is this future
        }
        if (failure != null) {
            completeExceptionally(Delivery.unwrap(failure));
            return;
        }
        try {
            complete(work.get());
        } catch (ExecutionException | InterruptedException never) {
            throw new AssertionError("A task that has succeeded does not wait or fail.", never);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        work.cancel(mayInterruptIfRunning);
        return super.cancel(mayInterruptIfRunning);
    }

    /** Dependent stages are plain futures: cancelling one of them does not cancel the work. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
