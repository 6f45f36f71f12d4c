package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.core.KeptBytes;
import dev.runcast.server.internal.core.Mount;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run that succeeded left in its thread. Its checkpoint has the id of the run. Immutable.
 *
 * @param mount what was run
 * @param metadata of the run, an object of JSON
 * @param values what it made, an object of JSON
 */
record ThreadState(Mount mount, UUID runId, String metadata, String values, Instant createdAt) {
    long bytes() {
        return KeptBytes.of(metadata, values);
    }

    /** Returns the metadata that clients see: those of the run, and which run it was. */
    String shownMetadata() {
        Map<String, String> members = new LinkedHashMap<>(JsonMembers.of(metadata));
        members.put("run_id", quoted(runId.toString()));
        members.put("assistant_id", quoted(mount.name()));
        return new JsonWriter().object(members).toString();
    }

    private static String quoted(String text) {
        return new JsonWriter().string(text).toString();
    }

    /** Returns the state of a thread as clients see it, also while there is none. */
    static String json(UUID threadId, @Nullable ThreadState state, @Nullable ThreadState before) {
        JsonWriter json = new JsonWriter().open('{');
        json.key("values").json(state == null ? "{}" : state.values());
        json.key("next").json("[]");
        json.key("checkpoint").json(checkpoint(threadId, state));
        json.key("metadata").json(state == null ? "{}" : state.shownMetadata());
        json.key("created_at").string(state == null ? null : state.createdAt().toString());
        json.key("parent_checkpoint").json(before == null ? "null" : checkpoint(threadId, before));
        json.key("tasks").json("[]");
        json.key("interrupts").json("[]");
        return json.close('}').toString();
    }

    private static String checkpoint(UUID threadId, @Nullable ThreadState state) {
        JsonWriter json = new JsonWriter().open('{');
        json.key("thread_id").string(threadId.toString());
        json.key("checkpoint_ns").string("");
        json.key("checkpoint_id").string(state == null ? null : state.runId().toString());
        return json.close('}').toString();
    }
}
