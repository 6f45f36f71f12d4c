package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.json.JsonCodec;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event in the v2 format, of which no more is read than is asked for. Its kind is its first member. */
final class WireEvent {
    private static final String KIND = "{\"event\":\"on_";

    private final String json;
    private final String kind;
    private @Nullable Map<String, String> members;

    WireEvent(String json) {
        this.json = json;
        this.kind = json.substring(KIND.length(), json.indexOf('"', KIND.length()));
    }

    boolean isCustom() {
        return kind.equals("custom_event");
    }

    boolean isStart() {
        return kind.endsWith("_start");
    }

    boolean isEnd() {
        return kind.endsWith("_end");
    }

    boolean isEndOfRun() {
        return isEnd() || kind.endsWith("_error");
    }

    /** Returns whether streams have it that do not ask for errors. */
    boolean isInV2() {
        return !kind.endsWith("_error") || kind.equals("tool_error");
    }

    boolean isOfChatModel(String kindOfEvent) {
        return kind.equals("chat_model_" + kindOfEvent);
    }

    String name() {
        return text("name");
    }

    UUID runId() {
        return UUID.fromString(text("run_id"));
    }

    /** Returns how many runs the run is below. */
    int depth() {
        return parentIds().length;
    }

    /** Returns the ids of the runs that the run is below, the root first. */
    UUID[] parentIds() {
        UUID[] ids = JsonCodec.defaultCodec().read(json("parent_ids"), UUID[].class);
        return ids == null ? new UUID[0] : ids;
    }

    /** Returns a member as JSON. */
    String json(String member) {
        Map<String, String> read = members;
        if (read == null) {
            read = JsonMembers.of(json);
            members = read;
        }
        return read.getOrDefault(member, "null");
    }

    /** Returns a member of the metadata as JSON. */
    String metadata(String member) {
        return JsonMembers.of(json("metadata")).getOrDefault(member, "null");
    }

    /** Returns a member of the data as JSON. */
    String data(String member) {
        return JsonMembers.of(json("data")).getOrDefault(member, "null");
    }

    private String text(String member) {
        return String.valueOf(JsonCodec.defaultCodec().read(json(member), String.class));
    }
}
