package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.store.ThreadState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The states of threads as clients see them. The checkpoint of a state has the id of the run that left it. */
final class StateJson {
    private StateJson() {}

    /** Returns the metadata that clients see: those of the run, and which run it was. */
    static String metadata(ThreadState state) {
        Map<String, String> members = new LinkedHashMap<>(JsonMembers.of(state.metadata()));
        members.put("run_id", quoted(state.run().toString()));
        members.put("assistant_id", quoted(state.runnable()));
        return new JsonWriter().object(members).toString();
    }

    private static String quoted(String text) {
        return new JsonWriter().string(text).toString();
    }

    /** Returns the state of a thread, also while there is none. */
    static String of(UUID threadId, @Nullable ThreadState state, @Nullable ThreadState before) {
        JsonWriter json = new JsonWriter().open('{');
        json.key("values").json(state == null ? "{}" : state.values());
        json.key("next").json("[]");
        json.key("checkpoint").json(checkpoint(threadId, state));
        json.key("metadata").json(state == null ? "{}" : metadata(state));
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
        json.key("checkpoint_id").string(state == null ? null : state.run().toString());
        return json.close('}').toString();
    }
}
