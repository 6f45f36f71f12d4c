package dev.runcast.server.internal.runs;

import dev.runcast.runtime.context.RunContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that begins later, with what was current when this was made, such as its client's security context. It can be cancelled before and after. */
final class DeferredWork<T> extends CompletableFuture<T> {
    private enum State {
        WAITING,
        BEGUN,
        CANCELLED
    }

    private final Supplier<? extends CompletableFuture<T>> work;
    private final Runnable beginning;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private volatile boolean isCancelled;
    private volatile @Nullable CompletableFuture<T> begun;

    DeferredWork(Supplier<? extends CompletableFuture<T>> work) {
        this.work = work;
        this.beginning = RunContext.propagatingTask(this::beginHere);
    }

    /** Begins the work, unless that was done or it was cancelled. */
    void begin() {
        beginning.run();
    }

    private void beginHere() {
        if (!state.compareAndSet(State.WAITING, State.BEGUN)) {
            return;
        }
        CompletableFuture<T> started;
        try {
            started = work.get();
        } catch (Throwable failure) {
            completeExceptionally(failure);
            return;
        }
        begun = started;
        if (isCancelled) {
            started.cancel(true);
        }
        // Not whenComplete, after which the JDK asks the failure for its text. That is the program's, and may fail.
        started.handle((result, failure) -> failure == null ? complete(result) : completeExceptionally(failure));
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        isCancelled = true;
        if (state.compareAndSet(State.WAITING, State.CANCELLED)) {
            return super.cancel(mayInterrupt);
        }
        CompletableFuture<T> started = begun;
        return started != null && started.cancel(mayInterrupt);
    }
}
