package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.engine.collect.IdentityMemo;
import dev.runcast.runtime.engine.collect.Maps;
import dev.runcast.runtime.engine.collect.OrderedSets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one implementation of {@link CallbackManager}. Immutable; all but the run is in {@link Contents}, which runs share as long as
 * it does not change.
 */
public final class Callbacks implements CallbackManager {
    /** Entries of {@code configurable} that are shown in the metadata as well, as in LangChain. */
    private static final List<String> SHOWN_SETTINGS = List.of("model", "checkpoint_ns");

    private static final Callbacks EMPTY = new Callbacks(null, List.of(), Contents.EMPTY);

    private final @Nullable Run run;

    /** The tags that the nearest config asked for, of the run or of one above it. */
    private final List<String> configTags;

    private final Contents contents;

    private Callbacks(@Nullable Run run, List<String> configTags, Contents contents) {
        this.run = run;
        this.configTags = configTags;
        this.contents = contents;
    }

    /** Returns the callbacks without handlers, tags, metadata and run. */
    public static Callbacks empty() {
        return EMPTY;
    }

    /** Returns a manager as what it is. */
    public static Callbacks of(CallbackManager manager) {
        if (manager instanceof Callbacks callbacks) {
            return callbacks;
        }
        throw new IllegalArgumentException("The callback manager " + Objects.requireNonNull(manager, "callbacks")
                + " was not made by Runcast. Take one from RunContext.callbacks(), and change that.");
    }

    @Override
    public Optional<Run> run() {
        return Optional.ofNullable(run);
    }

    /** Returns the run that runs with these callbacks are part of, or null. */
    @Nullable
    Run runOrNull() {
        return run;
    }

    @Override
    public List<CallbackHandler> handlers() {
        return contents.handlers.all();
    }

    @Override
    public List<AsyncCallbackHandler> asyncHandlers() {
        return contents.asyncHandlers.all();
    }

    @Override
    public List<String> tags() {
        return contents.tags.all();
    }

    @Override
    public Map<String, @Nullable Object> metadata() {
        return contents.metadata;
    }

    /** Returns whether there is no handler. */
    boolean isSilent() {
        return contents.audience.isEmpty();
    }

    /** Returns who hears what is reported to these callbacks, if these handlers of the process hear of it too. */
    Audience audience(Audience ofProcess) {
        return contents.audience.after(ofProcess);
    }

    @Override
    public Callbacks withHandler(CallbackHandler handler) {
        return with(contents.withHandlers(contents.handlers.addMissing(handler, true)));
    }

    @Override
    public Callbacks withHandler(AsyncCallbackHandler handler) {
        return with(contents.withAsyncHandlers(contents.asyncHandlers.addMissing(handler, true)));
    }

    @Override
    public Callbacks withLocalHandler(CallbackHandler handler) {
        return with(contents.withHandlers(contents.handlers.addMissing(handler, false)));
    }

    @Override
    public Callbacks withLocalHandler(AsyncCallbackHandler handler) {
        return with(contents.withAsyncHandlers(contents.asyncHandlers.addMissing(handler, false)));
    }

    @Override
    public Callbacks withoutHandler(CallbackHandler handler) {
        return with(
                contents.withHandlers(contents.handlers.remove(List.of(Objects.requireNonNull(handler, "handler")))));
    }

    @Override
    public Callbacks withoutHandler(AsyncCallbackHandler handler) {
        return with(contents.withAsyncHandlers(
                contents.asyncHandlers.remove(List.of(Objects.requireNonNull(handler, "handler")))));
    }

    @Override
    public Callbacks withTags(List<String> added) {
        return with(contents.withTags(contents.tags.append(added, true)));
    }

    @Override
    public Callbacks withLocalTags(List<String> added) {
        return with(contents.withTags(contents.tags.append(added, false)));
    }

    @Override
    public Callbacks withoutTags(List<String> removed) {
        return with(contents.withTags(contents.tags.remove(removed)));
    }

