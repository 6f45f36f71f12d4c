package dev.runcast.runtime.stream;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.callback.Overflow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events an {@link EventStream} gives, and how many it holds for a slow reader.
 *
 * <p>Say what you want by {@link Builder#only}, {@link Builder#customEventsOnly} and {@link Builder#runNames}:
 *
 * <pre>{@code
 * EventStreamOptions.builder().only(ResearchEvents.PROGRESS).build(); // these events, from whatever run
 * EventStreamOptions.builder().runNames("search").build(); // what happens in the runs called "search"
 * }</pre>
 *
 * <p>The {@code include…} and {@code exclude…} filters are LangChain's, by exact names, for clients that know them.
 * Where any {@code include…} is given, an event passes that matches one of them; of those, each {@code exclude…} removes what it
 * matches. A custom event is matched by its own name, as its name and as its type, and by its tags.
 *
 * <p>An event has to pass all filters that are given. Filters only hide: everything still runs, and handlers hear of all of it.
 *
 * @since 0.1
 */
public final class EventStreamOptions {
    /** How many events a stream holds that have not been read, unless {@link Builder#bufferSize} says otherwise. */
    public static final int DEFAULT_BUFFER_SIZE = 1024;

    private static final EventStreamOptions DEFAULTS = builder().build();

    private final @Nullable Set<String> includeNames;
    private final @Nullable Set<String> includeTypes;
    private final @Nullable Set<String> includeTags;
    private final Set<String> excludeNames;
    private final Set<String> excludeTypes;
    private final Set<String> excludeTags;
    private final @Nullable List<EventType<?>> only;
    private final @Nullable Set<String> runNames;
    private final boolean customEventsOnly;
    private final boolean errorEvents;
    private final int bufferSize;
    private final Overflow overflow;

    private EventStreamOptions(Builder builder) {
        this.includeNames = builder.includeNames == null ? null : Set.copyOf(builder.includeNames);
        this.includeTypes = builder.includeTypes == null ? null : Set.copyOf(builder.includeTypes);
        this.includeTags = builder.includeTags == null ? null : Set.copyOf(builder.includeTags);
        this.excludeNames = Set.copyOf(builder.excludeNames);
        this.excludeTypes = Set.copyOf(builder.excludeTypes);
        this.excludeTags = Set.copyOf(builder.excludeTags);
        this.only = builder.only == null ? null : List.copyOf(builder.only);
        this.runNames = builder.runNames == null ? null : Set.copyOf(builder.runNames);
        this.customEventsOnly = builder.customEventsOnly;
        this.errorEvents = builder.errorEvents;
        this.bufferSize = builder.bufferSize;
        this.overflow = builder.overflow;
    }

    /** Returns the options of a stream that gives every event. */
    public static EventStreamOptions defaults() {
        return DEFAULTS;
    }

    /** Returns a builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns how many events a stream holds that have not been read. */
    public int bufferSize() {
        return bufferSize;
    }

    /** Returns what happens when so many have not been read. */
    public Overflow overflow() {
        return overflow;
    }

    /** Returns whether chains and retrievers that fail give an event. */
    public boolean errorEvents() {
        return errorEvents;
    }

    /** Returns whether a stream with these options gives the event. */
    public boolean admits(StreamEvent event) {
        boolean isCustom = event.kind() == StreamEvent.Kind.CUSTOM;
        String type = isCustom ? event.name() : event.run().type().wireName();
        return (isCustom || !customEventsOnly)
                && (only == null || only.stream().anyMatch(event::matches))
                && (runNames == null || runNames.contains(event.run().name()))
                && admits(event.name(), type, event.tags());
    }

    /** Returns whether the {@code include…} and {@code exclude…} filters let an event of this name, type and tags pass. */
    private boolean admits(String name, String type, List<String> tags) {
        boolean all = includeNames == null && includeTypes == null && includeTags == null;
        boolean included =
                all || matches(includeNames, name) || matches(includeTypes, type) || matchesAny(includeTags, tags);
        return included
                && !matches(excludeNames, name)
                && !matches(excludeTypes, type)
                && !matchesAny(excludeTags, tags);
    }

    private static boolean matches(@Nullable Set<String> filter, String value) {
        return filter != null && filter.contains(value);
    }

    private static boolean matchesAny(@Nullable Set<String> filter, List<String> values) {
        return filter != null && !filter.isEmpty() && values.stream().anyMatch(filter::contains);
    }

    /**
     * Collects options. Each method adds to what was given before.
     *
     * @since 0.1
     */
    public static final class Builder {
        private @Nullable List<String> includeNames;
        private @Nullable List<String> includeTypes;
        private @Nullable List<String> includeTags;
        private final List<String> excludeNames = new ArrayList<>();
        private final List<String> excludeTypes = new ArrayList<>();
        private final List<String> excludeTags = new ArrayList<>();
        private @Nullable List<EventType<?>> only;
        private @Nullable List<String> runNames;
        private boolean customEventsOnly;
        private boolean errorEvents;
        private int bufferSize = DEFAULT_BUFFER_SIZE;
        private Overflow overflow = Overflow.BLOCK;

        private Builder() {}

        /** Lets only custom events pass that {@linkplain StreamEvent#matches match} one of these types. */
        public Builder only(EventType<?>... types) {
            only = only == null ? new ArrayList<>() : only;
            only.addAll(nonNull(Arrays.asList(types)));
            return this;
        }

        /** Lets only custom events pass. */
        public Builder customEventsOnly() {
            customEventsOnly = true;
            return this;
        }

        /** Lets only that pass which happens in runs of these names, with their custom events. */
        public Builder runNames(String... names) {
            runNames = added(runNames, names);
            return this;
        }

        /**
         * Sets whether chains and retrievers that fail give an event, {@code on_chain_error} or {@code on_retriever_error}, as tools
         * do in any case. By default they do not, as in LangChain. Reading throws what the root failed with all the same.
         */
        public Builder errorEvents(boolean wanted) {
            errorEvents = wanted;
            return this;
        }

        /** Lets events of these runs and custom events of these names pass. None given matches nothing. */
        public Builder includeNames(String... names) {
            includeNames = added(includeNames, names);
            return this;
        }

        /** Lets events of runs of these types pass, such as {@code tool}, and custom events of these names. */
        public Builder includeTypes(String... types) {
            includeTypes = added(includeTypes, types);
            return this;
        }

        /** Lets events of runs of these types pass, and custom events that are named like one of them. */
        public Builder includeTypes(RunType type, RunType... more) {
            return includeTypes(wireNames(type, more));
        }

        /** Lets events pass that have one of these tags. */
        public Builder includeTags(String... tags) {
            includeTags = added(includeTags, tags);
            return this;
        }

        /** Removes events of these runs and custom events of these names. */
        public Builder excludeNames(String... names) {
            excludeNames.addAll(nonNull(Arrays.asList(names)));
            return this;
        }

        /** Removes events of runs of these types, such as {@code chain}, and custom events of these names. */
        public Builder excludeTypes(String... types) {
            excludeTypes.addAll(nonNull(Arrays.asList(types)));
            return this;
        }

        /** Removes events of runs of these types, and custom events that are named like one of them. */
        public Builder excludeTypes(RunType type, RunType... more) {
            return excludeTypes(wireNames(type, more));
        }

        /** Removes events that have one of these tags. */
        public Builder excludeTags(String... tags) {
            excludeTags.addAll(nonNull(Arrays.asList(tags)));
            return this;
        }

        /** Sets what happens when the buffer is full, {@link Overflow#BLOCK} by default: the run waits for the reader. */
        public Builder overflow(Overflow overflow) {
            this.overflow = Objects.requireNonNull(overflow, "overflow");
            return this;
        }

        /**
         * Sets how many events are held that have not been read. When there are more, {@link #overflow} says what happens.
         *
         * <p>With 0, the consumer of {@code streamEventsAsync} is called by the threads that emit, one at a time: the run waits for it at
         * each event, and none is dropped. Where events are read or subscribed to, 0 is as 1.
         *
         * @throws IllegalArgumentException if {@code events} is negative
         */
        public Builder bufferSize(int events) {
            if (events < 0) {
                throw new IllegalArgumentException("The buffer size is " + events + ". Give it 0 or more.");
            }
            this.bufferSize = events;
            return this;
        }

        /** Returns the options. */
        public EventStreamOptions build() {
            return new EventStreamOptions(this);
        }

        private static String[] wireNames(RunType type, RunType... more) {
            List<RunType> types = new ArrayList<>(Arrays.asList(more));
            types.add(type);
            return nonNull(types).stream().map(RunType::wireName).toArray(String[]::new);
        }

        private static List<String> added(@Nullable Collection<String> before, String... more) {
            List<String> all = before == null ? new ArrayList<>() : new ArrayList<>(before);
            all.addAll(nonNull(Arrays.asList(more)));
            return all;
        }

        private static <T> List<T> nonNull(List<T> filters) {
            filters.forEach(filter -> Objects.requireNonNull(filter, "A filter is null. Leave it out."));
            return filters;
        }
    }
}
