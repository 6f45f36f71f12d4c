package dev.runcast.server.internal.core;

import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes for clients what is the program's: values by the codec of the server, and events. Clients are not shown metadata whose keys
 * begin with two underscores, since those are the program's own, and of what runs failed with no more than the server tells clients.
 */
public final class ProgramJson {
    private static final String INTERNAL = "__";

    private final @Nullable JsonCodec codec;
    private final Runs runs;

    /**
     * Creates a writer.
     *
     * @param codec writes values and events; null for the default codec, and for events that of the run's config
     * @param runs says what clients are told of failures
     */
    public ProgramJson(@Nullable JsonCodec codec, Runs runs) {
        this.codec = codec;
        this.runs = runs;
    }

    /**
     * Returns a value as JSON.
     *
     * @throws IllegalArgumentException if it cannot be written
     */
    public String value(@Nullable Object value) {
        return codec().write(value);
    }

    private JsonCodec codec() {
        return codec == null ? JsonCodec.defaultCodec() : codec;
    }

    /** Returns the event in the v2 format. */
    public String event(StreamEvent event) {
        String json = raw(event);
        Object error = event.kind() == StreamEvent.Kind.ERROR && event.data() instanceof Map<?, ?> data
                ? data.get("error")
                : null;
        if (error == null && !hasInternal(event.metadata())) {
            return json;
        }
        Map<String, String> members = new LinkedHashMap<>(JsonMembers.of(json));
        Map<String, String> metadata = membersOf(members, "metadata");
        metadata.keySet().removeIf(ProgramJson::isInternal);
        members.put("metadata", new JsonWriter().object(metadata).toString());
        if (error instanceof Throwable failure) {
            Map<String, String> data = membersOf(members, "data");
            data.put(
                    "error",
                    new JsonWriter().string(runs.failure(failure).message()).toString());
            members.put("data", new JsonWriter().object(data).toString());
        }
        return new JsonWriter().object(members).toString();
    }

    private static boolean hasInternal(Map<String, ?> metadata) {
        for (String key : metadata.keySet()) { // no stream: it is asked of every event
            if (isInternal(key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInternal(String key) {
        return key.startsWith(INTERNAL);
    }

    private String raw(StreamEvent event) {
        return codec == null ? event.toJson() : event.toJson(codec);
    }

    private static Map<String, String> membersOf(Map<String, String> object, String name) {
        return new LinkedHashMap<>(JsonMembers.of(object.getOrDefault(name, "{}")));
    }
}
