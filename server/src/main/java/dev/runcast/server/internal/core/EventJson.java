package dev.runcast.server.internal.core;

import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes events for clients, who are not shown metadata whose keys begin with two underscores, since those are the program's own. */
public final class EventJson {
    private static final String INTERNAL = "__";

    private EventJson() {}

    /** Returns the event in the v2 format. */
    public static String of(StreamEvent event) {
        String json = event.toJson();
        if (event.metadata().keySet().stream().noneMatch(key -> key.startsWith(INTERNAL))) {
            return json;
        }
        Map<String, String> members = new LinkedHashMap<>(JsonCodec.members(json));
        Map<String, String> metadata = new LinkedHashMap<>(JsonCodec.members(members.getOrDefault("metadata", "{}")));
        metadata.keySet().removeIf(key -> key.startsWith(INTERNAL));
        members.put("metadata", new JsonText().putAll(metadata).toString());
        return new JsonText().putAll(members).toString();
    }

    /** Returns the data of the event, as they stand in its v2 format: with a note in the place of what cannot be written. */
    public static String data(StreamEvent event) {
        return JsonCodec.members(event.toJson()).getOrDefault("data", "null");
    }
}
