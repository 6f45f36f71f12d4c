package dev.runcast.runtime.callback;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.internal.collect.IdentityMemo;
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
    private static final CallbackManager EMPTY = new CallbackManager(null, Contents.EMPTY);

    private final @Nullable Run run;
    private final Contents contents;

    private CallbackManager(@Nullable Run run, Contents contents) {
        this.run = run;
        this.contents = contents;
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
        return contents.handlers.all();
    }

    /** Returns the asynchronous handlers in the order of their calls, which come after the others. Unmodifiable. */
    public List<AsyncCallbackHandler> asyncHandlers() {
        return contents.asyncHandlers.all();
    }

    /** Returns those of the handlers that keep something open while a run is current, in the order of their calls. Unmodifiable. */
    public List<ScopedCallbackHandler> scopedHandlers() {
        return contents.scopedHandlers;
    }

    /** Returns whether it has no handler. */
    public boolean isSilent() {
        return contents.isSilent;
    }

    /** Returns whether all handlers {@linkplain CallbackHandler#ignoresTimes ignore times}. */
    public boolean ignoresTimes() {
        return contents.ignoresTimes;
    }

    /** Returns the tags that a run with this manager has. Unmodifiable, without duplicates. */
    public List<String> tags() {
        return contents.tags.all();
    }

    /** Returns the tags that a run with this manager hands down, which are those that are not local. Unmodifiable. */
    public List<String> inheritableTags() {
        return contents.tags.inheritable();
    }

    /** Returns the metadata that a run with this manager has. Unmodifiable. */
    public Map<String, @Nullable Object> metadata() {
        return contents.metadata;
    }

    /** Returns a manager that has the handler too, as the last one. A handler that is there already is not added again. */
    public CallbackManager withHandler(CallbackHandler handler) {
        return with(contents.withHandlers(contents.handlers.addMissing(handler, true)));
    }

    /** Returns a manager that has the asynchronous handler too. One that is there already is not added again. */
    public CallbackManager withHandler(AsyncCallbackHandler handler) {
        return with(contents.withAsyncHandlers(contents.asyncHandlers.addMissing(handler, true)));
    }

    /** Returns a manager that has the handler too, for one run only. */
    public CallbackManager withLocalHandler(CallbackHandler handler) {
        return with(contents.withHandlers(contents.handlers.addMissing(handler, false)));
    }

    /** Returns a manager that has the asynchronous handler too, for one run only. */
    public CallbackManager withLocalHandler(AsyncCallbackHandler handler) {
        return with(contents.withAsyncHandlers(contents.asyncHandlers.addMissing(handler, false)));
    }

    /** Returns a manager without the handler. */
    public CallbackManager withoutHandler(CallbackHandler handler) {
        return with(
                contents.withHandlers(contents.handlers.remove(List.of(Objects.requireNonNull(handler, "handler")))));
    }

    /** Returns a manager without the asynchronous handler. */
    public CallbackManager withoutHandler(AsyncCallbackHandler handler) {
        return with(contents.withAsyncHandlers(
                contents.asyncHandlers.remove(List.of(Objects.requireNonNull(handler, "handler")))));
    }

    /** Returns a manager that has these tags too. A tag that is there already moves to the end. */
    public CallbackManager withTags(List<String> added) {
        return with(contents.withTags(contents.tags.append(added, true)));
    }

    /** Returns a manager that has these tags too, for one run only. A tag that is there already moves, and becomes local. */
    public CallbackManager withLocalTags(List<String> added) {
        return with(contents.withTags(contents.tags.append(added, false)));
    }

    /** Returns a manager without these tags. */
    public CallbackManager withoutTags(List<String> removed) {
        return with(contents.withTags(contents.tags.remove(removed)));
    }

    /** Returns a manager that has these metadata too, which win over those that are there. */
    public CallbackManager withMetadata(Map<String, @Nullable Object> added) {
        return with(contents.withMetadata(added, true));
    }

    /** Returns a manager that has these metadata too, for one run only. */
    public CallbackManager withLocalMetadata(Map<String, @Nullable Object> added) {
        return with(contents.withMetadata(added, false));
    }

    /** Returns a manager that has the tags and metadata of a runnable too, as its runs have. */
    public CallbackManager forRunnable(RunnableDescriptor descriptor) {
        return with(contents.forRunnable(descriptor));
    }

    /** Returns the manager for the runs below {@code run}, and for its custom events: without what is local. */
    public CallbackManager childOf(Run run) {
        return new CallbackManager(Objects.requireNonNull(run, "run"), contents.inherited());
    }

    private CallbackManager with(Contents changed) {
        return changed == contents ? this : new CallbackManager(run, changed);
    }

    /** All but the run, which runs share as long as it does not change. */
    private static final class Contents {
        static final Contents EMPTY = new Contents(Part.empty(), Part.empty(), Part.empty(), Map.of(), Map.of());

        final Part<CallbackHandler> handlers;
        final Part<AsyncCallbackHandler> asyncHandlers;
        final Part<String> tags;
        final Map<String, @Nullable Object> metadata;
        final Map<String, @Nullable Object> inheritableMetadata;
        final List<ScopedCallbackHandler> scopedHandlers;
        final boolean isSilent;
        final boolean ignoresTimes;

        /** So that calls of the same runnables at the same place make no new contents each time. */
        private final IdentityMemo<RunnableDescriptor, Contents> forRunnables = new IdentityMemo<>();

        private Contents(
                Part<CallbackHandler> handlers,
                Part<AsyncCallbackHandler> asyncHandlers,
                Part<String> tags,
                Map<String, @Nullable Object> metadata,
                Map<String, @Nullable Object> inheritableMetadata) {
            this.handlers = handlers;
            this.asyncHandlers = asyncHandlers;
            this.tags = tags;
            this.metadata = metadata;
            this.inheritableMetadata = inheritableMetadata;
            this.scopedHandlers = handlers.all().stream()
                    .filter(ScopedCallbackHandler.class::isInstance)
                    .map(ScopedCallbackHandler.class::cast)
                    .toList();
            this.isSilent = handlers.all().isEmpty() && asyncHandlers.all().isEmpty();
            this.ignoresTimes =
                    asyncHandlers.all().isEmpty() && handlers.all().stream().allMatch(CallbackHandler::ignoresTimes);
        }

        Contents inherited() {
            boolean hasLocal = handlers.hasLocal()
                    || asyncHandlers.hasLocal()
                    || tags.hasLocal()
                    || metadata != inheritableMetadata;
            return hasLocal
                    ? new Contents(
                            handlers.inherited(),
                            asyncHandlers.inherited(),
                            tags.inherited(),
                            inheritableMetadata,
                            inheritableMetadata)
                    : this;
        }

        Contents forRunnable(RunnableDescriptor descriptor) {
            if (descriptor.tags().isEmpty() && descriptor.metadata().isEmpty()) {
                return this;
            }
            Contents known = forRunnables.get(descriptor);
            return known != null
                    ? known
                    : forRunnables.put(
                            descriptor,
                            withTags(tags.append(descriptor.tags(), true)).withMetadata(descriptor.metadata(), true));
        }

        Contents withHandlers(Part<CallbackHandler> changed) {
            return changed.equals(handlers)
                    ? this
                    : new Contents(changed, asyncHandlers, tags, metadata, inheritableMetadata);
        }

        Contents withAsyncHandlers(Part<AsyncCallbackHandler> changed) {
            return changed.equals(asyncHandlers)
                    ? this
                    : new Contents(handlers, changed, tags, metadata, inheritableMetadata);
        }

        Contents withTags(Part<String> changed) {
            return changed.equals(tags)
                    ? this
                    : new Contents(handlers, asyncHandlers, changed, metadata, inheritableMetadata);
        }

        Contents withMetadata(Map<String, @Nullable Object> added, boolean inherit) {
            if (added.isEmpty()) {
                return this;
            }
            Map<String, @Nullable Object> merged = Maps.merge(metadata, added);
            if (!inherit) {
                return new Contents(handlers, asyncHandlers, tags, merged, inheritableMetadata);
            }
            boolean isShared = metadata == inheritableMetadata; // as is the rule
            return new Contents(
                    handlers, asyncHandlers, tags, merged, isShared ? merged : Maps.merge(inheritableMetadata, added));
        }
    }

    /** Some values in order, and which of them are handed down. */
    private record Part<T>(List<T> all, List<T> inheritable) {
        private static final Part<?> EMPTY = new Part<>(List.of(), List.of());

        @SuppressWarnings("unchecked") // It has no values, of whatever type.
        static <T> Part<T> empty() {
            return (Part<T>) EMPTY;
        }

        boolean hasLocal() {
            return all != inheritable;
        }

        Part<T> inherited() {
            return hasLocal() ? new Part<>(inheritable, inheritable) : this;
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
