package dev.runcast.server.internal.core;

import dev.runcast.runtime.json.JsonCodec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of JSON while it is written, of values and of what is JSON already. Not for several threads at once. */
public final class JsonText {
    private final StringBuilder json = new StringBuilder("{");

    /** Adds a member. */
    public JsonText put(String name, @Nullable Object value) {
        return putJson(name, JsonCodec.defaultCodec().write(value));
    }

    /** Adds a member whose value is JSON already. */
    public JsonText putJson(String name, String value) {
        if (json.length() > 1) {
            json.append(',');
        }
        json.append(JsonCodec.defaultCodec().write(name)).append(':').append(value);
        return this;
    }

    /** Adds members whose values are JSON already. */
    public JsonText putAll(Map<String, String> members) {
        members.forEach(this::putJson);
        return this;
    }

    /** Returns the object. */
    @Override
    public String toString() {
        return json + "}";
    }
}