    @Override
    public Callbacks withMetadata(Map<String, @Nullable Object> added) {
        return with(contents.withMetadata(added, true));
    }

    @Override
    public Callbacks withLocalMetadata(Map<String, @Nullable Object> added) {
        return with(contents.withMetadata(added, false));
    }

    /** Returns callbacks that have the tags and metadata of a runnable too, as its runs have. */
    Callbacks forRunnable(RunnableDescriptor descriptor) {
        return with(contents.forRunnable(descriptor));
    }

    /** Returns callbacks that have the handlers, tags and metadata of others too, as {@code added}, which has no run. */
    public Callbacks and(Callbacks added) {
        if (added.contents == Contents.EMPTY) {
            return this;
        }
        return this == EMPTY ? added : with(contents.and(added.contents));
    }

    /**
     * Returns callbacks that have what a config adds, too.
     *
     * @param added the handlers, tags and metadata that the config adds
     * @param configurable the settings of the config, some of which are shown in the metadata
     */
    public Callbacks and(Callbacks added, Map<String, @Nullable Object> configurable) {
        return and(added).withMetadata(shown(configurable, metadata(), added.metadata()));
    }

    /** Returns the settings that are shown in the metadata as well, unless one of these has the key already. */
    public static Map<String, @Nullable Object> shown(
            Map<String, @Nullable Object> configurable,
            Map<String, @Nullable Object> inherited,
            Map<String, @Nullable Object> added) {
        Map<String, @Nullable Object> shown = Map.of();
        if (!configurable.isEmpty()) {
            for (String key : SHOWN_SETTINGS) {
                boolean taken = inherited.containsKey(key) || added.containsKey(key);
                if (!taken && configurable.get(key) instanceof String setting) {
                    shown = Maps.merge(shown, Map.of(key, setting));
                }
            }
        }
        return shown;
    }

    /**
     * Returns the callbacks for the runs below {@code run}, and for its custom events: without what is local.
     *
     * @param tags the tags that the config of the run asked for
     */
    Callbacks childOf(Run run, List<String> tags) {
        return new Callbacks(run, tags.isEmpty() ? configTags : tags, contents.inherited());
    }

    /**
     * Returns the tags that the nearest config asked for, of the run or of one above it. They are tags of all runs below; the steps of
     * a runnable and bound runnables have them last.
     */
    public List<String> configTags() {
        return configTags;
    }

    private Callbacks with(Contents changed) {
        return changed == contents ? this : new Callbacks(run, configTags, changed);
    }

    /** All but the run, which runs share as long as it does not change. */
    private static final class Contents {
        static final Contents EMPTY =
                new Contents(Part.empty(), Part.empty(), Audience.NOBODY, Part.empty(), Map.of(), Map.of());

        final Part<CallbackHandler> handlers;
        final Part<AsyncCallbackHandler> asyncHandlers;
        final Part<String> tags;
        final Map<String, @Nullable Object> metadata;
        final Map<String, @Nullable Object> inheritableMetadata;
        final Audience audience;

        /** So that calls of the same runnables at the same place make no new contents each time. */
        private final IdentityMemo<RunnableDescriptor, Contents> forRunnables = new IdentityMemo<>();

        private Contents(
                Part<CallbackHandler> handlers,
                Part<AsyncCallbackHandler> asyncHandlers,
                Audience audience,
                Part<String> tags,
                Map<String, @Nullable Object> metadata,
                Map<String, @Nullable Object> inheritableMetadata) {
            this.handlers = handlers;
            this.asyncHandlers = asyncHandlers;
            this.tags = tags;
            this.metadata = metadata;
            this.inheritableMetadata = inheritableMetadata;
            this.audience = audience;
        }

