package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The handlers that hear an event, in the order of their calls. What is asked for at each event is worked out once. */
public final class Audience {
    static final Audience NOBODY = new Audience(List.of(), List.of());

    private final List<CallbackHandler> handlers;
    private final CallbackHandler[] handlersInOrder;
    private final List<AsyncCallbackHandler> asyncHandlers;
    private final List<ScopedCallbackHandler> scopedHandlers;
    private final boolean hasAsyncHandlers;
    private final boolean ignoresTimes;
    private final boolean ignoresSequence;

    /** What {@link #after} returned last. */
    private @Nullable Joined joined;

    private Audience(List<CallbackHandler> handlers, List<AsyncCallbackHandler> asyncHandlers) {
        this.handlers = List.copyOf(handlers);
        this.handlersInOrder = handlers.toArray(CallbackHandler[]::new);
        this.asyncHandlers = List.copyOf(asyncHandlers);
        this.scopedHandlers = handlers.stream()
                .filter(ScopedCallbackHandler.class::isInstance)
                .map(ScopedCallbackHandler.class::cast)
                .toList();
        this.hasAsyncHandlers = !asyncHandlers.isEmpty();
        this.ignoresTimes = handlers.stream().allMatch(CallbackHandler::ignoresTimes)
                && asyncHandlers.stream().allMatch(AsyncCallbackHandler::ignoresTimes);
        this.ignoresSequence = handlers.stream().allMatch(CallbackHandler::ignoresSequence)
                && asyncHandlers.stream().allMatch(AsyncCallbackHandler::ignoresSequence);
    }

    static Audience of(List<CallbackHandler> handlers, List<AsyncCallbackHandler> asyncHandlers) {
        return handlers.isEmpty() && asyncHandlers.isEmpty() ? NOBODY : new Audience(handlers, asyncHandlers);
    }

    /** Handlers that come first, and all. */
    private record Joined(Audience first, Audience all) {}

    /** Returns others and then these, each once. The handlers of the process rarely change, so the answer is kept. */
    Audience after(Audience first) {
        if (first == NOBODY) {
            return this;
        }
        if (this == NOBODY) {
            return first;
        }
        Joined known = joined;
        if (known == null || known.first != first) {
            known = new Joined(first, of(union(first.handlers, handlers), union(first.asyncHandlers, asyncHandlers)));
            joined = known;
        }
        return known.all;
    }

    private static <T> List<T> union(List<T> first, List<T> others) {
        List<T> all = new ArrayList<>(first);
        others.stream().filter(each -> !first.contains(each)).forEach(all::add);
        return all;
    }

    /** Returns the handlers, without the asynchronous ones. */
    public List<CallbackHandler> handlers() {
        return handlers;
    }

    /** Returns the same as an array, which is not to be changed. At each event, an index into a list would be checked twice. */
    CallbackHandler[] handlersInOrder() {
        return handlersInOrder;
    }

    /** Returns the asynchronous handlers. */
    public List<AsyncCallbackHandler> asyncHandlers() {
        return asyncHandlers;
    }

    /** Returns whether there are asynchronous handlers. A field, since a list is asked by way of its array at each event. */
    boolean hasAsyncHandlers() {
        return hasAsyncHandlers;
    }

    /** Returns those of the handlers that keep something open while a run is current. */
    List<ScopedCallbackHandler> scopedHandlers() {
        return scopedHandlers;
    }

    boolean isEmpty() {
        return this == NOBODY;
    }

    /** Returns whether nobody wants to know when an event happened. */
    boolean ignoresTimes() {
        return ignoresTimes;
    }

    /** Returns whether nobody wants to know the number of an event. */
    boolean ignoresSequence() {
        return ignoresSequence;
    }
}
