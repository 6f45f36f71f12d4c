package dev.runcast.runtime.callback;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.internal.collect.Maps;
import dev.runcast.runtime.internal.collect.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run hands down to the runs below it: who listens, which tags and metadata they have, and which run they are part of.
 *
 * <p>There is rarely a need to touch one: a {@code RunnableConfig} makes and carries it. Immutable; the methods that add
 * return a new manager.
 */
public final class CallbackManager {
    private static final CallbackManager EMPTY = new CallbackManager(null, List.of(), List.of(), List.of(), Map.of());

    private final @Nullable Run run;
    private final List<CallbackHandler> handlers;
    private final List<AsyncCallbackHandler> asyncHandlers;
    private final List<String> tags;
    private final Map<String, @Nullable Object> metadata;

    private CallbackManager(
            @Nullable Run run,
            List<CallbackHandler> handlers,
            List<AsyncCallbackHandler> asyncHandlers,
            List<String> tags,
            Map<String, @Nullable Object> metadata) {
        this.run = run;
        this.handlers = handlers;
        this.asyncHandlers = asyncHandlers;
        this.tags = tags;
        this.metadata = metadata;
    }

    /** Returns the manager without handlers, tags, metadata and run. */
    public static CallbackManager empty() {
        return EMPTY;
    }

    /** Returns the run that runs with this manager are part of, or nothing if they are root runs. */
    public Optional<Run> run() {
        return Optional.ofNullable(run);
    }

    /** Returns the handlers in the order of their calls. Unmodifiable, without duplicates. */
    public List<CallbackHandler> handlers() {
        return handlers;
    }

    /** Returns the asynchronous handlers in the order of their calls, which come after the others. Unmodifiable. */
    public List<AsyncCallbackHandler> asyncHandlers() {
        return asyncHandlers;
    }

    /** Returns whether nobody listens. */
    public boolean isSilent() {
        return handlers.isEmpty() && asyncHandlers.isEmpty();
    }

    /** Returns the tags that runs with this manager have. Unmodifiable, without duplicates. */
    public List<String> tags() {
        return tags;
    }

    /** Returns the metadata that runs with this manager have. Unmodifiable. */
    public Map<String, @Nullable Object> metadata() {
        return metadata;
    }

    /** Returns a manager that has the handler too, as the last one. A handler that is there already is not added again. */
    public CallbackManager withHandler(CallbackHandler handler) {
        return handlers.contains(Objects.requireNonNull(handler, "handler"))
                ? this
                : new CallbackManager(run, append(handlers, handler), asyncHandlers, tags, metadata);
    }

    /** Returns a manager that has the handler too, as the last one. A handler that is there already is not added again. */
    public CallbackManager withHandler(AsyncCallbackHandler handler) {
        return asyncHandlers.contains(Objects.requireNonNull(handler, "handler"))
                ? this
                : new CallbackManager(run, handlers, append(asyncHandlers, handler), tags, metadata);
    }

    /** Returns a manager that has these tags too. A tag that is there already moves to the end. */
    public CallbackManager withTags(List<String> added) {
        return added.isEmpty()
                ? this
                : new CallbackManager(run, handlers, asyncHandlers, Tags.add(tags, added), metadata);
    }

    /** Returns a manager that has these metadata too, which win over those that are there. */
    public CallbackManager withMetadata(Map<String, @Nullable Object> added) {
        return added.isEmpty()
                ? this
                : new CallbackManager(run, handlers, asyncHandlers, tags, Maps.merge(metadata, added));
    }

    /** Returns the manager for the runs below {@code run}. */
    public CallbackManager childOf(Run run) {
        return new CallbackManager(Objects.requireNonNull(run, "run"), handlers, asyncHandlers, tags, metadata);
    }

    private static <T> List<T> append(List<T> list, T last) {
        List<T> appended = new ArrayList<>(list);
        appended.add(last);
        return List.copyOf(appended);
    }
}
