package dev.runcast.runtime.callback;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.internal.collect.Maps;
import dev.runcast.runtime.internal.collect.OrderedSets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of a run, and what the run hands down to the runs below it: handlers, tags, metadata, and which run they are part
 * of.
 *
 * <p>Handlers, tags and metadata are inheritable or local. The local ones are those of one run: its custom events and the runs
 * below it do not have them.
 *
 * <p>There is rarely a need to touch a manager: a {@code RunnableConfig} makes and carries it. Immutable; the methods that add or
 * remove return a new manager.
 */
public final class CallbackManager {
    private static final CallbackManager EMPTY =
            new CallbackManager(null, Part.empty(), Part.empty(), Part.empty(), Map.of(), Map.of());

    private final @Nullable Run run;
    private final Part<CallbackHandler> handlers;
    private final Part<AsyncCallbackHandler> asyncHandlers;
    private final Part<String> tags;
    private final Map<String, @Nullable Object> metadata;
    private final Map<String, @Nullable Object> inheritableMetadata;

    private CallbackManager(
            @Nullable Run run,
            Part<CallbackHandler> handlers,
            Part<AsyncCallbackHandler> asyncHandlers,
            Part<String> tags,
            Map<String, @Nullable Object> metadata,
            Map<String, @Nullable Object> inheritableMetadata) {
        this.run = run;
        this.handlers = handlers;
        this.asyncHandlers = asyncHandlers;
        this.tags = tags;
        this.metadata = metadata;
        this.inheritableMetadata = inheritableMetadata;
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
        return handlers.all();
    }

    /** Returns the asynchronous handlers in the order of their calls, which come after the others. Unmodifiable. */
    public List<AsyncCallbackHandler> asyncHandlers() {
        return asyncHandlers.all();
    }

    /** Returns whether it has no handler. */
    public boolean isSilent() {
        return handlers.all().isEmpty() && asyncHandlers.all().isEmpty();
    }

    /** Returns the tags that a run with this manager has. Unmodifiable, without duplicates. */
    public List<String> tags() {
        return tags.all();
    }

    /** Returns the tags that a run with this manager hands down, which are those that are not local. Unmodifiable. */
    public List<String> inheritableTags() {
        return tags.inheritable();
    }

    /** Returns the metadata that a run with this manager has. Unmodifiable. */
    public Map<String, @Nullable Object> metadata() {
        return metadata;
    }

    /** Returns a manager that has the handler too, as the last one. A handler that is there already is not added again. */
    public CallbackManager withHandler(CallbackHandler handler) {
        return withHandlers(handlers.addMissing(handler, true));
    }

    /** Returns a manager that has the asynchronous handler too. One that is there already is not added again. */
    public CallbackManager withHandler(AsyncCallbackHandler handler) {
        return withAsyncHandlers(asyncHandlers.addMissing(handler, true));
    }

    /** Returns a manager that has the handler too, for one run only. */
    public CallbackManager withLocalHandler(CallbackHandler handler) {
        return withHandlers(handlers.addMissing(handler, false));
    }

    /** Returns a manager that has the asynchronous handler too, for one run only. */
    public CallbackManager withLocalHandler(AsyncCallbackHandler handler) {
        return withAsyncHandlers(asyncHandlers.addMissing(handler, false));
    }

    /** Returns a manager without the handler. */
    public CallbackManager withoutHandler(CallbackHandler handler) {
        return withHandlers(handlers.remove(List.of(Objects.requireNonNull(handler, "handler"))));
    }

    /** Returns a manager without the asynchronous handler. */
    public CallbackManager withoutHandler(AsyncCallbackHandler handler) {
        return withAsyncHandlers(asyncHandlers.remove(List.of(Objects.requireNonNull(handler, "handler"))));
    }

    /** Returns a manager that has these tags too. A tag that is there already moves to the end. */
    public CallbackManager withTags(List<String> added) {
        return withTags(tags.append(added, true));
    }

