package dev.runcast.server.internal.langserve;

import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes events for clients, who are not shown metadata whose keys begin with two underscores, since those are the program's own. */
final class EventJson {
    private static final String INTERNAL = "__";

    private EventJson() {}

    static String of(StreamEvent event) {
        String json = event.toJson();
        if (event.metadata().keySet().stream().noneMatch(key -> key.startsWith(INTERNAL))) {
            return json;
        }
        Map<String, String> members = new LinkedHashMap<>(JsonCodec.members(json));
        Map<String, String> metadata = new LinkedHashMap<>(JsonCodec.members(members.getOrDefault("metadata", "{}")));
        metadata.keySet().removeIf(key -> key.startsWith(INTERNAL));
        members.put("metadata", object(metadata));
        return object(members);
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> JsonCodec.defaultCodec().write(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
