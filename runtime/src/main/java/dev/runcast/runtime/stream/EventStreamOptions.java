package dev.runcast.runtime.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which events an {@link EventStream} gives, and how many it holds for a slow reader.
 *
 * <p>The filters are those of the reference, by exact names. Where any {@code include…} is given, an event passes that matches
 * one of them; of those, each {@code exclude…} removes what it matches. A custom event is matched by its own name, as its name
 * and as its type, and by its tags. Filters only hide: everything still runs, and handlers hear of all of it.
 */
public final class EventStreamOptions {
    /** How many events a stream holds that have not been read, unless {@link Builder#bufferSize} says otherwise. */
    public static final int DEFAULT_BUFFER_SIZE = 1024;

    private static final EventStreamOptions DEFAULTS = builder().build();

    private final @Nullable List<String> includeNames;
    private final @Nullable List<String> includeTypes;
    private final @Nullable List<String> includeTags;
    private final List<String> excludeNames;
    private final List<String> excludeTypes;
    private final List<String> excludeTags;
    private final int bufferSize;

    private EventStreamOptions(Builder builder) {
        this.includeNames = builder.includeNames == null ? null : List.copyOf(builder.includeNames);
        this.includeTypes = builder.includeTypes == null ? null : List.copyOf(builder.includeTypes);
        this.includeTags = builder.includeTags == null ? null : List.copyOf(builder.includeTags);
        this.excludeNames = List.copyOf(builder.excludeNames);
        this.excludeTypes = List.copyOf(builder.excludeTypes);
        this.excludeTags = List.copyOf(builder.excludeTags);
        this.bufferSize = builder.bufferSize;
    }

    /** Returns the options of a stream that gives every event. */
    public static EventStreamOptions defaults() {
        return DEFAULTS;
    }

    /** Returns a builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    int bufferSize() {
        return bufferSize;
    }

    /** Returns whether an event of this name, type and tags is to be given. */
    boolean admits(String name, String type, List<String> tags) {
        boolean all = includeNames == null && includeTypes == null && includeTags == null;
        boolean included =
                all || matches(includeNames, name) || matches(includeTypes, type) || matchesAny(includeTags, tags);
        return included
                && !matches(excludeNames, name)
                && !matches(excludeTypes, type)
                && !matchesAny(excludeTags, tags);
    }

    private static boolean matches(@Nullable List<String> filter, String value) {
        return filter != null && filter.contains(value);
    }

    private static boolean matchesAny(@Nullable List<String> filter, List<String> values) {
        return filter != null && values.stream().anyMatch(filter::contains);
    }

    /** Collects options. Each method adds to what was given before. */
    public static final class Builder {
        private @Nullable List<String> includeNames;
        private @Nullable List<String> includeTypes;
        private @Nullable List<String> includeTags;
        private final List<String> excludeNames = new ArrayList<>();
        private final List<String> excludeTypes = new ArrayList<>();
        private final List<String> excludeTags = new ArrayList<>();
        private int bufferSize = DEFAULT_BUFFER_SIZE;

        private Builder() {}

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

        /** Lets events pass that have one of these tags. */
        public Builder includeTags(String... tags) {
            includeTags = added(includeTags, tags);
            return this;
        }

        /** Removes events of these runs and custom events of these names. */
        public Builder excludeNames(String... names) {
            excludeNames.addAll(nonNull(names));
            return this;
        }

        /** Removes events of runs of these types, such as {@code chain}, and custom events of these names. */
        public Builder excludeTypes(String... types) {
            excludeTypes.addAll(nonNull(types));
            return this;
        }

        /** Removes events that have one of these tags. */
        public Builder excludeTags(String... tags) {
            excludeTags.addAll(nonNull(tags));
            return this;
        }

        /**
         * Sets how many events are held that have not been read. When there are more, the run waits for the reader.
         *
         * @throws IllegalArgumentException if {@code events} is less than 1
         */
        public Builder bufferSize(int events) {
            if (events < 1) {
                throw new IllegalArgumentException("The buffer size is " + events + ". Give it 1 or more.");
            }
            this.bufferSize = events;
            return this;
        }

        /** Returns the options. */
        public EventStreamOptions build() {
            return new EventStreamOptions(this);
        }

        private static List<String> added(@Nullable Collection<String> before, String... more) {
            List<String> all = before == null ? new ArrayList<>() : new ArrayList<>(before);
            all.addAll(nonNull(more));
            return all;
        }

        private static List<String> nonNull(String... filters) {
            for (String filter : filters) {
                Objects.requireNonNull(filter, "A filter is null. Leave it out.");
            }
            return List.of(filters);
        }
    }
}
