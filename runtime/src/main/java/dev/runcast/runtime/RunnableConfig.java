package dev.runcast.runtime;

import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.engine.collect.Maps;
import dev.runcast.runtime.engine.collect.OrderedSets;
import dev.runcast.runtime.engine.run.Callbacks;
import dev.runcast.runtime.json.JsonCodec;
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
 * <p>Children inherit handlers, tags, metadata, {@code configurable}, limits, the executor, the codec and the owner; they do not
 * inherit the run name and the run id. A config without {@link #callbacks() callbacks} of its own that is used inside a run takes
 * them from there, and its handlers are added to them.
 *
 * <p>Immutable, and safe for any number of threads and uses.
 *
 * @since 0.1
 */
public final class RunnableConfig {
    /** How often runnables may choose others, one inside the other, when the config does not say. */
    public static final int DEFAULT_RECURSION_LIMIT = 25;

    private static final RunnableConfig EMPTY = new Builder().build();

    private final @Nullable Callbacks callbacks;
    private final Callbacks additions;
    private final @Nullable String runName;
    private final @Nullable UUID runId;
    private final Settings settings;

    private RunnableConfig(Builder builder) {
        this.callbacks = builder.callbacks;
        this.additions = builder.additions;
        this.runName = builder.runName;
        this.runId = builder.runId;
        this.settings = builder.settings;
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
     * becomes a setting in {@code configurable}. Null values count as not given, as do an empty {@code run_name} and a
     * {@code max_concurrency} of 0.
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
        builder.additions = additions;
        builder.runName = runName;
        builder.runId = runId;
        builder.settings = settings;
        return builder;
    }

    /** Returns the run that runs with this config are part of, or nothing if the config does not belong to a run. */
    public Optional<Run> run() {
        return callbacks == null ? Optional.empty() : callbacks.run();
    }

    /** Returns what takes the place of the current run's callbacks, or nothing if those are inherited. */
    public Optional<CallbackManager> callbacks() {
        return Optional.ofNullable(callbacks);
    }

    /** Returns the handlers, tags and metadata that this config adds to the callbacks that its runs inherit. It has no run. */
    public CallbackManager additions() {
        return additions;
    }

    /** Returns the tags that runs with this config have: those handed down by its run, and those added. Unmodifiable. */
    public List<String> tags() {
        return all().tags();
    }

    /** Returns the metadata that runs with this config have: those handed down by its run, and those added. Unmodifiable. */
    public Map<String, @Nullable Object> metadata() {
        return all().metadata();
    }

    private Callbacks all() {
        return (callbacks == null ? Callbacks.empty() : callbacks).and(additions, settings.configurable());
    }

    /** Returns the program's own settings, which Runcast hands down and does not read. Unmodifiable. */
    public Map<String, @Nullable Object> configurable() {
        return settings.configurable();
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
        return optionalInt(settings.maxConcurrency());
    }

    /**
     * Returns how often runnables may choose others, one inside the other, or nothing for {@value #DEFAULT_RECURSION_LIMIT}.
     */
    public OptionalInt recursionLimit() {
        return optionalInt(settings.recursionLimit());
    }

    private static OptionalInt optionalInt(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** Returns whether the first failure of a batch or of parallel branches cancels the others. */
    public boolean failFast() {
        return Boolean.TRUE.equals(settings.failFast());
    }

    /** Returns the executor of asynchronous work, or nothing for the default: virtual threads where the JVM has them. */
    public Optional<Executor> executor() {
        return Optional.ofNullable(settings.executor());
    }

    /** Returns what writes the JSON of events of runs with this config, or nothing for {@link JsonCodec#defaultCodec()}. */
    public Optional<JsonCodec> codec() {
        return Optional.ofNullable(settings.codec());
    }

    /** Returns whose handlers of the process hear of runs with this config, or nothing for all of them. */
    public Optional<Object> owner() {
        return Optional.ofNullable(settings.owner());
    }

    /**
     * Merges a bound config with that of a call: values of the call win, maps are merged, handlers are added and tags are sorted, as
     * LangChain does.
     */
    static RunnableConfig merge(RunnableConfig bound, RunnableConfig call) {
        Callbacks metadata = bound.withShownSettings().and(call.withShownSettings());
        Builder merged = new Builder();
        merged.callbacks = call.callbacks == null ? bound.callbacks : call.callbacks;
        merged.additions = metadata.withTags(OrderedSets.merge(bound.additions.tags(), call.additions.tags()));
        merged.runName = call.runName == null ? bound.runName : call.runName;
        merged.runId = call.runId == null ? bound.runId : call.runId;
        merged.settings = call.settings
                .orElse(bound.settings)
                .withConfigurable(Maps.merge(bound.configurable(), call.configurable()));
        return merged.build();
    }

    private Callbacks withShownSettings() {
        Map<String, @Nullable Object> base = callbacks == null ? Map.of() : callbacks.metadata();
        return additions.withMetadata(Callbacks.shown(configurable(), base, additions.metadata()));
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

    /**
     * Collects what a config asks for. Methods that take several values or entries add to those given before.
     *
     * @since 0.1
     */
    public static final class Builder {
        private @Nullable Callbacks callbacks;
        private Callbacks additions = Callbacks.empty();
        private @Nullable String runName;
        private @Nullable UUID runId;
        private Settings settings = Settings.NONE;

        private Builder() {}

        /**
         * Replaces the callbacks of the current run: a run with this config inherits what the manager hands down, and is part of
         * the manager's run.
         *
         * @throws IllegalArgumentException if the manager was not made by Runcast
         */
        public Builder replaceCallbacks(CallbackManager callbacks) {
            this.callbacks = Callbacks.of(callbacks);
            return this;
        }

        /**
         * Cuts a run with this config off from the current one: it is a root run, and nobody listens but the handlers that are added
         * here, and those of the process.
         */
        public Builder detached() {
            return replaceCallbacks(Callbacks.empty());
        }

        /** Adds a handler for the run and all runs below it. */
        public Builder addHandler(CallbackHandler handler) {
            additions = additions.withHandler(handler);
            return this;
        }

        /** Adds an asynchronous handler for the run and all runs below it. */
        public Builder addHandler(AsyncCallbackHandler handler) {
            additions = additions.withHandler(handler);
            return this;
        }

        /** Adds a listener to the payloads of one event type. Short for {@link CallbackHandler#on(EventType, Consumer)}. */
        public <T> Builder on(EventType<T> type, Consumer<? super T> listener) {
            return addHandler(CallbackHandler.on(type, listener));
        }

        /** Adds a listener to the events of one type. Short for {@link CallbackHandler#onEvent(EventType, BiConsumer)}. */
        public <T> Builder onEvent(EventType<T> type, BiConsumer<? super T, ? super CustomEvent> listener) {
            return addHandler(CallbackHandler.onEvent(type, listener));
        }

        /** Adds tags for the run and all runs below it. A tag that is there already moves to the end. */
        public Builder tags(String... tags) {
            return tags(Arrays.asList(tags));
        }

        /** Adds tags for the run and all runs below it. A tag that is there already moves to the end. */
        public Builder tags(Collection<String> tags) {
            tags.forEach(tag -> Objects.requireNonNull(tag, "A tag is null. Leave it out."));
            additions = additions.withTags(List.copyOf(tags));
            return this;
        }

        /** Adds an entry to the metadata of the run and all runs below it. */
        public Builder metadata(String key, @Nullable Object value) {
            return metadata(Collections.singletonMap(key, value));
        }

        /** Adds entries to the metadata of the run and all runs below it. */
        public Builder metadata(Map<String, ? extends @Nullable Object> entries) {
            additions = additions.withMetadata(copy(entries));
            return this;
        }

        /**
         * Adds a setting of the program's own, which is handed down to the runs below. Strings under {@code model} and
         * {@code checkpoint_ns} are shown in the metadata too, as in LangChain.
         */
        public Builder configurable(String key, @Nullable Object value) {
            return configurable(Collections.singletonMap(key, value));
        }

        /** Adds settings of the program's own. */
        public Builder configurable(Map<String, ? extends @Nullable Object> entries) {
            settings = settings.withConfigurable(Maps.merge(settings.configurable(), copy(entries)));
            return this;
        }

        private static Map<String, @Nullable Object> copy(Map<String, ? extends @Nullable Object> entries) {
            entries.keySet().forEach(key -> Objects.requireNonNull(key, "key"));
            return Maps.copy(entries);
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
         * Limits how many runs of a batch, and how many parallel branches, go on at once.
         *
         * @throws IllegalArgumentException if {@code runs} is less than 1
         */
        public Builder maxConcurrency(int runs) {
            if (runs < 1) {
                throw new IllegalArgumentException(
                        "The maximal concurrency is " + runs + ". Give it 1 or more, or leave it out for no limit.");
            }
            settings = settings.withMaxConcurrency(runs);
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
            settings = settings.withRecursionLimit(depth);
            return this;
        }

        /**
         * Sets whether the first failure of {@link TypedRunnable#batch batch}, {@link TypedRunnable#map map} or
         * {@link TypedRunnable#parallel parallel} cancels the runs beside it. By default, and with {@code false}, those go on, and the
         * failure is thrown when all have ended.
         */
        public Builder failFast(boolean wanted) {
            settings = settings.withFailFast(wanted);
            return this;
        }

        /** Sets the executor on which asynchronous work is started. Runcast carries the current run to its threads. */
        public Builder executor(Executor executor) {
            settings = settings.withExecutor(Objects.requireNonNull(executor, "executor"));
            return this;
        }

        /** Sets what writes the JSON of events of the run and of all runs below it, where nobody names another codec. */
        public Builder codec(JsonCodec codec) {
            settings = settings.withCodec(Objects.requireNonNull(codec, "codec"));
            return this;
        }

        /**
         * Says whose run this is, such as an application context's. Of the handlers that are registered for the whole process, those
         * of other owners do not hear of the run and of the runs below it. See
         * {@link dev.runcast.runtime.callback.GlobalCallbacks GlobalCallbacks}.
         *
         * @param owner told apart from others by identity
         */
        public Builder owner(Object owner) {
            settings = settings.withOwner(Objects.requireNonNull(owner, "owner"));
            return this;
        }

        /**
         * Takes what runs below a run with {@code config} inherit besides its callbacks, where it is not given here yet:
         * {@code configurable}, limits, the executor, the codec and the owner.
         */
        public Builder inherit(RunnableConfig config) {
            settings = settings.orElse(config.settings);
            return this;
        }

        /** Returns the config. */
        public RunnableConfig build() {
            return new RunnableConfig(this);
        }
    }
}