        Contents inherited() {
            boolean hasLocal = handlers.hasLocal()
                    || asyncHandlers.hasLocal()
                    || tags.hasLocal()
                    || metadata != inheritableMetadata;
            if (!hasLocal) {
                return this;
            }
            return new Contents(
                    handlers.inherited(),
                    asyncHandlers.inherited(),
                    handlers.hasLocal() || asyncHandlers.hasLocal()
                            ? Audience.of(handlers.inheritable(), asyncHandlers.inheritable())
                            : audience,
                    tags.inherited(),
                    inheritableMetadata,
                    inheritableMetadata);
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

        Contents and(Contents added) {
            Part<CallbackHandler> allHandlers = handlers;
            for (CallbackHandler handler : added.handlers.all()) {
                allHandlers = allHandlers.addMissing(handler, true);
            }
            Part<AsyncCallbackHandler> allAsyncHandlers = asyncHandlers;
            for (AsyncCallbackHandler handler : added.asyncHandlers.all()) {
                allAsyncHandlers = allAsyncHandlers.addMissing(handler, true);
            }
            return withHandlers(allHandlers)
                    .withAsyncHandlers(allAsyncHandlers)
                    .withTags(tags.append(added.tags.all(), true))
                    .withMetadata(added.metadata, true);
        }

        Contents withHandlers(Part<CallbackHandler> changed) {
            return changed.isSameAs(handlers) ? this : withHandlers(changed, asyncHandlers);
        }

        Contents withAsyncHandlers(Part<AsyncCallbackHandler> changed) {
            return changed.isSameAs(asyncHandlers) ? this : withHandlers(handlers, changed);
        }

        private Contents withHandlers(Part<CallbackHandler> handlers, Part<AsyncCallbackHandler> asyncHandlers) {
            return new Contents(
                    handlers,
                    asyncHandlers,
                    Audience.of(handlers.all(), asyncHandlers.all()),
                    tags,
                    metadata,
                    inheritableMetadata);
        }

        Contents withTags(Part<String> changed) {
            return changed.isSameAs(tags)
                    ? this
                    : new Contents(handlers, asyncHandlers, audience, changed, metadata, inheritableMetadata);
        }

        Contents withMetadata(Map<String, @Nullable Object> added, boolean inherit) {
            if (added.isEmpty()) {
                return this;
            }
            Map<String, @Nullable Object> merged = Maps.merge(metadata, added);
            if (!inherit) {
                return new Contents(handlers, asyncHandlers, audience, tags, merged, inheritableMetadata);
            }
            boolean isShared = metadata == inheritableMetadata; // as is the rule
            return new Contents(
                    handlers,
                    asyncHandlers,
                    audience,
                    tags,
                    merged,
                    isShared ? merged : Maps.merge(inheritableMetadata, added));
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

        /** Not {@code equals}: that of a record keeps its class loader, and so an application that is deployed anew. */
        boolean isSameAs(Part<T> other) {
            return all.equals(other.all) && inheritable.equals(other.inheritable);
        }

        Part<T> inherited() {
            return hasLocal() ? new Part<>(inheritable, inheritable) : this;
        }

        /** Adds a value at the end of each list in which it is not yet. */
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

        /** Adds values at the end, and removes them from where they were. */
        Part<T> append(List<T> values, boolean inherit) {
            if (values.isEmpty() || (inherit && endsWith(values))) {
                return this;
            }
            Part<T> others = remove(values);
            return part(
                    OrderedSets.add(others.all, values),
                    inherit ? OrderedSets.add(others.inheritable, values) : others.inheritable);
        }

        private boolean endsWith(List<T> values) {
            int from = all.size() - values.size();
            return !hasLocal() && from >= 0 && all.subList(from, all.size()).equals(values);
        }

        Part<T> remove(List<T> values) {
            Set<T> removed = new HashSet<>(values);
            return all.stream().noneMatch(removed::contains)
                    ? this
                    : part(without(all, removed), without(inheritable, removed));
        }

        private static <T> List<T> without(List<T> list, Set<T> removed) {
            return list.stream().filter(each -> !removed.contains(each)).toList();
        }

        /** Shares one list where the two are equal, which is the rule. */
        private static <T> Part<T> part(List<T> all, List<T> inheritable) {
            return new Part<>(all, all.equals(inheritable) ? all : inheritable);
        }
    }
}
