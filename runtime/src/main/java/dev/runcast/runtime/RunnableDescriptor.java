package dev.runcast.runtime;

import dev.runcast.annotations.RunType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a runnable is: its name, type and description, its parameters, output and events. Servers, tools and catalogs are
 * made from it. Generated code fills it in without reflection. Immutable.
 *
 * @since 0.1
 */
public final class RunnableDescriptor {
    private final String name;
    private final RunType type;
    private final String description;
    private final List<String> tags;
    private final Map<String, @Nullable Object> metadata;
    private final List<Parameter> parameters;
    private final Type inputType;
    private final Type outputType;
    private final List<EventType<?>> events;
    private final boolean declaresEvents;

    @SuppressWarnings("UnusedVariable") // The engine notes here by which number it knows the runnable.
    private int number;

    private RunnableDescriptor(Builder builder) {
        this.name = builder.name;
        this.type = builder.type;
        this.description = builder.description;
        this.tags = List.copyOf(builder.tags);
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(builder.metadata));
        this.parameters = List.copyOf(builder.parameters);
        this.inputType = builder.inputType();
        this.outputType = builder.outputType;
        this.events = List.copyOf(builder.events);
        this.declaresEvents = builder.declaresEvents;
    }

    /** Returns the descriptor of a lambda, of which nothing is known but the name. */
    static RunnableDescriptor ofLambda(String name) {
        return new Builder(name).input(Object.class).anyEvents().build();
    }

    /**
     * Returns a builder for a runnable of this name.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Returns the name of the runnable, which its runs have unless a config names them. */
    public String name() {
        return name;
    }

    /** Returns what kind of work the runs do. */
    public RunType type() {
        return type;
    }

    /** Returns a sentence that says what the runnable does, empty if there is none. */
    public String description() {
        return description;
    }

    /** Returns the tags that each run and the runs below it have, besides those of the config. */
    public List<String> tags() {
        return tags;
    }

    /** Returns the metadata that each run and the runs below it have, unless the config says otherwise. */
    public Map<String, @Nullable Object> metadata() {
        return metadata;
    }

    /** Returns the input parameters in order, without those that Runcast injects. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /**
     * Returns the type of the input: that of the only parameter, {@code Void.class} for none, and for several a record that
     * implements {@link RunInput}; {@code Object.class} for a lambda, of which it is not known.
     */
    public Type inputType() {
        return inputType;
    }

    /** Returns the type of the output: for asynchronous runnables what the stage completes with, {@code Void.class} for none. */
    public Type outputType() {
        return outputType;
    }

    /** Returns the custom events that the runnable declares, in source order. */
    public List<EventType<?>> events() {
        return events;
    }

    /** Returns whether {@link #events} are all that the runnable emits. Of a lambda that has only a name that is not known, nor where the builder says {@link Builder#anyEvents anyEvents}. */
    public boolean declaresEvents() {
        return declaresEvents;
    }

    /** Returns what a chain of this name is that runs this runnable. */
    RunnableDescriptor asChain(String name) {
        Builder chain = builder(name).description(description).input(inputType).output(outputType);
        chain.parameters.addAll(parameters);
        chain.events.addAll(events);
        chain.declaresEvents = declaresEvents;
        return chain.build();
    }

    /** Returns the name and those of the parameters, as in {@code search(query, limit)}. */
    @Override
    public String toString() {
        return name + "("
                + String.join(", ", parameters.stream().map(Parameter::name).toList()) + ")";
    }

    /**
     * An input parameter of a runnable. Immutable.
     *
     * @since 0.1
     */
    public static final class Parameter {
        private final String name;
        private final Type type;
        private final String description;
        private final boolean nullable;

        private Parameter(String name, Type type, String description, boolean nullable) {
            this.name = Objects.requireNonNull(name, "name");
            this.type = Objects.requireNonNull(type, "type");
            this.description = Objects.requireNonNull(description, "description");
            this.nullable = nullable;
        }

        /** Returns the name of the parameter. */
        public String name() {
            return name;
        }

        /** Returns the generic type of the parameter. */
        public Type type() {
            return type;
        }

        /** Returns what the parameter means, from its Javadoc, empty if there is none. */
        public String description() {
            return description;
        }

        /** Returns whether the parameter is annotated as {@code @Nullable}, so that there need not be a value for it. */
        public boolean isNullable() {
            return nullable;
        }
    }

    /**
     * Collects what a descriptor holds. Not for several threads at once.
     *
     * @since 0.1
     */
    public static final class Builder {
        private final String name;
        private RunType type = RunType.CHAIN;
        private String description = "";
        private final List<String> tags = new ArrayList<>();
        private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        private final List<Parameter> parameters = new ArrayList<>();
        private @Nullable Type inputType;
        private Type outputType = Object.class;
        private final List<EventType<?>> events = new ArrayList<>();
        private boolean declaresEvents = true;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
            if (name.isBlank()) {
                throw new IllegalArgumentException(
                        "The name of a runnable is blank. Give it a name, such as \"research\".");
            }
        }

        /** Sets the type, {@link RunType#CHAIN} by default. */
        public Builder type(RunType type) {
            this.type = Objects.requireNonNull(type, "type");
            return this;
        }

        /** Sets the description, empty by default. */
        public Builder description(String description) {
            this.description = Objects.requireNonNull(description, "description");
            return this;
        }

        /** Adds tags. */
        public Builder tags(String... tags) {
            for (String tag : tags) {
                this.tags.add(Objects.requireNonNull(tag, "A tag is null. Leave it out."));
            }
            return this;
        }

        /** Adds a metadata entry. */
        public Builder metadata(String key, @Nullable Object value) {
            metadata.put(Objects.requireNonNull(key, "key"), value);
            return this;
        }

        /** Adds a parameter without a description. */
        public Builder parameter(String name, Type type) {
            return parameter(name, type, "");
        }

        /** Adds a parameter. */
        public Builder parameter(String name, Type type, String description) {
            parameters.add(new Parameter(name, type, description, false));
            return this;
        }

        /** Adds a parameter that may be null, without a description. */
        public Builder nullableParameter(String name, Type type) {
            return nullableParameter(name, type, "");
        }

        /** Adds a parameter that may be null. */
        public Builder nullableParameter(String name, Type type, String description) {
            parameters.add(new Parameter(name, type, description, true));
            return this;
        }

        /** Sets the type of the input; by default that of the only parameter, or {@code Void.class} if there is none. */
        public Builder input(Type inputType) {
            this.inputType = Objects.requireNonNull(inputType, "inputType");
            return this;
        }

        /** Sets the type of the output, {@code Object.class} by default. */
        public Builder output(Type outputType) {
            this.outputType = Objects.requireNonNull(outputType, "outputType");
            return this;
        }

        /** Adds events. */
        public Builder events(EventType<?>... events) {
            this.events.addAll(List.of(events));
            return this;
        }

        /** Says that the runnable may emit events that are not known here. By default it emits none but those that are added. */
        public Builder anyEvents() {
            this.declaresEvents = false;
            return this;
        }

        /** Returns the descriptor. */
        public RunnableDescriptor build() {
            return new RunnableDescriptor(this);
        }

        private Type inputType() {
            if (inputType != null) {
                return inputType;
            }
            return switch (parameters.size()) {
                case 0 -> Void.class;
                case 1 -> parameters.get(0).type();
                default -> Map.class;
            };
        }
    }
}
