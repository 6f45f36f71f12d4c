package dev.runcast.opentelemetry;

import dev.runcast.runtime.json.JsonCodec;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a program emits, takes or returns, read once by way of JSON, or a note that says why that cannot be.
 *
 * @param json a map, list, string, number, boolean or null
 */
record JsonValue(@Nullable Object json) {
    /** How many characters the JSON of a value has at most: what is longer would not get through to many receivers. */
    static final int LIMIT = 64 * 1024;

    private static final JsonCodec JSON = JsonCodec.limitedTo(LIMIT);

    static JsonValue of(@Nullable Object value) {
        try {
            return new JsonValue(
                    JSON.read(JSON.write(value instanceof Throwable error ? error.toString() : value), Object.class));
        } catch (VirtualMachineError trouble) {
            throw trouble;
        } catch (Throwable unwritable) { // Whatever methods of the program throw is no reason to lose the event.
            Map<String, @Nullable Object> note = new LinkedHashMap<>();
            note.put("__error__", unwritable.getClass().getSimpleName());
            note.put("message", unwritable.getMessage());
            return new JsonValue(note);
        }
    }

    /** Returns whether the value has members, so that its text is JSON. */
    boolean isStructure() {
        return json instanceof Map<?, ?> || json instanceof List<?>;
    }

    /** Returns the JSON of an object, of an array and of null. Returns strings as they are. */
    String text() {
        return isStructure() || json == null
                ? JSON.write(json)
                : json.toString(); // a string, or an integer that is too large for a number of OpenTelemetry
    }

    /** Returns the value in structure. Members that are null are left out. */
    Value<?> structured() {
        if (json instanceof Map<?, ?> object) {
            Map<String, Value<?>> values = new LinkedHashMap<>();
            object.forEach((key, value) -> {
                if (value != null) {
                    values.put((String) key, new JsonValue(value).structured());
                }
            });
            return Value.of(values);
        } else if (json instanceof List<?> array) {
            return Value.of(array.stream()
                    .<Value<?>>map(value -> new JsonValue(value).structured())
                    .toList());
        } else if (json instanceof Boolean bool) {
            return Value.of(bool);
        } else if (json instanceof Integer || json instanceof Long) {
            return Value.of(((Number) json).longValue());
        } else if (json instanceof Double number) {
            return Value.of(number);
        } else {
            return Value.of(text()); // of null, too, which has no value in older versions
        }
    }

    /** Puts the value among attributes, which have no structure: objects, and arrays of anything but strings, are JSON. */
    void putInto(AttributesBuilder attributes, String name) {
        if (json instanceof Boolean bool) {
            attributes.put(name, bool);
        } else if (json instanceof Integer || json instanceof Long) {
            attributes.put(name, ((Number) json).longValue());
        } else if (json instanceof Double number) {
            attributes.put(name, number);
        } else if (json instanceof List<?> array && array.stream().allMatch(String.class::isInstance)) {
            attributes.put(name, array.toArray(String[]::new));
        } else {
            attributes.put(name, text());
        }
    }
}
