package dev.runcast.runtime;

import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.Callbacks;
import dev.runcast.runtime.engine.run.RunReports;
import java.util.AbstractMap.SimpleEntry;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Dispatches custom events from code that has no emitter of its own: deep inside helpers, or under names that are not known at
 * compile time.
 *
 * <p>An event belongs to a run: that of the config, else the current one of this thread. Its tags and metadata are those that
 * the run hands down, and those that the config adds. Data are handed on by reference, never copied, and null is a datum. An
 * event that is dispatched after its run has ended is delivered, and marked late.
 *
 * <p>The methods without a stage return when every handler has; in an asynchronous run they do not wait for asynchronous
 * handlers. They may be called from any thread.
 *
 * @since 0.1
 */
public final class CustomEvents {
    private CustomEvents() {}

    /**
     * Dispatches an event without data in the current run.
     *
     * @throws NoActiveRunException if there is no current run
     */
    public static void dispatch(EventType<Void> type) {
        dispatch(type.name(), (Object) null);
    }

    /**
     * Dispatches an event in the current run.
     *
     * @throws NoActiveRunException if there is no current run
     */
    public static <T> void dispatch(EventType<T> type, @Nullable T data) {
        dispatch(type.name(), (Object) data);
    }

    /**
     * Dispatches an event in the run of the config.
     *
     * @throws NoActiveRunException if the config has no run and there is no current one
     */
    public static <T> void dispatch(EventType<T> type, @Nullable T data, RunnableConfig config) {
        dispatch(type.name(), data, config);
    }

    /**
     * Dispatches an event of any name in the current run.
     *
     * @throws NoActiveRunException if there is no current run
     * @throws IllegalArgumentException if {@code data} is a config: {@code dispatch(name, data, config)} takes one
     */
    public static void dispatch(String name, @Nullable Object data) {
        if (!tryDispatch(name, data)) {
            throw new NoActiveRunException(name);
        }
    }

    /**
     * Dispatches an event of any name in the run of the config.
     *
     * @throws NoActiveRunException if the config has no run and there is no current one
     */
    public static void dispatch(String name, @Nullable Object data, RunnableConfig config) {
        Callbacks callbacks = Ambient.callbacks(config);
        RunReports.custom(run(callbacks, name), callbacks, name, data);
    }

    /**
     * Dispatches an event in the current run, if there is one.
     *
     * @return whether there is one
     */
    public static <T> boolean tryDispatch(EventType<T> type, @Nullable T data) {
        return tryDispatch(type.name(), data);
    }

    /**
     * Dispatches an event of any name in the current run, if there is one.
     *
     * @return whether there is one
     */
    public static boolean tryDispatch(String name, @Nullable Object data) {
        Objects.requireNonNull(name, "name");
        if (data instanceof RunnableConfig) {
            throw new IllegalArgumentException("The data of the event \"" + name
                    + "\" are a config. Call dispatch(name, data, config), with null for no data.");
        }
        SimpleEntry<int[], Ambient.@Nullable Scope> slot = Ambient.slot();
        if (Ambient.isUnheard(slot)) {
            return true;
        }
        ActiveRun run = Ambient.current(slot);
        if (run == null) {
            return false;
        }
        run.emit(name, data);
        return true;
    }

    /**
     * Dispatches an event in the run of the config, without waiting for asynchronous handlers. A config is required, since
     * the code that goes on when the stage is complete has no current run.
     *
     * @return a stage that is complete when every handler has handled the event
     * @throws NoActiveRunException if the config has no run and there is no current one
     */
    public static <T> CompletionStage<@Nullable Void> dispatchAsync(
            EventType<T> type, @Nullable T data, RunnableConfig config) {
        return dispatchAsync(type.name(), data, config);
    }

    /**
     * Dispatches an event of any name in the run of the config, without waiting for asynchronous handlers. A config is
     * required, since the code that goes on when the stage is complete has no current run.
     *
     * @return a stage that is complete when every handler has handled the event
     * @throws NoActiveRunException if the config has no run and there is no current one
     */
    public static CompletionStage<@Nullable Void> dispatchAsync(
            String name, @Nullable Object data, RunnableConfig config) {
        Callbacks callbacks = Ambient.callbacks(config);
        return RunReports.customAsync(run(callbacks, name), callbacks, name, data);
    }

    /**
     * Returns a sink whose events belong to the run of the config. A generated emitter can be made of it, for typed events from the body
     * of a lambda: {@code new ResearchEvents(CustomEvents.sink(config))}.
     *
     * @throws NoActiveRunException at an event if the config has no run and there is no current one
     */
    public static EventSink sink(RunnableConfig config) {
        Callbacks callbacks = Ambient.callbacks(config);
        boolean isOfRun = config.callbacks().filter(own -> own == callbacks).isPresent();
        ActiveRun run = ActiveRun.of(callbacks);
        return isOfRun && run != null ? run.events() : (type, data) -> dispatch(type.name(), data, config);
    }

    private static ActiveRun run(Callbacks callbacks, String eventName) {
        Objects.requireNonNull(eventName, "name");
        ActiveRun run = ActiveRun.of(callbacks);
        if (run == null) {
            throw new NoActiveRunException(eventName);
        }
        return run;
    }
}
