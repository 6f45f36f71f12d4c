package dev.runcast.server.internal.agui;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.runs.LoggedEvent;

/** Begins events of AG-UI. */
final class EventJson {
    private EventJson() {}

    /** Begins an event. */
    static JsonWriter of(String type) {
        return new JsonWriter().open('{').key("type").string(type);
    }

    /** Begins an event that says in which run it happened, for which the protocol has no other place than the metadata. */
    static JsonWriter of(String type, LoggedEvent event) {
        JsonWriter begun = of(type).key("timestamp").number(event.time());
        begun.key("metadata").open('{');
        begun.key("run_id").json(event.json("run_id"));
        begun.key("parent_ids").json(event.json("parent_ids"));
        return begun.close('}');
    }
}
