package dev.runcast.runtime.stream;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.engine.collect.Maps;
import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.StreamEvent.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of another process, read from the JSON of LangChain's {@code astream_events} v2, which {@link StreamEvent#toJson()}
 * writes. It has what is on the wire. All that it knows of the run is the id.
 *
 * <pre>{@code
 * RemoteEvent event = RemoteEvent.read(line);
 * if (event.matches(ResearchEvents.PROGRESS)) {
 *   Research.Progress progress = event.payload(ResearchEvents.PROGRESS);
 * }
 * }</pre>
 *
 * <p>Immutable, and safe for any number of threads.
 *
 * @since 0.1
 */
public final class RemoteEvent {
    private static final String NULL = "null";

    private final String json;
    private final String event;
    private final String name;
    private final UUID runId;
    private final List<UUID> parentIds;
    private final List<String> tags;
    private final Map<String, @Nullable Object> metadata;
    private final String data;
    private final boolean root;

    @SuppressWarnings("unchecked") // The keys of a JSON object are strings.
    private RemoteEvent(String json) {
        Map<String, String> members = JsonMembers.of(json);
        this.json = json;
        this.event = required("event", String.class, members);
        this.name = required("name", String.class, members);
        this.runId = required("run_id", UUID.class, members);
        UUID[] parentIds = optional("parent_ids", UUID[].class, members);
        this.parentIds = list(parentIds);
        this.root = parentIds != null && parentIds.length == 0;
        this.tags = list(optional("tags", String[].class, members));
        Map<String, @Nullable Object> metadata = optional("metadata", Map.class, members);
        this.metadata = metadata == null ? Map.of() : Maps.copy(metadata);
        this.data = members.getOrDefault("data", NULL);
    }

    /**
     * Reads an event. Keys that the format does not have are skipped. {@code tags}, {@code metadata}, {@code parent_ids} and
     * {@code data} may be missing.
     *
     * @param json a JSON object, such as a line of a stream of them, or the data of a server-sent event
     * @throws IllegalArgumentException if the text is not JSON, or not such an event, with the place of the fault
     */
    public static RemoteEvent read(String json) {
        try {
            return new RemoteEvent(json);
        } catch (IllegalArgumentException failure) {
            throw new IllegalArgumentException("This is no event in the v2 format. " + failure.getMessage(), failure);
        }
    }

    private static <T> T required(String key, Class<T> type, Map<String, String> members) {
        T value = optional(key, type, members);
        if (value == null) {
            throw new IllegalArgumentException("It has no \"" + key + "\", but " + members.keySet() + ".");
        }
        return value;
    }

    private static <T> @Nullable T optional(String key, Class<T> type, Map<String, String> members) {
        try {
            return JsonCodec.defaultCodec().read(members.getOrDefault(key, NULL), type);
        } catch (IllegalArgumentException failure) {
            throw new IllegalArgumentException("In \"" + key + "\": " + failure.getMessage(), failure);
        }
    }

    private static <T> List<T> list(T @Nullable [] array) {
        return array == null ? List.of() : Collections.unmodifiableList(Arrays.asList(array));
    }

    /** Returns what kind of event it is, such as {@code on_chain_start} or {@code on_custom_event}. */
    public String event() {
        return event;
    }

    /** Returns the name of the run or, for a custom event, its own. */
    public String name() {
        return name;
    }

    /** Returns the id of the run in which it happened. */
    public UUID runId() {
        return runId;
    }

    /** Returns the ids of the runs that the run is part of, the root first. Unmodifiable. */
    public List<UUID> parentIds() {
        return parentIds;
    }

    /**
     * Returns whether it happened in a run without parents. That is false where the JSON has no {@code parent_ids}, as that of old
     * versions of LangChain. It is false, too, for all of a stream that was started inside another run, while {@link
     * StreamEvent#isRoot} knows the stream.
     */
    public boolean isRoot() {
        return root;
    }

    /**
     * Returns whether the run has ended with this event, well or not, as {@link StreamEvent#isEndOfRun}. So do {@code on_chain_end},
     * {@code on_tool_error} and so on, also of types of runs that Runcast does not have, such as {@code on_parser_end}.
     */
    public boolean isEndOfRun() {
        return Kind.END.isNamed(event) || Kind.ERROR.isNamed(event);
    }

    /** Returns the tags of the event. Unmodifiable. */
    public List<String> tags() {
        return tags;
    }

    /** Returns the metadata of the event. Unmodifiable. */
    public Map<String, @Nullable Object> metadata() {
        return metadata;
    }

    /** Returns the data as maps, lists, strings, numbers and booleans, or null. Made anew at each call. */
    public @Nullable Object data() {
        return JsonCodec.defaultCodec().read(data, Object.class);
    }

    /**
     * Returns whether it is a custom event of this name. JSON does not tell the type of its data: {@link #payload} finds out whether
     * they are such a payload.
     */
    public boolean matches(EventType<?> type) {
        return Kind.CUSTOM.isNamed(event) && name.equals(type.name());
    }

    /**
     * Returns the payload of a custom event, read as by {@link EventType#read}, or null if it has none.
     *
     * @throws IllegalArgumentException if it is not a custom event of this name, see {@link #matches}, or if its data are not the JSON
     *     of such a payload, with the place of the fault
     */
    public <T> @Nullable T payload(EventType<T> type) {
        if (!matches(type)) {
            throw new IllegalArgumentException("The event " + event + " of \"" + name + "\" does not match " + type
                    + ". Ask matches(…) before payload(…).");
        }
        return type.read(data);
    }

    /** Returns the JSON that was read. */
    public String toJson() {
        return json;
    }

    /** Returns the kind, the name and the data. */
    @Override
    public String toString() {
        return event + " " + name + " " + data;
    }
}
