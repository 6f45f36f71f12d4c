package dev.runcast.runtime.stream;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.json.JsonCodec;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of an {@link EventStream}, with the keys of LangChain's {@code astream_events} v2. Immutable, but for the data, which
 * are the program's own objects.
 *
 * @since 0.1
 */
public interface StreamEvent {
    /**
     * What kind of thing happened.
     *
     * @since 0.1
     */
    enum Kind {
        /** A run started: {@code on_chain_start}. */
        START,
        /** A run made a chunk of its output: {@code on_chain_stream}. */
        STREAM,
        /** A run ended well: {@code on_chain_end}. */
        END,
        /** A run failed: {@code on_tool_error}, and {@code on_chain_error} if {@link EventStreamOptions.Builder#errorEvents} asks for it. */
        ERROR,
        /** The program emitted an event: {@code on_custom_event}. */
        CUSTOM {
            @Override
            String nameIn(RunType type) {
                return "on_custom_event";
            }

            @Override
            boolean isNamed(String event) {
                return event.equals(nameIn(RunType.CHAIN));
            }
        };

        /** The names on the wire, made once. */
        @SuppressWarnings("ImmutableEnumChecker") // They do not change afterwards.
        private final Map<RunType, String> names = new EnumMap<>(RunType.class);

        Kind() {
            for (RunType type : RunType.values()) {
                names.put(type, nameIn(type));
            }
        }

        String nameIn(RunType type) {
            return "on_" + type.wireName() + "_" + name().toLowerCase(Locale.ROOT);
        }

        /** Returns the name on the wire of an event of this kind in a run of this type, such as {@code on_chain_start}. */
        @SuppressWarnings("NullAway") // Each type has a name.
        public String wireName(RunType type) {
            return names.get(type);
        }

        /** Returns whether an event of this name on the wire is of this kind, in a run of whatever type. */
        boolean isNamed(String event) {
            return event.startsWith("on_") && event.endsWith("_" + name().toLowerCase(Locale.ROOT));
        }
    }

    /** Returns what kind of thing happened. */
    Kind kind();

    /** Returns the name of the kind of event on the wire, such as {@code on_chain_start} or {@code on_custom_event}. */
    default String event() {
        return kind().wireName(run().type());
    }

    /** Returns the name of the run or, for a custom event, its own. */
    default String name() {
        return source() instanceof CustomEvent custom ? custom.name() : run().name();
    }

    /**
     * Returns the data of a custom event as they were emitted, and for other events a map: of {@code input} at the start,
     * {@code chunk}, {@code output} and, below the root, {@code input} at the end, {@code error} and {@code input} of an error.
     */
    @Nullable
    Object data();

    /** Returns the tags of the event. */
    default List<String> tags() {
        return source().tags();
    }

    /** Returns the metadata of the event. */
    default Map<String, @Nullable Object> metadata() {
        return source().metadata();
    }

    /** Returns the run in which it happened. */
    default Run run() {
        return source().run();
    }

    /** Returns the id of the run in which it happened. */
    default UUID runId() {
        return run().id();
    }

    /** Returns the ids of the runs that the run is part of, the root first. */
    default List<UUID> parentIds() {
        return run().parentIds();
    }

    /**
     * Returns whether it happened in the root run of the stream, which is the run that the stream was started for. That run may have a
     * parent, if the stream was started inside another run.
     */
    boolean isRoot();

    /**
     * Returns whether the run has ended with this event, well or not: it is of the kind {@link Kind#END} or {@link Kind#ERROR}. It is
     * the last event of its run, but for custom events that come {@linkplain CustomEvent#isLate late}. A run that fails has no such
     * event where {@link EventStreamOptions.Builder#errorEvents} did not ask for it, unless it is a tool.
     */
    default boolean isEndOfRun() {
        return kind() == Kind.END || kind() == Kind.ERROR;
    }

    /** Returns when it happened. */
    default Instant time() {
        return source().time();
    }

    /**
     * Returns the number of the event in its stream, counted from 1. Numbers are missing where events were dropped, by an
     * {@link EventStreamOptions.Builder#overflow} that allows it, and nowhere else.
     */
    long sequence();

    /** Returns the event as handlers see it. */
    RunEvent source();

    /** Returns whether it is a custom event that {@linkplain CustomEvent#matches matches}. */
    default boolean matches(EventType<?> type) {
        return source() instanceof CustomEvent custom && custom.matches(type);
    }

    /**
     * Returns the payload of a custom event, or null if it has none.
     *
     * @throws IllegalArgumentException if it is not a custom event of this type; see {@link #matches}
     */
    default <T> @Nullable T payload(EventType<T> type) {
        if (source() instanceof CustomEvent custom) {
            return custom.payload(type);
        }
        throw new IllegalArgumentException("The event " + event() + " of \"" + name() + "\" does not match " + type
                + ". Ask matches(…) before payload(…).");
    }

    /** Returns the event as JSON on one line, as {@link #toJson(JsonCodec)} with the codec of the run's config, else the default one. */
    String toJson();

    /**
     * Returns the event as JSON on one line, with the keys of LangChain's v2 format in LangChain's order. Data that the
     * codec cannot write become {@code {"__error__": type, "message": why}} in their place.
     */
    String toJson(JsonCodec codec);
}
