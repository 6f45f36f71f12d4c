package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.store.StoredThread;
import java.time.Instant;

/** Threads as clients see them. */
final class ThreadJson {
    private ThreadJson() {}

    static String of(StoredThread thread) {
        JsonWriter json = new JsonWriter().open('{');
        json.key("thread_id").string(thread.key().id().toString());
        json.key("created_at").string(thread.createdAt().toString());
        json.key("updated_at").string(thread.updatedAt().toString());
        json.key("metadata").json(thread.metadata());
        json.key("status").string(status(thread));
        json.key("values").json(values(thread));
        json.key("interrupts").json("{}");
        return json.close('}').toString();
    }

    /** Returns the status in the words of the clients. */
    static String status(StoredThread thread) {
        String idle = thread.hasFailed() ? "error" : "idle";
        return thread.isBusy() ? "busy" : idle;
    }

    /** Returns what the last run left, an object of JSON. */
    static String values(StoredThread thread) {
        return thread.state() == null ? "{}" : thread.state().values();
    }

    static Instant stateUpdatedAt(StoredThread thread) {
        return thread.state() == null ? thread.createdAt() : thread.state().createdAt();
    }
}
