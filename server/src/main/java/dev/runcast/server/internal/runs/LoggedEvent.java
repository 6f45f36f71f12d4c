package dev.runcast.server.internal.runs;

import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.json.JsonCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event in the log of a run: one in the v2 format, whose kind is the first member, with the time when it happened as the last one. No
 * more of it is read than is asked for.
 */
public final class LoggedEvent {
    private static final String KIND = "{\"event\":\"on_";
    private static final String TIME = ",\"time\":";

    private final String json;
    private final String kind;
    private @Nullable Map<String, String> members;

    LoggedEvent(String json) {
        this.json = json;
        this.kind = json.substring(KIND.length(), json.indexOf('"', KIND.length()));
    }

    /**
     * Returns the JSON that is kept of an event.
     *
     * @param json the event in the v2 format
     */
    static String json(String json, Instant time) {
        return json.substring(0, json.length() - 1) + TIME + time.toEpochMilli() + "}";
    }

    /** Returns the JSON that is kept: the event in the v2 format, and {@code time}, in milliseconds since 1970. */
    public String json() {
        return json;
    }

    /** Returns the event in the v2 format. */
    public String v2() {
        int digits = json.length() - 1;
        while (digits > 0 && Character.isDigit(json.charAt(digits - 1))) {
            digits--;
        }
        int time = digits - TIME.length();
        return json.startsWith(TIME, time) ? json.substring(0, time) + "}" : json;
    }

    /** Returns when it happened, in milliseconds since 1970. */
    public long time() {
        return Long.parseLong(json("time"));
    }

    /** Returns the tags of the run. */
    public List<String> tags() {
        String[] tags = JsonCodec.defaultCodec().read(json("tags"), String[].class);
        return tags == null ? List.of() : List.of(tags);
    }

    public boolean isCustom() {
        return kind.equals("custom_event");
    }

    public boolean isStart() {
        return kind.endsWith("_start");
    }

    public boolean isEnd() {
        return kind.endsWith("_end");
    }

    public boolean isEndOfRun() {
        return isEnd() || kind.endsWith("_error");
    }

    /** Returns whether streams have it that do not ask for errors. */
    public boolean isInV2() {
        return !kind.endsWith("_error") || kind.equals("tool_error");
    }

    /** Returns whether it is a chunk of what the run makes. */
    public boolean isChunk() {
        return kind.endsWith("_stream");
    }

    /** Returns whether the run has failed with it. */
    public boolean isError() {
        return kind.endsWith("_error");
    }

    /** Returns the type of the run, as on the wire. Of a custom event it is not known. */
    public String runType() {
        return kind.substring(0, Math.max(0, kind.lastIndexOf('_')));
    }

    public boolean isOfChatModel(String kindOfEvent) {
        return kind.equals("chat_model_" + kindOfEvent);
    }

    public String name() {
        return text("name");
    }

    public UUID runId() {
        return UUID.fromString(text("run_id"));
    }

    /** Returns how many runs the run is below. */
    public int depth() {
        return parentIds().length;
    }

    /** Returns the ids of the runs that the run is below, the root first. */
    public UUID[] parentIds() {
        UUID[] ids = JsonCodec.defaultCodec().read(json("parent_ids"), UUID[].class);
        return ids == null ? new UUID[0] : ids;
    }

    /** Returns a member as JSON. */
    public String json(String member) {
        Map<String, String> read = members;
        if (read == null) {
            read = JsonMembers.of(json);
            members = read;
        }
        return read.getOrDefault(member, "null");
    }

    /** Returns a member of the metadata as JSON. */
    public String metadata(String member) {
        return JsonMembers.of(json("metadata")).getOrDefault(member, "null");
    }

    /** Returns a member of the data as JSON. */
    public String data(String member) {
        return findData(member).orElse("null");
    }

    /** Returns a member of the data as JSON, or nothing if there is none. */
    public Optional<String> findData(String member) {
        return Optional.ofNullable(JsonMembers.of(json("data")).get(member));
    }

    private String text(String member) {
        return String.valueOf(JsonCodec.defaultCodec().read(json(member), String.class));
    }
}
