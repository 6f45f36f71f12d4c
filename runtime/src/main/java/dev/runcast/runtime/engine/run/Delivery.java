package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler.ErrorPolicy;
import dev.runcast.runtime.callback.RunEvent;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Hands events to handlers, and sees to what happens when one of them fails. */
public final class Delivery {
    private Delivery() {}

    /**
     * Hands the event to handlers. Throws what a handler of the policy RAISE threw.
     *
     * @param <E> a class, not an interface, so that compilers of bytecode find out that most events need no place on the heap
     */
    static <E extends Events.Event & RunEvent> void toHandlers(CallbackHandler[] handlers, E event) {
        for (CallbackHandler handler : handlers) {
            if (HandlerFailures.isSetAside(handler)) {
                continue;
            }
            try {
                event.deliverTo(handler);
            } catch (Throwable failure) {
                boolean raises = isRaising(handler);
                if (!raises
                        || !(failure instanceof CancellationException)) { // which asks for the end, and is no failure
                    logFailure(failure, "Handler {} failed at the {}", handler, event);
                }
                if (raises) {
                    throw failure;
                }
            }
        }
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
                    logFailure(cause, "Handler {} failed at the {}", handler, event);
                    if (isRaising(handler)) {
                        throw new CompletionException(cause);
                    }
                }
                return null;
            });
        }
        return deliveries.length == 1 ? deliveries[0].thenApply(done -> null) : CompletableFuture.allOf(deliveries);
    }

    /**
     * Logs a failure of a handler, which is set aside if it cannot work. One that raises is a guard, and is never set aside.
     *
     * @param message as in {@link HandlerFailures#log}
     */
    static void logFailure(Throwable failure, String message, Object handler, @Nullable Object at) {
        if (isRaising(handler)) {
            HandlerFailures.log(failure, message, handler, at);
        } else {
            HandlerFailures.logOrSetAside(failure, message, handler, at);
        }
    }

    private static boolean isRaising(Object handler) {
        return (handler instanceof CallbackHandler now && now.errorPolicy() == ErrorPolicy.RAISE)
                || (handler instanceof AsyncCallbackHandler later && later.errorPolicy() == ErrorPolicy.RAISE);
    }

    /** Returns what a stage failed with, without the exception that stages and futures put around it. */
    public static Throwable unwrap(Throwable failure) {
        boolean wraps = failure instanceof CompletionException || failure instanceof ExecutionException;
        Throwable cause = wraps
                ? failure.getCause()
                : null; // No method of the program's own exceptions is called, which may fail.
        return cause == null ? failure : cause;
    }

    private static CompletableFuture<?> start(AsyncCallbackHandler handler, RunEvent event) {
        if (HandlerFailures.isSetAside(handler)) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return event.deliverTo(handler).toCompletableFuture();
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
