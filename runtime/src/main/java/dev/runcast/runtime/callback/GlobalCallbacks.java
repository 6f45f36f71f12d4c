package dev.runcast.runtime.callback;

import dev.runcast.runtime.engine.run.GlobalHandlers;
import java.util.List;
import java.util.Objects;

/**
 * Handlers that hear of the runs of the whole process, such as exporters of traces. They are called before the handlers of configs, in
 * the order of their registration.
 *
 * <p>What a run hears is fixed when it starts. A handler hears of the runs that start while it is registered, each with its end. It does
 * not hear of runs that had started before.
 *
 * <p>A handler may belong to an owner, such as an application context. It then hears of the runs of that owner, see
 * {@code RunnableConfig.Builder.owner}, and of the runs without an owner. So two contexts in one JVM do not hear each other:
 *
 * <pre>{@code
 * GlobalCallbacks.register(handler, context);
 * RunnableConfig config = RunnableConfig.builder().owner(context).build();
 * GlobalCallbacks.unregister(context); // when the context closes
 * }</pre>
 *
 * <p>Safe for any number of threads.
 *
 * @since 0.1
 */
public final class GlobalCallbacks {
    private GlobalCallbacks() {}

    /**
     * The registration of a handler.
     *
     * @since 0.1
     */
    public interface Registration extends AutoCloseable {
        /** Removes the handler. It still hears of the runs that have started, to their end. Further calls do nothing. */
        @Override
        void close();
    }

    /**
     * Registers a handler that hears of all runs.
     *
     * @throws IllegalStateException if it is registered already
     */
    public static Registration register(CallbackHandler handler) {
        return GlobalHandlers.add(handler, null)::run;
    }

    /**
     * Registers a handler that hears of the runs of an owner, and of runs without one.
     *
     * @param owner owners are told apart by identity; a registered handler keeps its owner reachable
     * @throws IllegalStateException if the handler is registered already
     */
    public static Registration register(CallbackHandler handler, Object owner) {
        return GlobalHandlers.add(handler, requireOwner(owner))::run;
    }

    /**
     * Registers an asynchronous handler that hears of all runs.
     *
     * @throws IllegalStateException if it is registered already
     */
    public static Registration register(AsyncCallbackHandler handler) {
        return GlobalHandlers.add(handler, null)::run;
    }

    /**
     * Registers an asynchronous handler that hears of the runs of an owner, and of runs without one.
     *
     * @param owner owners are told apart by identity; a registered handler keeps its owner reachable
     * @throws IllegalStateException if the handler is registered already
     */
    public static Registration register(AsyncCallbackHandler handler, Object owner) {
        return GlobalHandlers.add(handler, requireOwner(owner))::run;
    }

    /** Removes all handlers of an owner. They still hear of the runs that have started, to their end. Does nothing if there are none. */
    public static void unregister(Object owner) {
        GlobalHandlers.removeAll(requireOwner(owner));
    }

    /** Returns the handlers that are registered now, those of owners too. Unmodifiable. */
    public static List<CallbackHandler> handlers() {
        return GlobalHandlers.current().hearing(null).handlers();
    }

    /** Returns the asynchronous handlers that are registered now, those of owners too. Unmodifiable. */
    public static List<AsyncCallbackHandler> asyncHandlers() {
        return GlobalHandlers.current().hearing(null).asyncHandlers();
    }

    private static Object requireOwner(Object owner) {
        return Objects.requireNonNull(owner, "owner");
    }
}
