package dev.runcast.runtime.callback;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.EventType;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Hears of runs and their events. Register it with {@code RunnableConfig.builder().addHandler(handler)}; it then hears of the
 * run that is started with that config and of all runs below it.
 *
 * <p>The methods are called on the thread on which the event happens, before the program goes on: a slow handler slows the
 * run. Runs on several threads call it on several threads at once. What a method throws is logged and the program goes on,
 * unless {@link #errorPolicy} says otherwise.
 *
 * @since 0.1
 */
public interface CallbackHandler {
    /** A run starts. */
    default void onRunStart(RunEvent.Start event) {}

    /** A streaming run made a chunk of its output. */
    default void onRunChunk(RunEvent.Chunk event) {}

    /** A run ended well. */
    default void onRunEnd(RunEvent.End event) {}

    /** A run failed or was cancelled. */
    default void onRunError(RunEvent.Error event) {}

    /** The program emitted an event. */
    default void onCustomEvent(CustomEvent event) {}

    /** Returns whether start, chunk, end and error of runs of this type are not of interest. Asked at each event. */
    default boolean ignoresRuns(RunType type) {
        return false;
    }

    /** Returns whether custom events are not of interest. Asked at each event. */
    default boolean ignoresCustomEvents() {
        return false;
    }

    /**
     * Returns whether {@link RunEvent#time} and the start times of runs are not of interest. Where all handlers of a run say so, the
     * clock is not read for each event, which is most of what an event costs. Asked once, when the handler is added.
     */
    default boolean ignoresTimes() {
        return false;
    }

    /**
     * Returns whether {@link RunEvent#sequence} is not of interest. Where all handlers of a run say so, its events are not counted.
     * Counting takes an atomic operation on what all threads of a tree of runs share. Asked once, when the handler is added.
     */
    default boolean ignoresSequence() {
        return false;
    }

    /** Returns what happens when a method of this handler throws. Asked after each failure. */
    default ErrorPolicy errorPolicy() {
        return ErrorPolicy.LOG;
    }

    /**
     * What happens when a handler throws. It is logged as a warning in any case.
     *
     * @since 0.1
     */
    enum ErrorPolicy {
        /** The program goes on as if nothing had happened. */
        LOG,

        /**
         * The exception goes into the program: out of the emitting call for a custom event, out of the runnable's call for
         * its start or end. Handlers after this one do not get the event. While a run is failing anyway, the exception is
         * added to the run's own error as a suppressed one.
         */
        RAISE
    }

    /**
     * Returns a handler that gives the listener the payload of each event that {@linkplain CustomEvent#matches matches}.
     * Events of that name with other data are skipped.
     */
    static <T> CallbackHandler on(EventType<T> type, Consumer<? super T> listener) {
        Objects.requireNonNull(listener, "listener");
        return new TypedListener<>(type, (payload, event) -> listener.accept(payload), true);
    }

    /**
     * Returns a handler that gives the listener the payload of each event that {@linkplain CustomEvent#matches matches}, and
     * the event. Events of that name with other data are skipped.
     */
    static <T> CallbackHandler onEvent(EventType<T> type, BiConsumer<? super T, ? super CustomEvent> listener) {
        return new TypedListener<>(type, Objects.requireNonNull(listener, "listener"), false);
    }

    /** Returns a handler that gives the listener each custom event. */
    static CallbackHandler onCustomEvents(Consumer<? super CustomEvent> listener) {
        Objects.requireNonNull(listener, "listener");
        return new CallbackHandler() {
            @Override
            public void onCustomEvent(CustomEvent event) {
                listener.accept(event);
            }

            @Override
            public boolean ignoresRuns(RunType type) {
                return true;
            }
        };
    }

    /** Returns a handler that gives {@code handler} its events on a thread of its own, so that it does not slow the run. */
    static BackgroundHandler inBackground(CallbackHandler handler, BackgroundOptions options) {
        return new QueueingHandler(handler, options);
    }
}
