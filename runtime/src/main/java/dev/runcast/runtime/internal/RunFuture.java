package dev.runcast.runtime.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The future of an asynchronous run. Cancelling it cancels the body. */
public final class RunFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private final CompletionStage<?> body;

    RunFuture(CompletionStage<?> body) {
        this.body = body;
    }

    /** Returns a future that completes as the body does, for a run whose end is reported later. */
    public static <T extends @Nullable Object> CompletableFuture<T> of(CompletionStage<T> body) {
        return of(body, output -> output);
    }

    /** Returns a future that completes when the body does, with what is made of the body's value. */
    static <V extends @Nullable Object, T extends @Nullable Object> CompletableFuture<T> of(
            CompletionStage<V> body, Function<? super V, ? extends T> output) {
        RunFuture<T> result = new RunFuture<>(body);
        body.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(output.apply(value));
            } else {
                result.completeExceptionally(Delivery.unwrap(failure));
            }
        });
        return result;
    }

    /** Waits for a run. If this thread is interrupted meanwhile, the run is cancelled. Throws what the run failed with. */
    static <T extends @Nullable Object> T get(CompletableFuture<T> run) throws Exception {
        try {
            return run.get();
        } catch (ExecutionException failure) {
            throw Unchecked.rethrow(Delivery.unwrap(failure));
        } catch (InterruptedException interrupted) {
            run.cancel(true);
            Thread.currentThread().interrupt();
            throw interrupted;
        }
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
        cancel(body);
        return super.cancel(mayInterruptIfRunning);
    }

    /** Cancels the work behind a stage, where the stage can do that. */
    static void cancel(CompletionStage<?> stage) {
        Future<?> future = stage instanceof Future<?> itself ? itself : stage.toCompletableFuture();
        future.cancel(true);
    }

    /** Dependent stages are plain futures: cancelling one of them does not cancel the run. */
    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
