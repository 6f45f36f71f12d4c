package dev.runcast.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Where emitted custom events go. The generated emitters are built on it, so that a unit test of an annotated method can
 * collect its events without any run: {@code new ResearchEvents((type, data) -> seen.add(data))}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface EventSink {
    /**
     * Emits an event.
     *
     * <p>In a run, handlers get the event before this returns, except for asynchronous handlers of an asynchronous run,
     * which get it in order but later. May be called from any thread. A handler with the error policy
     * {@link dev.runcast.runtime.callback.CallbackHandler.ErrorPolicy#RAISE RAISE} may throw any unchecked exception out of
     * this call.
     *
     * @param type what kind of event it is
     * @param data the event's data, handed on by reference; null is a datum like any other
     */
    void emit(EventType<?> type, @Nullable Object data);
}
