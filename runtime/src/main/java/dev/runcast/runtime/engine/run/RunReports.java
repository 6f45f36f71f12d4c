package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.callback.RunEvent;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the events of a run come to its handlers, and how the run ends, once.
 *
 * <p>Asynchronous handlers get events through the {@link AsyncTail}. A synchronous run waits for each event to pass it; an
 * asynchronous one goes on, and its end waits.
 */
public final class RunReports {
    private static final CompletableFuture<@Nullable Void> DELIVERED = CompletableFuture.completedFuture(null);

    private RunReports() {}

    /**
     * Reports the start. Where a handler throws, the run has never been, as in LangChain; but one that asks for the end, as a
     * closed event stream does, gets it, so that others who have heard of the start hear of the end.
     */
    static void start(ActiveRun run, @Nullable Object input, boolean streamed) {
        try {
            RunState state = run.state();
            await(run, deliver(run, state.audience, new Events.Start(run, state.startSequence(), input, streamed)));
        } catch (CancellationException cancelled) {
            run.fail(cancelled);
            throw cancelled;
        }
    }

    /** Reports a chunk of the output. */
    public static void chunk(ActiveRun run, @Nullable Object chunk) {
        if (run.isHeard()) {
            RunState state = run.state();
            await(run, deliver(run, state.audience, new Events.Chunk(run, state.sequenceFor(state.audience), chunk)));
        }
    }

    /** Reports a custom event of a run to the callbacks, and waits for it unless the run is asynchronous. */
    public static void custom(ActiveRun run, Callbacks callbacks, String name, @Nullable Object data) {
        RunState state = run.state();
        Audience audience = callbacks.audience(state.audienceOfProcess);
        noteCustom(run, audience, name, data);
        if (!audience.isEmpty()) {
            await(run, deliver(run, audience, customEvent(run, audience, callbacks, name, data)));
        }
    }

    /** Reports a custom event of a run to the callbacks, and returns when that is done as a stage. */
    public static CompletionStage<@Nullable Void> customAsync(
            ActiveRun run, Callbacks callbacks, String name, @Nullable Object data) {
        Audience audience = callbacks.audience(run.state().audienceOfProcess);
        noteCustom(run, audience, name, data);
        try {
            return deliver(run, audience, customEvent(run, audience, callbacks, name, data))
                    .minimalCompletionStage();
        } catch (Throwable raisedByHandler) {
            return CompletableFuture.failedStage(raisedByHandler);
        }
    }

    private static void noteCustom(ActiveRun run, Audience audience, String name, @Nullable Object data) {
        StrictWatch watch = run.state().watch;
        if (watch != null) {
            watch.dispatched(run, audience.isEmpty(), name, data);
        }
    }

    private static Events.Custom customEvent(
            ActiveRun run, Audience audience, Callbacks callbacks, String name, @Nullable Object data) {
        RunState state = run.state();
        return new Events.Custom(run, state.sequenceFor(audience), name, data, callbacks, state.hasEnded());
    }

    /** Ends a synchronous run. Throws what a handler of the policy RAISE threw. */
    static void end(ActiveRun run, @Nullable Object output) {
        RunState state = run.state();
        if (!state.end()) {
            return;
        }
        await(run, drained(state));
        if (run.isHeard()) {
            await(run, deliverEnd(run, output));
        }
    }

    private static CompletableFuture<@Nullable Void> deliverEnd(ActiveRun run, @Nullable Object output) {
        RunState state = run.state();
        return deliver(
                run,
                state.audience,
                new Events.End(run, state.sequenceFor(state.audience), RunInputs.reported(run), output));
    }

    /** Ends a run with an error. Does not throw, and waits until that is reported unless the run is asynchronous. */
    static void error(ActiveRun run, Throwable error) {
        if (run.state().end()) {
            CompletableFuture<@Nullable Void> reported = deliverError(run, error);
            if (!run.state().async) {
                reported.join();
            }
        }
    }

    /** Ends a run with an error, and waits until that is reported. */
    static void errorNow(ActiveRun run, Throwable error) {
        if (run.state().end()) {
            deliverError(run, error).join();
        }
    }

    /** Reports the error after all earlier events; the returned future never fails. */
    private static CompletableFuture<@Nullable Void> deliverError(ActiveRun run, Throwable error) {
        RunState state = run.state();
        CompletableFuture<@Nullable Void> drained = drained(state);
        if (!state.async) {
            drained.join();
        }
        return drained.thenCompose(nothing -> deliver(
                        run,
                        state.audience,
                        new Events.Error(run, state.sequenceFor(state.audience), RunInputs.reported(run), error)))
                .exceptionally(failure -> {
                    Throwable raisedByHandler = Delivery.unwrap(failure);
                    if (raisedByHandler != error) {
                        error.addSuppressed(raisedByHandler);
                    }
                    return null;
                });
    }

