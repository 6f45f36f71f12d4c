package dev.runcast.server.internal.langserve;

import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.server.internal.core.Runs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes events for clients. They are not shown metadata whose keys begin with two underscores, since those are the program's own,
 * and of what runs failed with no more than the server tells clients.
 */
final class EventJson {
    private static final String INTERNAL = "__";
    private static final JsonCodec CODEC = JsonCodec.defaultCodec();

    private EventJson() {}

    static String of(StreamEvent event, Runs runs) {
        String json = event.toJson();
        Object error = event.kind() == StreamEvent.Kind.ERROR && event.data() instanceof Map<?, ?> data
                ? data.get("error")
                : null;
        boolean hasInternal = event.metadata().keySet().stream().anyMatch(key -> key.startsWith(INTERNAL));
        if (error == null && !hasInternal) {
            return json;
        }
        Map<String, String> members = new LinkedHashMap<>(JsonCodec.members(json));
        Map<String, String> metadata = membersOf(members, "metadata");
        metadata.keySet().removeIf(key -> key.startsWith(INTERNAL));
        members.put("metadata", object(metadata));
        if (error instanceof Throwable failure) {
            Map<String, String> data = membersOf(members, "data");
            data.put("error", CODEC.write(runs.failure(failure).message()));
            members.put("data", object(data));
        }
        return object(members);
    }

    private static Map<String, String> membersOf(Map<String, String> object, String name) {
        return new LinkedHashMap<>(JsonCodec.members(object.getOrDefault(name, "{}")));
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> CODEC.write(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
