package dev.runcast.runtime.internal;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler.ErrorPolicy;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.GlobalCallbacks;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to handlers, and sees to what happens when one of them fails. */
final class Delivery {
    private static final Logger log = LoggerFactory.getLogger(CallbackHandler.class);

    /** The one empty list, which is what {@link List#copyOf} makes of every other. */
    private static final List<CallbackHandler> NOBODY = List.of();

    private Delivery() {}

    /** Hands the event to the handlers of the process and then to these. Throws what a handler of the policy RAISE threw. */
    static void toHandlers(List<CallbackHandler> handlers, RunEvent event) {
        List<CallbackHandler> all = withGlobal(handlers);
        for (int i = 0; i < all.size(); i++) { // without an iterator for each event
            CallbackHandler handler = all.get(i);
            try {
                call(handler, event);
            } catch (Throwable failure) {
                boolean raise = handler.errorPolicy() == ErrorPolicy.RAISE;
                if (!raise
                        || !(failure instanceof CancellationException)) { // which asks for the end, and is no failure
                    logFailure(handler, event, failure);
                }
                if (raise) {
                    throw failure;
                }
            }
        }
    }

    /** Returns the handlers of the process and then these, each once. */
    static List<CallbackHandler> withGlobal(List<CallbackHandler> handlers) {
        if (!isGloballyHeard()) {
            return handlers;
        }
        List<CallbackHandler> global = GlobalCallbacks.handlers();
        List<CallbackHandler> all = new ArrayList<>(global);
        handlers.stream().filter(handler -> !global.contains(handler)).forEach(all::add);
        return all;
    }

    /** Returns those of the handlers of the process and then of these that open scopes, each once. */
    static List<ScopedCallbackHandler> withGlobalScoped(List<ScopedCallbackHandler> handlers) {
        if (!isGloballyHeard()) {
            return handlers;
        }
        return Stream.concat(GlobalCallbacks.handlers().stream(), handlers.stream())
                .filter(ScopedCallbackHandler.class::isInstance)
                .map(ScopedCallbackHandler.class::cast)
                .distinct()
                .toList();
    }

    /** Returns whether a handler of the process would get an event: one read, since it stands before all that nobody hears. */
    static boolean isGloballyHeard() {
        return GlobalCallbacks.handlers() != NOBODY;
    }

    /** Returns whether nobody would get an event. */
    static boolean isSilent(CallbackManager callbacks) {
        return callbacks.isSilent() && !isGloballyHeard();
    }

    /** Returns whether nobody who would get an event wants to know when it happened. */
    static boolean ignoresTimes(CallbackManager callbacks) {
        return callbacks.ignoresTimes()
                && (!isGloballyHeard() || GlobalCallbacks.handlers().stream().allMatch(CallbackHandler::ignoresTimes));
    }

    /**
     * Hands the event to all asynchronous handlers at once.
     *
     * @return a future that is complete when all handlers are done, and fails as the first handler of the policy RAISE did
     */
    static CompletableFuture<@Nullable Void> toAsyncHandlers(List<AsyncCallbackHandler> handlers, RunEvent event) {
        CompletableFuture<?>[] deliveries = new CompletableFuture<?>[handlers.size()];
        for (int i = 0; i < deliveries.length; i++) {
            AsyncCallbackHandler handler = handlers.get(i);
            deliveries[i] = start(handler, event).handle((done, failure) -> {
                if (failure != null) {
                    Throwable cause = unwrap(failure);
                    logFailure(handler, event, cause);
                    if (handler.errorPolicy() == ErrorPolicy.RAISE) {
                        throw new CompletionException(cause);
                    }
                }
                return null;
            });
        }
        return deliveries.length == 1 ? deliveries[0].thenApply(done -> null) : CompletableFuture.allOf(deliveries);
    }

    /** Returns what a stage failed with, without the exception that stages and futures put around it. */
    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wraps = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wraps && cause != null ? cause : failure;
    }

    private static CompletableFuture<?> start(AsyncCallbackHandler handler, RunEvent event) {
        try {
            return call(handler, event).toCompletableFuture();
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private static void call(CallbackHandler handler, RunEvent event) {
        if (event instanceof CustomEvent custom) {
            if (!handler.ignoresCustomEvents()) {
                handler.onCustomEvent(custom);
            }
            return;
        }
        RunType type = event.run().type();
        if (handler.ignoresRuns(type)) {
            return;
        }
        if (event instanceof RunEvent.Start start) {
            handler.onRunStart(start);
        } else if (event instanceof RunEvent.Chunk chunk) {
            handler.onRunChunk(chunk);
        } else if (event instanceof RunEvent.End end) {
            handler.onRunEnd(end);
        } else if (event instanceof RunEvent.Error error) {
            handler.onRunError(error);
        }
    }

    private static CompletionStage<Void> call(AsyncCallbackHandler handler, RunEvent event) {
        if (event instanceof CustomEvent custom) {
            return handler.ignoresCustomEvents()
                    ? CompletableFuture.completedStage(null)
                    : handler.onCustomEvent(custom);
        }
        RunType type = event.run().type();
        if (handler.ignoresRuns(type)) {
            return CompletableFuture.completedStage(null);
        }
        if (event instanceof RunEvent.Start start) {
            return handler.onRunStart(start);
        } else if (event instanceof RunEvent.Chunk chunk) {
            return handler.onRunChunk(chunk);
        } else if (event instanceof RunEvent.End end) {
            return handler.onRunEnd(end);
        } else if (event instanceof RunEvent.Error error) {
            return handler.onRunError(error);
        }
        throw new AssertionError(event);
    }

    private static void logFailure(Object handler, RunEvent event, Throwable failure) {
        log.warn("Handler {} failed at the {}", handler, event, failure);
    }
}
