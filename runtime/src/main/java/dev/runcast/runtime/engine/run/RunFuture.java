package dev.runcast.runtime.engine.run;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The future of an asynchronous run. Cancelling it cancels the body where that is possible, and ends the run in any case. */
public final class RunFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private static final Logger log = LoggerFactory.getLogger(RunFuture.class);

    private final CompletionStage<?> body;
    private final ActiveRun run;

    RunFuture(CompletionStage<?> body, ActiveRun run) {
        this.body = body;
        this.run = run;
    }

    /** Waits for a run. If this thread is interrupted meanwhile, the run is cancelled. Throws what the run failed with. */
    public static <T extends @Nullable Object> T get(CompletableFuture<T> run) throws Exception {
        try {
            return run.get();
        } catch (ExecutionException failure) {
            throw Unchecked.rethrow(Delivery.unwrap(failure));
        } catch (InterruptedException interrupted) {
            run.cancel(true);
            throw interrupted;
        }
    }

    /** Returns a future of what is made of the run's output. Cancelling it cancels the run. */
    public static <V extends @Nullable Object, T extends @Nullable Object> CompletableFuture<T> map(
            CompletableFuture<V> run, Function<? super V, ? extends T> output) {
        CompletableFuture<T> result = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                run.cancel(mayInterruptIfRunning);
                return super.cancel(mayInterruptIfRunning);
            }

            @Override
            public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
                return new CompletableFuture<>();
            }
        };
        run.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(output.apply(value));
            } else {
                result.completeExceptionally(Delivery.unwrap(failure));
            }
        });
        return result;
    }

    /**
     * Calls {@code action} when a stage is done. If it is done already, the action is called here, and what it throws is thrown: a stage would
     * keep an overflow of the stack to itself, and nobody would hear of the end.
     */
    static <T extends @Nullable Object> void whenDone(
            CompletionStage<T> stage, BiConsumer<? super T, ? super @Nullable Throwable> action) {
        Outcome<T> outcome = outcomeOf(stage);
        if (outcome == null) {
            stage.whenComplete(action);
        } else {
            action.accept(outcome.value(), outcome.failure());
        }
    }

    /** Returns how a stage is done, or null if it is not done or does not tell. */
    private static <T extends @Nullable Object> @Nullable Outcome<T> outcomeOf(CompletionStage<T> stage) {
        try {
            return stage instanceof CompletableFuture<T> future && future.isDone()
                    // Not as join() throws it, which asks the program's exception for its text.
                    ? future.handle(Outcome::new).join()
                    : null;
        } catch (UnsupportedOperationException minimal) {
            return null;
        }
    }

    private record Outcome<T extends @Nullable Object>(
            T value, @Nullable Throwable failure) {}

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
        run.fail(new CancellationException("The run was cancelled.")); // unless the end of the body has ended it
        return super.cancel(mayInterruptIfRunning);
    }

    /**
     * Cancels the work behind a stage, where the stage can do that. Minimal stages cannot, and the stages of other libraries may do
     * anything.
     */
    public static void cancel(CompletionStage<?> stage) {
        try {
            Future<?> future = stage instanceof Future<?> itself ? itself : stage.toCompletableFuture();
            future.cancel(true);
        } catch (UnsupportedOperationException impossible) {
            log.debug("The stage {} cannot be cancelled", stage.getClass());
        } catch (RuntimeException failure) {
            log.warn("The stage {} failed when it was cancelled", stage.getClass(), failure);
        }
    }

    /** Dependent stages are plain futures: cancelling one of them does not cancel the run. */
    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
