package dev.runcast.runtime.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The future of an asynchronous run. Cancelling it cancels the body. */
public final class RunFuture<T> extends CompletableFuture<T> {
    private final CompletionStage<T> body;

    RunFuture(CompletionStage<T> body) {
        this.body = body;
    }

    /** Returns a future that completes as the body does, for a run whose end is reported later. */
    public static <T> CompletableFuture<T> of(CompletionStage<T> body) {
        RunFuture<T> result = new RunFuture<>(body);
        body.whenComplete(
                (output, failure) -> result.completeWith(output, failure == null ? null : Delivery.unwrap(failure)));
        return result;
    }

    void completeWith(T output, @Nullable Throwable error) {
        if (error == null) {
            complete(output);
        } else {
            completeExceptionally(error);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        Future<?> future = body instanceof Future<?> itself ? itself : body.toCompletableFuture();
        future.cancel(mayInterruptIfRunning);
        return super.cancel(mayInterruptIfRunning);
    }

    /** Dependent stages are plain futures: cancelling one of them does not cancel the run. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
