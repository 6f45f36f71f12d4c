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
 * An event of an {@link EventStream}, with the keys of LangChain's {@code astream_events} v2. It never changes. Its data are the
 * program's own objects, which may.
 *
 * @since 0.1
 */
public final class StreamEvent {
    /**
     * What kind of thing happened.
     *
     * @since 0.1
     */
    public enum Kind {
        /** A run started: {@code on_chain_start}. */
        START,
        /** A run made a chunk of its output: {@code on_chain_stream}. */
        STREAM,
        /** A run ended well: {@code on_chain_end}. */
        END,
        /** A run failed: {@code on_tool_error}, and {@code on_chain_error} if {@link EventStreamOptions.Builder#errorEvents} asks for it. */
        ERROR,
        /** The program emitted an event: {@code on_custom_event}. */
        CUSTOM;

        private final String suffix = "_" + name().toLowerCase(Locale.ROOT);

        /** Returns whether an event of this name on the wire is of this kind, in a run of whatever type. */
        boolean isNamed(String event) {
            return event.startsWith(ON) && event.endsWith(suffix);
        }
    }

    /** The name of every custom event on the wire. */
    static final String ON_CUSTOM_EVENT = "on_custom_event";

    private static final String ON = "on_";

    /** The names on the wire of the events of runs, made once. */
    private static final Map<Kind, Map<RunType, String>> NAMES = names();

    private final Kind kind;
    private final RunEvent source;
    private final @Nullable Object data;
    private final long sequence;
    private final boolean root;

    StreamEvent(Kind kind, RunEvent source, @Nullable Object data, long sequence, boolean root) {
        this.kind = kind;
        this.source = source;
        this.data = data;
        this.sequence = sequence;
        this.root = root;
    }

    private static Map<Kind, Map<RunType, String>> names() {
        Map<Kind, Map<RunType, String>> names = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            Map<RunType, String> ofKind = new EnumMap<>(RunType.class);
            for (RunType type : RunType.values()) {
                ofKind.put(type, kind == Kind.CUSTOM ? ON_CUSTOM_EVENT : ON + type.wireName() + kind.suffix);
            }
            names.put(kind, ofKind);
        }
        return names;
    }

    /** Returns what kind of thing happened. */
    public Kind kind() {
        return kind;
    }

    /** Returns the name of the kind of event on the wire, such as {@code on_chain_start} or {@code on_custom_event}. */
    @SuppressWarnings("NullAway") // Each kind has a name for each type.
    public String event() {
        return NAMES.get(kind).get(run().type());
    }

    /** Returns the name of the run or, for a custom event, its own. */
    public String name() {
        return source instanceof CustomEvent custom ? custom.name() : run().name();
    }

    /**
     * Returns the data of a custom event as they were emitted, and for other events a map: of {@code input} at the start,
     * {@code chunk}, {@code output} and, below the root, {@code input} at the end, {@code error} and {@code input} of an error.
     */
    public @Nullable Object data() {
        return data;
    }

    /** Returns the tags of the event. */
    public List<String> tags() {
        return source.tags();
    }

    /** Returns the metadata of the event. */
    public Map<String, @Nullable Object> metadata() {
        return source.metadata();
    }

    /** Returns the run in which it happened. */
    public Run run() {
        return source.run();
    }

    /** Returns the id of the run in which it happened. */
    public UUID runId() {
        return run().id();
    }

    /** Returns the ids of the runs that the run is part of, the root first. */
    public List<UUID> parentIds() {
        return run().parentIds();
    }

    /**
     * Returns whether it happened in the root run of the stream, which is the run that the stream was started for. That run may have a
     * parent, if the stream was started inside another run.
     */
    public boolean isRoot() {
        return root;
    }

    /**
     * Returns whether the run has ended with this event, well or not: it is of the kind {@link Kind#END} or {@link Kind#ERROR}. Only
     * custom events that come {@linkplain CustomEvent#isLate late} follow it in its run. When a run fails, the stream has such an event
     * of tools, and of other runs if {@link EventStreamOptions.Builder#errorEvents} asks for it.
     */
    public boolean isEndOfRun() {
        return kind == Kind.END || kind == Kind.ERROR;
    }

    /** Returns when it happened. */
    public Instant time() {
        return source.time();
    }

    /**
     * Returns the number of the event in its stream, counted from 1. Numbers are missing where events were dropped, by an
     * {@link EventStreamOptions.Builder#overflow} that allows it, and nowhere else.
     */
    public long sequence() {
        return sequence;
    }

    /** Returns the event as handlers see it. */
    public RunEvent source() {
        return source;
    }

    /** Returns whether it is a custom event that {@linkplain CustomEvent#matches matches}. */
    public boolean matches(EventType<?> type) {
        return source instanceof CustomEvent custom && custom.matches(type);
    }

    /**
     * Returns the payload of a custom event, or null if it has none.
     *
     * @throws IllegalArgumentException unless it is a custom event of this type; see {@link #matches}
     */
    public <T> @Nullable T payload(EventType<T> type) {
        if (source instanceof CustomEvent custom) {
            return custom.payload(type);
        }
        throw new IllegalArgumentException("The event " + event() + " of \"" + name() + "\" is no " + type
                + ". Ask matches(…) before payload(…).");
    }

    /** Returns the event as JSON on one line, as {@link #toJson(JsonCodec)} with the default codec. */
    public String toJson() {
        return toJson(JsonCodec.defaultCodec());
    }

    /**
     * Returns the event as JSON on one line, with the keys of LangChain's v2 format in LangChain's order. Data that the
     * codec cannot write become {@code {"__error__": type, "message": why}} in their place.
     */
    public String toJson(JsonCodec codec) {
        return new StreamEventJson(codec).write(this);
    }

    /** Returns the kind, the name and the data. */
    @Override
    public String toString() {
        return event() + " " + name() + " " + data;
    }
}
