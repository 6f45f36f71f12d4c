package dev.runcast.server.internal.core;

import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes events for clients. They are not shown metadata whose keys begin with two underscores, since those are the program's own,
 * and of what runs failed with no more than the server tells clients.
 */
public final class EventJson {
    private static final String INTERNAL = "__";

    private EventJson() {}

    /** Returns the event in the v2 format. */
    public static String of(StreamEvent event, Runs runs) {
        String json = event.toJson();
        Object error = event.kind() == StreamEvent.Kind.ERROR && event.data() instanceof Map<?, ?> data
                ? data.get("error")
                : null;
        boolean hasInternal = event.metadata().keySet().stream().anyMatch(key -> key.startsWith(INTERNAL));
        if (error == null && !hasInternal) {
            return json;
        }
        Map<String, String> members = new LinkedHashMap<>(JsonMembers.of(json));
        Map<String, String> metadata = membersOf(members, "metadata");
        metadata.keySet().removeIf(key -> key.startsWith(INTERNAL));
        members.put("metadata", new JsonText().putAll(metadata).toString());
        if (error instanceof Throwable failure) {
            Map<String, String> data = membersOf(members, "data");
            data.put(
                    "error",
                    JsonCodec.defaultCodec().write(runs.failure(failure).message()));
            members.put("data", new JsonText().putAll(data).toString());
        }
        return new JsonText().putAll(members).toString();
    }

    /** Returns the data of a custom event, as they stand in its v2 format: with a note in the place of what cannot be written. */
    public static String data(StreamEvent event) {
        return JsonMembers.of(event.toJson()).getOrDefault("data", "null");
    }

    private static Map<String, String> membersOf(Map<String, String> object, String name) {
        return new LinkedHashMap<>(JsonMembers.of(object.getOrDefault(name, "{}")));
    }
}
