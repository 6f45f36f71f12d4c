package dev.runcast.runtime.callback;

import dev.runcast.runtime.EventType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An event that the program emitted in a run.
 *
 * @since 0.1
 */
public non-sealed interface CustomEvent extends RunEvent {
    /** Returns the name of the event. */
    String name();

    /** Returns the data of the event, by reference. */
    @Nullable
    Object data();

    /** Returns whether the run had ended before the event was emitted. */
    boolean isLate();

    /** Returns whether the event has the name of {@code type} and data that it {@linkplain EventType#accepts accepts}. */
    default boolean matches(EventType<?> type) {
        return name().equals(type.name()) && type.accepts(data());
    }

    /**
     * Returns the data as the payload of {@code type}, or null if there are none.
     *
     * @throws IllegalArgumentException if the event has another name or data of another type; see {@link #matches}
     */
    @SuppressWarnings("unchecked") // matches() has checked it against the type's class
    default <T> @Nullable T payload(EventType<T> type) {
        Object data = data();
        if (!matches(type) && !(data == null && name().equals(type.name()))) {
            throw new IllegalArgumentException("The event \"" + name() + "\" with "
                    + (data == null ? "no data" : "data of " + data.getClass()) + " does not match " + type
                    + ". Ask matches(…) before payload(…).");
        }
        return (T) data;
    }

    @Override
    default void deliverTo(CallbackHandler handler) {
        if (!handler.ignoresCustomEvents()) {
            handler.onCustomEvent(this);
        }
    }

    @Override
    default CompletionStage<Void> deliverTo(AsyncCallbackHandler handler) {
        return handler.ignoresCustomEvents() ? CompletableFuture.completedStage(null) : handler.onCustomEvent(this);
    }
}
