package dev.runcast.runtime.engine.stream;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.Map;

/** Writes the v2 envelope itself, and what the program put into it by the codec. */
final class StreamEventJson {
    private final JsonCodec codec;
    private final RunMembers runMembers;
    private final JsonWriter json;

    StreamEventJson(JsonCodec codec, RunMembers runMembers) {
        this.codec = codec;
        this.runMembers = runMembers;
        this.json = new JsonWriter(codec);
    }

    String write(StreamEvent event) {
        json.open('{').key("event").string(event.event());
        // The order of the keys is LangChain's, which makes these events in four places.
        switch (event.kind()) {
            case START -> {
                data(event);
                name(event);
                tags(event);
                runId(event);
                metadata(event);
            }
            case END, ERROR -> dataFirst(event);
            case STREAM -> {
                if (event.run().type() == RunType.CHAT_MODEL) {
                    dataFirst(event);
                } else {
                    dataLast(event);
                }
            }
            case CUSTOM -> dataLast(event);
        }
        return json.key("parent_ids")
                .json(ActiveRun.parentIdsJson(event.run()))
                .close('}')
                .toString();
    }

    private void dataFirst(StreamEvent event) {
        data(event);
        json.json(runMembers.of(event, codec));
    }

    private void dataLast(StreamEvent event) {
        json.json(runMembers.of(event, codec));
        data(event);
    }

    private void data(StreamEvent event) {
        json.key("data");
        if (event.source() instanceof CustomEvent custom) {
            json.data(custom);
        } else if (event.data() instanceof Map<?, ?> data) {
            json.entries(data);
        }
    }

    private void name(StreamEvent event) {
        json.key("name").string(event.name());
    }

    private void runId(StreamEvent event) {
        json.key("run_id").json(ActiveRun.idJson(event.run()));
    }

    private void tags(StreamEvent event) {
        json.key("tags").strings(event.tags());
    }

    private void metadata(StreamEvent event) {
        json.key("metadata").entries(event.metadata());
    }
}
