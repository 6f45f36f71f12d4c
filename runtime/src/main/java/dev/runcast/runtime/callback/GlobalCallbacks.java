package dev.runcast.runtime.callback;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Handlers that hear of every run of the process, such as exporters of traces. They are called before the handlers of configs, in
 * the order of their registration, also for runs that were started before they were registered.
 */
public final class GlobalCallbacks {
    private static volatile List<CallbackHandler> handlers = List.of();

    private GlobalCallbacks() {}

    /** A handler's being registered. */
    public interface Registration extends AutoCloseable {
        /** Removes the handler, which hears of nothing that happens after this. Further calls do nothing. */
        @Override
        void close();
    }

    /**
     * Registers a handler.
     *
     * @throws IllegalStateException if it is registered already
     */
    public static synchronized Registration register(CallbackHandler handler) {
        Objects.requireNonNull(handler, "handler");
        if (handlers.contains(handler)) {
            throw new IllegalStateException("The handler " + handler
                    + " is registered already. Close its registration before registering it again.");
        }
        List<CallbackHandler> more = new ArrayList<>(handlers);
        more.add(handler);
        handlers = List.copyOf(more);
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (closed.compareAndSet(false, true)) {
                remove(handler);
            }
        };
    }

    /** Returns the handlers that are registered now. Unmodifiable. */
    public static List<CallbackHandler> handlers() {
        return handlers;
    }

    private static synchronized void remove(CallbackHandler handler) {
        handlers = List.copyOf(
                handlers.stream().filter(each -> !each.equals(handler)).toList());
    }
}
