package dev.runcast.runtime.stream;

import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.StreamEvent.Kind;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the v2 envelope itself, and what the program put into it by the codec. */
final class StreamEventJson {
    private final JsonCodec codec;
    private final StringBuilder json = new StringBuilder(256);

    StreamEventJson(JsonCodec codec) {
        this.codec = codec;
    }

    String write(StreamEvent event) {
        string("{\"event\":", event.event());
        // The order of the keys is the reference's: it makes these events in three places.
        switch (event.kind()) {
            case START -> {
                data(event);
                string(",\"name\":", event.name());
                tags(event.tags());
                string(",\"run_id\":", event.runId().toString());
                metadata(event.metadata());
            }
            case END, ERROR -> {
                data(event);
                string(",\"run_id\":", event.runId().toString());
                string(",\"name\":", event.name());
                tags(event.tags());
                metadata(event.metadata());
            }
            case STREAM, CUSTOM -> {
                string(",\"run_id\":", event.runId().toString());
                string(",\"name\":", event.name());
                tags(event.tags());
                metadata(event.metadata());
                data(event);
            }
        }
        parentIds(event.parentIds());
        return json.append('}').toString();
    }

    private void data(StreamEvent event) {
        json.append(",\"data\":");
        if (event.kind() == Kind.CUSTOM) {
            value(event.data());
        } else {
            entries((Map<?, ?>) event.data());
        }
    }

    private void metadata(Map<String, @Nullable Object> metadata) {
        json.append(",\"metadata\":");
        entries(metadata);
    }

    /** Writes each value on its own, so that one that cannot be written spoils nothing else. */
    private void entries(@Nullable Map<?, ?> map) {
        json.append('{');
        if (map != null) {
            String separator = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.append(separator);
                quoted(String.valueOf(entry.getKey()));
                json.append(':');
                value(entry.getValue());
                separator = ",";
            }
        }
        json.append('}');
    }

    private void value(@Nullable Object value) {
        String written;
        try {
            written = codec.write(value instanceof Throwable error ? error.toString() : value);
        } catch (RuntimeException failure) {
            Map<String, Object> note = new LinkedHashMap<>();
            note.put("__error__", failure.getClass().getSimpleName());
            note.put("message", String.valueOf(failure.getMessage()));
            written = codec.write(note);
        }
        json.append(written);
    }

    private void tags(List<String> tags) {
        json.append(",\"tags\":[");
        for (Iterator<String> each = tags.iterator(); each.hasNext(); ) {
            quoted(each.next());
            if (each.hasNext()) {
                json.append(',');
            }
        }
        json.append(']');
    }

    private void parentIds(List<UUID> ids) {
        json.append(",\"parent_ids\":[");
        for (Iterator<UUID> each = ids.iterator(); each.hasNext(); ) {
            quoted(each.next().toString());
            if (each.hasNext()) {
                json.append(',');
            }
        }
        json.append(']');
    }

    private void string(String key, String value) {
        json.append(key);
        quoted(value);
    }

    private void quoted(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                default -> {
                    if (c < ' ') {
                        json.append(String.format("\\u%04X", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
