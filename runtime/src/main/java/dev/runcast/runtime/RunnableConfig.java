package dev.runcast.runtime;

import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.internal.collect.IdentityMemo;
import dev.runcast.runtime.internal.collect.Maps;
import dev.runcast.runtime.internal.collect.OrderedSets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a run is to be started: who listens, which tags and metadata it has, what limits hold.
 *
 * <p>A config is two things. The one that a caller builds says what that caller asks for. The one that an annotated method
 * is given carries the {@linkplain #run() run} of that method besides: a run that is started with it, or with a config made
 * from it by {@link #toBuilder}, is a child of that run, on whatever thread. Using it after its run has ended gives late
 * events and children, not an error.
 *
 * <p>Children inherit handlers, tags, metadata, {@code configurable}, limits and the executor; they do not inherit the run
 * name and the run id. A config without {@link #callbacks() callbacks} of its own that is used inside a run takes them from
 * there, and its handlers are added to them.
 *
 * <p>Immutable, and safe for any number of threads and uses.
 */
public final class RunnableConfig {
    /** How often runnables may choose others, one inside the other, when the config does not say. */
    public static final int DEFAULT_RECURSION_LIMIT = 25;

    /** Entries of {@code configurable} that are shown in the metadata as well, as in the reference. */
    private static final List<String> CONFIGURABLE_IN_METADATA = List.of("model", "checkpoint_ns");

    private static final RunnableConfig EMPTY = new Builder().build();

    private final @Nullable CallbackManager callbacks;
    private final List<CallbackHandler> handlers;
    private final List<AsyncCallbackHandler> asyncHandlers;
    private final List<String> tags;
    private final Map<String, @Nullable Object> metadata;
    private final Map<String, @Nullable Object> configurable;
    private final @Nullable String runName;
    private final @Nullable UUID runId;
    private final @Nullable Integer maxConcurrency;
    private final @Nullable Integer recursionLimit;
    private final @Nullable Executor executor;
    private final boolean addsNothing;

    /** So that a wrapper with this config makes no new callbacks for each call. Those of runs are not kept alive by it. */
    private final IdentityMemo<CallbackManager, CallbackManager> rootCallbacks = new IdentityMemo<>();

    private RunnableConfig(Builder builder) {
        this.callbacks = builder.callbacks;
        this.handlers = builder.handlers;
        this.asyncHandlers = builder.asyncHandlers;
        this.tags = OrderedSets.add(List.of(), builder.tags);
        this.metadata = builder.metadata;
        this.configurable = builder.configurable;
        this.runName = builder.runName;
        this.runId = builder.runId;
        this.maxConcurrency = builder.maxConcurrency;
        this.recursionLimit = builder.recursionLimit;
        this.executor = builder.executor;
        this.addsNothing = handlers.isEmpty()
                && asyncHandlers.isEmpty()
                && tags.isEmpty()
                && metadata.isEmpty()
                && configurable.isEmpty();
    }

    /** Returns the metadata, and the settings that are shown among them unless these or {@code base} say otherwise. */
    private Map<String, @Nullable Object> metadataOver(Map<String, @Nullable Object> base) {
        Map<String, @Nullable Object> shown = metadata;
        for (String key : CONFIGURABLE_IN_METADATA) {
            boolean taken = metadata.containsKey(key) || base.containsKey(key);
            if (!taken && configurable.get(key) instanceof String setting) {
                shown = Maps.merge(shown, Map.of(key, setting));
            }
        }
        return shown;
    }

    /** Returns the metadata that are handed down by the callbacks of this config. */
    private Map<String, @Nullable Object> handedDownMetadata() {
        return callbacks == null ? Map.of() : callbacks.metadata();
    }

    /** Returns the config that asks for nothing. It is also what a unit test passes to an annotated method. */
    public static RunnableConfig empty() {
        return EMPTY;
    }

    /** Returns a builder that asks for nothing yet. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a config as LangChain's clients send it, from JSON for example: {@code tags}, {@code metadata}, {@code run_name},
     * {@code run_id}, {@code max_concurrency}, {@code recursion_limit} and {@code configurable}. What stands under another key
     * becomes a setting in {@code configurable}. Null values count as not given.
     *
     * @throws IllegalArgumentException if a value is not what its key asks for, with a message that says what is
     */
    public static RunnableConfig fromMap(Map<String, ? extends @Nullable Object> map) {
        return new ConfigReader().read(map);
    }

    /** Returns a builder that asks for all that this config does, to add to. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.callbacks = callbacks;
        builder.handlers = handlers;
        builder.asyncHandlers = asyncHandlers;
        builder.tags = tags;
        builder.metadata = metadata;
        builder.configurable = configurable;
        builder.runName = runName;
        builder.runId = runId;
        builder.maxConcurrency = maxConcurrency;
        builder.recursionLimit = recursionLimit;
        builder.executor = executor;
        return builder;
    }

    /** Returns the run that runs with this config are part of, or nothing if the config does not belong to a run. */
    public Optional<Run> run() {
        return callbacks().flatMap(CallbackManager::run);
    }

    /** Returns what takes the place of the current run's callbacks, or nothing if those are inherited. */
    public Optional<CallbackManager> callbacks() {
        return Optional.ofNullable(callbacks);
    }

    /** Returns the handlers that this config adds to the {@linkplain #callbacks() callbacks}. Unmodifiable. */
    public List<CallbackHandler> handlers() {
        return handlers;
    }

    /** Returns the asynchronous handlers that this config adds to the {@linkplain #callbacks() callbacks}. Unmodifiable. */
    public List<AsyncCallbackHandler> asyncHandlers() {
        return asyncHandlers;
    }

    /** Returns the tags that runs with this config have: those handed down by its run, and those added. Unmodifiable. */
    public List<String> tags() {
        return callbacks == null ? tags : OrderedSets.add(callbacks.tags(), tags);
    }

    /** Returns the metadata that runs with this config have: those handed down by its run, and those added. Unmodifiable. */
    public Map<String, @Nullable Object> metadata() {
        Map<String, @Nullable Object> base = handedDownMetadata();
        return Maps.merge(base, metadataOver(base));
    }

    /** Returns the program's own settings, which Runcast hands down and does not read. Unmodifiable. */
    public Map<String, @Nullable Object> configurable() {
        return configurable;
    }

    /** Returns the name of the run that is started with this config, or nothing for the runnable's name. */
    public Optional<String> runName() {
        return Optional.ofNullable(runName);
    }

    /** Returns the id of the run that is started with this config, or nothing for a new one. */
    public Optional<UUID> runId() {
        return Optional.ofNullable(runId);
    }

    /** Returns how many runs of a batch may go on at once, or nothing for no limit. */
    public OptionalInt maxConcurrency() {
        return maxConcurrency == null ? OptionalInt.empty() : OptionalInt.of(maxConcurrency);
    }

    /**
     * Returns how often runnables may choose others, one inside the other, or nothing for {@value #DEFAULT_RECURSION_LIMIT}.
     */
    public OptionalInt recursionLimit() {
        return recursionLimit == null ? OptionalInt.empty() : OptionalInt.of(recursionLimit);
    }

    /** Returns the executor of asynchronous work, or nothing for the default: virtual threads where the JVM has them. */
    public Optional<Executor> executor() {
        return Optional.ofNullable(executor);
    }

    /**
     * Returns {@code callbacks} with the handlers, tags and metadata of this config added: what a run reports to and hands
     * down that is started with this config where {@code callbacks} are handed down to it.
     */
    public CallbackManager addTo(CallbackManager callbacks) {
        if (addsNothing) {
            return callbacks;
        }
        if (callbacks.run().isPresent()) {
            return added(callbacks);
        }
        CallbackManager known = rootCallbacks.get(callbacks);
        return known != null ? known : rootCallbacks.put(callbacks, added(callbacks));
    }

    private CallbackManager added(CallbackManager callbacks) {
        CallbackManager result = callbacks;
        for (CallbackHandler handler : handlers) {
            result = result.withHandler(handler);
        }
        for (AsyncCallbackHandler handler : asyncHandlers) {
            result = result.withHandler(handler);
        }
        return result.withTags(tags).withMetadata(metadataOver(callbacks.metadata()));
    }

    /**
     * Merges a bound config with that of a call, as the reference does: values of the call win, maps are merged, handlers
     * are added and tags are sorted.
     */
    static RunnableConfig merge(RunnableConfig bound, RunnableConfig call) {
        Builder merged = bound.toBuilder();
        merged.tags = OrderedSets.merge(bound.tags, call.tags);
        merged.handlers = Builder.append(bound.handlers, call.handlers);
        merged.asyncHandlers = Builder.append(bound.asyncHandlers, call.asyncHandlers);
        merged.metadata = Maps.merge(
                bound.metadataOver(bound.handedDownMetadata()), call.metadataOver(call.handedDownMetadata()));
        merged.configurable = Maps.merge(bound.configurable, call.configurable);
        merged.callbacks = call.callbacks == null ? bound.callbacks : call.callbacks;
        merged.runName = call.runName == null ? bound.runName : call.runName;
        merged.runId = call.runId == null ? bound.runId : call.runId;
        merged.maxConcurrency = call.maxConcurrency == null ? bound.maxConcurrency : call.maxConcurrency;
        merged.recursionLimit = call.recursionLimit == null ? bound.recursionLimit : call.recursionLimit;
        merged.executor = call.executor == null ? bound.executor : call.executor;
        return merged.build();
    }

    /** Returns this config for another run than the one that the run id is for. */
    RunnableConfig withoutRunId() {
        if (runId == null) {
            return this;
        }
        Builder builder = toBuilder();
        builder.runId = null;
        return builder.build();
    }

    /** Collects what a config asks for. Methods that take several values or entries add to those given before. */
    public static final class Builder {
        // All collections are unmodifiable, so that an empty config, of which each run makes one, costs no collections.
        private @Nullable CallbackManager callbacks;
        private List<CallbackHandler> handlers = List.of();
        private List<AsyncCallbackHandler> asyncHandlers = List.of();
        private List<String> tags = List.of();
        private Map<String, @Nullable Object> metadata = Map.of();
        private Map<String, @Nullable Object> configurable = Map.of();
        private @Nullable String runName;
        private @Nullable UUID runId;
        private @Nullable Integer maxConcurrency;
        private @Nullable Integer recursionLimit;
        private @Nullable Executor executor;

        private Builder() {}

        /**
         * Sets what takes the place of the current run's callbacks. {@link CallbackManager#empty()} cuts the run off from
         * the current one: it is a root run, and nobody listens but the handlers that are added here.
         */
        public Builder callbacks(CallbackManager callbacks) {
            this.callbacks = Objects.requireNonNull(callbacks, "callbacks");
            return this;
        }

        /** Adds a handler for the run and all runs below it. */
        public Builder callback(CallbackHandler handler) {
            handlers = append(handlers, List.of(Objects.requireNonNull(handler, "handler")));
            return this;
        }

        /** Adds an asynchronous handler for the run and all runs below it. */
        public Builder callback(AsyncCallbackHandler handler) {
            asyncHandlers = append(asyncHandlers, List.of(Objects.requireNonNull(handler, "handler")));
            return this;
        }

        /** Adds a listener to the payloads of one event type. Short for {@link CallbackHandler#on(EventType, Consumer)}. */
        public <T> Builder on(EventType<T> type, Consumer<? super T> listener) {
            return callback(CallbackHandler.on(type, listener));
        }

        /** Adds a listener to the events of one type. Short for {@link CallbackHandler#on(EventType, BiConsumer)}. */
        public <T> Builder on(EventType<T> type, BiConsumer<? super T, ? super CustomEvent> listener) {
            return callback(CallbackHandler.on(type, listener));
        }

        /** Adds a listener to the events of a type without data. */
        public Builder on(EventType<Void> type, Runnable listener) {
            return callback(CallbackHandler.on(type, listener));
        }

        /** Adds tags for the run and all runs below it. */
        public Builder tags(String... tags) {
            return tags(Arrays.asList(tags));
        }

        /** Adds tags for the run and all runs below it. */
        public Builder tags(Collection<String> tags) {
            tags.forEach(tag -> Objects.requireNonNull(tag, "A tag is null. Leave it out."));
            this.tags = append(this.tags, tags);
            return this;
        }

        /** Adds an entry to the metadata of the run and all runs below it. */
        public Builder metadata(String key, @Nullable Object value) {
            metadata = Maps.merge(metadata, Collections.singletonMap(Objects.requireNonNull(key, "key"), value));
            return this;
        }

        /** Adds entries to the metadata of the run and all runs below it. */
        public Builder metadata(Map<String, ? extends @Nullable Object> entries) {
            entries.forEach(this::metadata);
            return this;
        }

        /**
         * Adds a setting of the program's own, which is handed down to the runs below. Strings under {@code model} and
         * {@code checkpoint_ns} are shown in the metadata too, as in the reference.
         */
        public Builder configurable(String key, @Nullable Object value) {
            configurable =
                    Maps.merge(configurable, Collections.singletonMap(Objects.requireNonNull(key, "key"), value));
            return this;
        }

        /** Adds settings of the program's own. */
        public Builder configurable(Map<String, ? extends @Nullable Object> entries) {
            entries.forEach(this::configurable);
            return this;
        }

        /** Names the run. Runs below it keep their own names. */
        public Builder runName(String name) {
            this.runName = Objects.requireNonNull(name, "name");
            if (name.isBlank()) {
                throw new IllegalArgumentException(
                        "The run name is blank. Leave it out to use the name of the runnable.");
            }
            return this;
        }

        /** Gives the run this id. Runs below it make their own. */
        public Builder runId(UUID id) {
            this.runId = Objects.requireNonNull(id, "id");
            return this;
        }

        /**
         * Limits how many runs of a batch go on at once.
         *
         * @throws IllegalArgumentException if {@code runs} is less than 1
         */
        public Builder maxConcurrency(int runs) {
            if (runs < 1) {
                throw new IllegalArgumentException(
                        "The maximal concurrency is " + runs + ". Give it 1 or more, or leave it out for no limit.");
            }
            this.maxConcurrency = runs;
            return this;
        }

        /**
         * Limits how often runnables may choose others, one inside the other: see {@link TypedRunnable#choosing}.
         *
         * @throws IllegalArgumentException if {@code depth} is negative
         */
        public Builder recursionLimit(int depth) {
            if (depth < 0) {
                throw new IllegalArgumentException("The recursion limit is " + depth
                        + ". Give it 0 or more, or leave it out for " + DEFAULT_RECURSION_LIMIT + ".");
            }
            this.recursionLimit = depth;
            return this;
        }

        /** Sets the executor on which asynchronous work is started. Runcast carries the current run to its threads. */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /** Returns the config. */
        public RunnableConfig build() {
            return new RunnableConfig(this);
        }

        private static <T> List<T> append(List<T> list, Collection<? extends T> added) {
            List<T> all = new ArrayList<>(list);
            all.addAll(added);
            return List.copyOf(all);
        }
    }
}
