package dev.runcast.runtime.engine.stream;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of envelopes that say in which run an event happened. For the events of a run that follow each other in a stream they are
 * the same, and are written once.
 */
final class RunMembers {
    private volatile @Nullable Known last;

    /** Returns the members as JSON, with metadata as the codec writes them. */
    String of(StreamEvent event, JsonCodec codec) {
        String runId = ActiveRun.idJson(event.run());
        String name = event.name();
        List<String> tags = event.tags();
        Map<String, @Nullable Object> metadata = event.metadata();
        if (codec != JsonCodec.defaultCodec()) {
            return written(runId, name, tags, metadata, codec);
        }
        Known known = last;
        if (known == null || !known.isOf(runId, name, tags, metadata)) {
            known = new Known(runId, name, tags, metadata, written(runId, name, tags, metadata, codec));
            if (isConstant(metadata)) {
                last = known;
            }
        }
        return known.json;
    }

    private static String written(
            String runId, String name, List<String> tags, Map<String, @Nullable Object> metadata, JsonCodec codec) {
        JsonWriter json = new JsonWriter(codec);
        json.key("run_id").json(runId).key("name").string(name);
        return json.key("tags").strings(tags).key("metadata").entries(metadata).toString();
    }

    /** Other values may change from event to event. */
    private static boolean isConstant(Map<String, @Nullable Object> metadata) {
        return metadata.values().stream()
                .allMatch(value -> value == null
                        || value instanceof String
                        || value instanceof Boolean
                        || value instanceof Integer
                        || value instanceof Long);
    }

    /** What was written last. What runs hand to their events is unmodifiable, and always the same. */
    private record Known(
            String runId, String name, List<String> tags, Map<String, @Nullable Object> metadata, String json) {
        boolean isOf(String runId, String name, List<String> tags, Map<String, @Nullable Object> metadata) {
            return this.runId.equals(runId) && this.name.equals(name) && this.tags == tags && this.metadata == metadata;
        }
    }
}
