package dev.runcast.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of a stream as a client takes it in. What is missing is null. */
record SseFrame(
        @Nullable String id,
        @Nullable String event,
        @Nullable String data) {

    /** Returns the frames that are complete. */
    static List<SseFrame> parse(String text) {
        List<SseFrame> frames = new ArrayList<>();
        int end = text.lastIndexOf("\n\n");
        if (end < 0) {
            return frames;
        }
        for (String block : text.substring(0, end).split("\n\n")) {
            String id = null;
            String event = null;
            String data = null;
            for (String line : block.split("\n")) {
                String value = line.substring(line.indexOf(':') + 1).strip();
                if (line.startsWith("id:")) {
                    id = value;
                } else if (line.startsWith("event:")) {
                    event = value;
                } else if (line.startsWith("data:")) {
                    data = data == null ? value : data + "\n" + value;
                }
            }
            frames.add(new SseFrame(id, event, data));
        }
        return frames;
    }
}