    /** Ends an asynchronous run, and does not wait for asynchronous handlers. Throws what a handler of the policy RAISE threw. */
    public static void endWithoutWaiting(ActiveRun run, @Nullable Object output) {
        CompletableFuture<?> reported = endWhenDone(run, CompletableFuture.completedFuture(output));
        try {
            reported.getNow(null);
        } catch (CompletionException failure) {
            throw Unchecked.rethrow(Delivery.unwrap(failure));
        }
    }

    /** Ends the run, and waits until that is reported. Throws what a handler of the policy RAISE threw. */
    public static void endNow(ActiveRun run, @Nullable Object output) throws Exception {
        if (!run.state().async) {
            run.succeed(output);
            return;
        }
        try {
            endWhenDone(run, CompletableFuture.completedFuture(output)).get();
        } catch (ExecutionException failure) {
            throw Unchecked.rethrow(Delivery.unwrap(failure));
        }
    }

    /** Ends an asynchronous run when its stage is complete, and returns a future that completes after that. */
    public static <T extends @Nullable Object> CompletableFuture<T> endWhenDone(
            ActiveRun run, CompletionStage<T> stage) {
        return endWhenDone(run, stage, output -> output);
    }

    /**
     * Ends an asynchronous run when its stage is complete, and returns a future that completes as the stage after that.
     *
     * @param output makes the output of the run from what the stage completes with
     */
    public static <T extends @Nullable Object> CompletableFuture<T> endWhenDone(
            ActiveRun run, CompletionStage<T> stage, Function<T, @Nullable Object> output) {
        RunFuture<T> result = new RunFuture<>(stage, run);
        RunFuture.whenDone(stage, (value, failure) -> {
            Throwable error = failure == null ? null : Delivery.unwrap(failure);
            if (!run.state().end()) {
                result.completeWith(value, error);
                return;
            }
            RunFuture.whenDone(
                    drained(run.state()),
                    (nothing, never) -> reportEnd(run, value, error == null ? raised(run) : error, output, result));
        });
        return result;
    }

    private static <T extends @Nullable Object> void reportEnd(
            ActiveRun run,
            T value,
            @Nullable Throwable error,
            Function<T, @Nullable Object> output,
            RunFuture<T> result) {
        if (!run.isHeard()) {
            result.completeWith(value, error);
            return;
        }
        if (error != null) {
            RunFuture.whenDone(deliverError(run, error), (nothing, never) -> result.completeWith(value, error));
            return;
        }
        CompletableFuture<@Nullable Void> reported;
        try {
            reported = deliverEnd(run, output.apply(value));
        } catch (Throwable raisedByHandler) {
            reported = CompletableFuture.failedFuture(raisedByHandler);
        }
        RunFuture.whenDone(reported, (nothing, raisedByHandler) -> result.completeWith(value, raisedByHandler));
    }

    private static <E extends Events.Event & RunEvent> CompletableFuture<@Nullable Void> deliver(
            ActiveRun run, Audience audience, E event) {
        if (!audience.ignoresTimes()) {
            event.time(); // is now
        }
        if (!audience.hasAsyncHandlers()) {
            Delivery.toHandlers(audience.handlersInOrder(), event);
            return DELIVERED;
        }
        try {
            Delivery.toHandlers(audience.handlersInOrder(), event);
        } catch (Throwable raisedByHandler) {
            await(run, deliverAsync(run, audience, event).exceptionally(raisedToo -> null));
            throw raisedByHandler;
        }
        return deliverAsync(run, audience, event);
    }

    private static CompletableFuture<@Nullable Void> deliverAsync(ActiveRun run, Audience audience, RunEvent event) {
        return run.state().tail().append(() -> Delivery.toAsyncHandlers(audience.asyncHandlers(), event));
    }

    /** Waits for a delivery in a synchronous run; in an asynchronous one a failure is kept for the end. */
    private static void await(ActiveRun run, CompletableFuture<@Nullable Void> delivery) {
        if (delivery == DELIVERED) {
            return;
        }
        RunState state = run.state();
        if (state.async) {
            delivery.whenComplete((nothing, failure) -> {
                if (failure != null) {
                    state.tail().raise(Delivery.unwrap(failure));
                }
            });
            return;
        }
        try {
            state.tail().join(delivery);
        } catch (CompletionException failure) {
            throw Unchecked.rethrow(Delivery.unwrap(failure));
        }
    }

    /** Returns a future that is complete when asynchronous handlers are done with all events so far. It never fails. */
    private static CompletableFuture<@Nullable Void> drained(RunState state) {
        AsyncTail tail = state.existingTail();
        return tail == null ? DELIVERED : tail.drained();
    }

    /** Returns what fails an asynchronous run at its end, since a handler failed. */
    private static @Nullable Throwable raised(ActiveRun run) {
        AsyncTail tail = run.state().existingTail();
        return tail == null ? null : tail.raised();
    }
}
