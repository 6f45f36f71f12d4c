package dev.runcast.runtime.callback;

import dev.runcast.runtime.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of a run, and what the run hands down to the runs below it: handlers, tags, metadata, and which run they are part
 * of.
 *
 * <p>Handlers, tags and metadata are inheritable or local. The local ones are those of one run: its custom events and the runs
 * below it do not have them.
 *
 * <p>Most programs never touch a manager: a {@code RunnableConfig} makes and carries it. Take one from {@code RunContext.callbacks()},
 * change it, and give it to {@code RunnableConfig.Builder.replaceCallbacks}.
 *
 * <p>Managers are immutable; the methods that add or remove return a new manager. Runcast alone implements this interface.
 *
 * @since 0.1
 */
public interface CallbackManager {
    /** Returns the run that runs with this manager are part of, or nothing if they are root runs. */
    Optional<Run> run();

    /** Returns the handlers in the order of their calls. Unmodifiable, without duplicates. */
    List<CallbackHandler> handlers();

    /** Returns the asynchronous handlers in the order of their calls, which come after the others. Unmodifiable. */
    List<AsyncCallbackHandler> asyncHandlers();

    /** Returns the tags that a run with this manager has. Unmodifiable, without duplicates. */
    List<String> tags();

    /** Returns the metadata that a run with this manager has. Unmodifiable. */
    Map<String, @Nullable Object> metadata();

    /** Returns a manager that has the handler too, as the last one. A handler that is there already is not added again. */
    CallbackManager withHandler(CallbackHandler handler);

    /** Returns a manager that has the asynchronous handler too. One that is there already is not added again. */
    CallbackManager withHandler(AsyncCallbackHandler handler);

    /** Returns a manager that has the handler too, for one run only. */
    CallbackManager withLocalHandler(CallbackHandler handler);

    /** Returns a manager that has the asynchronous handler too, for one run only. */
    CallbackManager withLocalHandler(AsyncCallbackHandler handler);

    /** Returns a manager without the handler. */
    CallbackManager withoutHandler(CallbackHandler handler);

    /** Returns a manager without the asynchronous handler. */
    CallbackManager withoutHandler(AsyncCallbackHandler handler);

    /** Returns a manager that has these tags too. A tag that is there already moves to the end. */
    CallbackManager withTags(List<String> added);

    /** Returns a manager that has these tags too, for one run only. A tag that is there already moves, and becomes local. */
    CallbackManager withLocalTags(List<String> added);

    /** Returns a manager without these tags. */
    CallbackManager withoutTags(List<String> removed);

    /** Returns a manager that has these metadata too, which win over those that are there. */
    CallbackManager withMetadata(Map<String, @Nullable Object> added);

    /** Returns a manager that has these metadata too, for one run only. */
    CallbackManager withLocalMetadata(Map<String, @Nullable Object> added);
}
