package dev.runcast.examples.guide;

import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.json.JsonCodec;

/** Says what was received in the words of the guide. */
final class ReceivedEvents {
    private ReceivedEvents() {}

    static String describe(CustomEvent event) {
        JsonCodec json = JsonCodec.defaultCodec();
        return "Received event " + event.name()
                + " with data: " + json.write(event.data())
                + ", with tags: " + json.write(event.tags())
                + ", with metadata: " + json.write(event.metadata())
                + " and run_id: " + event.run().id();
    }
}