    /** Returns a manager that has these tags too, for one run only. A tag that is there already moves, and becomes local. */
    public CallbackManager withLocalTags(List<String> added) {
        return withTags(tags.append(added, false));
    }

    /** Returns a manager without these tags. */
    public CallbackManager withoutTags(List<String> removed) {
        return withTags(tags.remove(removed));
    }

    /** Returns a manager that has these metadata too, which win over those that are there. */
    public CallbackManager withMetadata(Map<String, @Nullable Object> added) {
        return added.isEmpty()
                ? this
                : new CallbackManager(
                        run,
                        handlers,
                        asyncHandlers,
                        tags,
                        Maps.merge(metadata, added),
                        Maps.merge(inheritableMetadata, added));
    }

    /** Returns a manager that has these metadata too, for one run only. */
    public CallbackManager withLocalMetadata(Map<String, @Nullable Object> added) {
        return added.isEmpty()
                ? this
                : new CallbackManager(
                        run, handlers, asyncHandlers, tags, Maps.merge(metadata, added), inheritableMetadata);
    }

    /** Returns the manager for the runs below {@code run}, and for its custom events: without what is local. */
    public CallbackManager childOf(Run run) {
        return new CallbackManager(
                Objects.requireNonNull(run, "run"),
                handlers.inherited(),
                asyncHandlers.inherited(),
                tags.inherited(),
                inheritableMetadata,
                inheritableMetadata);
    }

    private CallbackManager withHandlers(Part<CallbackHandler> changed) {
        return changed.equals(handlers)
                ? this
                : new CallbackManager(run, changed, asyncHandlers, tags, metadata, inheritableMetadata);
    }

    private CallbackManager withAsyncHandlers(Part<AsyncCallbackHandler> changed) {
        return changed.equals(asyncHandlers)
                ? this
                : new CallbackManager(run, handlers, changed, tags, metadata, inheritableMetadata);
    }

    private CallbackManager withTags(Part<String> changed) {
        return changed.equals(tags)
                ? this
                : new CallbackManager(run, handlers, asyncHandlers, changed, metadata, inheritableMetadata);
    }

    /** Some values in order, and which of them are handed down. */
    private record Part<T>(List<T> all, List<T> inheritable) {
        private static final Part<?> EMPTY = new Part<>(List.of(), List.of());

        @SuppressWarnings("unchecked") // It has no values, of whatever type.
        static <T> Part<T> empty() {
            return (Part<T>) EMPTY;
        }

        Part<T> inherited() {
            return all == inheritable ? this : new Part<>(inheritable, inheritable);
        }

        /** Adds a value at the end of each list in which it is not yet. (Reference rule 3.2.) */
        Part<T> addMissing(T value, boolean inherit) {
            Objects.requireNonNull(value, "handler");
            boolean known = all.contains(value);
            if (known && (!inherit || inheritable.contains(value))) {
                return this;
            }
            return part(
                    known ? all : OrderedSets.add(all, List.of(value)),
                    inherit ? OrderedSets.add(inheritable, List.of(value)) : inheritable);
        }

        /** Adds values at the end, and removes them from where they were. (Reference rule 3.3.) */
        Part<T> append(List<T> values, boolean inherit) {
            if (values.isEmpty()) {
                return this;
            }
            Part<T> others = remove(values);
            return part(
                    OrderedSets.add(others.all, values),
                    inherit ? OrderedSets.add(others.inheritable, values) : others.inheritable);
        }

        Part<T> remove(List<T> values) {
            return all.stream().noneMatch(values::contains)
                    ? this
                    : part(without(all, values), without(inheritable, values));
        }

        private static <T> List<T> without(List<T> list, List<T> values) {
            return list.stream().filter(each -> !values.contains(each)).toList();
        }

        /** Shares one list where the two are equal, which is the rule. */
        private static <T> Part<T> part(List<T> all, List<T> inheritable) {
            return new Part<>(all, all.equals(inheritable) ? all : inheritable);
        }
    }
}
