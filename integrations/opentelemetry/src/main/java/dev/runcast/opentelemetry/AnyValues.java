package dev.runcast.opentelemetry;

import dev.runcast.runtime.json.JsonCodec;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes OpenTelemetry's values of what programs emit, take and return, by way of JSON. */
final class AnyValues {
    /** How many characters the JSON of a value has at most: what is longer would not get through to many receivers. */
    static final int LIMIT = 64 * 1024;

    private static final JsonCodec JSON = JsonCodec.limitedTo(LIMIT);

    private AnyValues() {}

    /** Returns the value, in structure, or a note that says why that cannot be. Members that are null are left out. */
    static Value<?> of(@Nullable Object value) {
        return ofJson(json(value));
    }

    /**
     * Puts a value among attributes, or a note that says why that cannot be. Attributes of spans have no structure: objects, and arrays of
     * anything but strings, are JSON.
     */
    static void put(AttributesBuilder attributes, String name, @Nullable Object value) {
        Object json = json(value);
        if (json instanceof Boolean bool) {
            attributes.put(name, bool);
        } else if (json instanceof Integer || json instanceof Long) {
            attributes.put(name, ((Number) json).longValue());
        } else if (json instanceof Double number) {
            attributes.put(name, number);
        } else if (json instanceof List<?> array && array.stream().allMatch(String.class::isInstance)) {
            attributes.put(name, array.toArray(String[]::new));
        } else {
            attributes.put(name, text(json));
        }
    }

    private static String text(@Nullable Object json) {
        return json instanceof Map<?, ?> || json instanceof List<?> || json == null
                ? JSON.write(json)
                : json.toString(); // a string, or an integer that is too large for a number there
    }

    private static @Nullable Object json(@Nullable Object value) {
        try {
            return JSON.read(JSON.write(value instanceof Throwable error ? error.toString() : value), Object.class);
        } catch (VirtualMachineError trouble) {
            throw trouble;
        } catch (Throwable unwritable) { // Whatever methods of the program throw is no reason to lose the event.
            Map<String, @Nullable Object> note = new LinkedHashMap<>();
            note.put("__error__", unwritable.getClass().getSimpleName());
            note.put("message", unwritable.getMessage());
            return note;
        }
    }

    private static Value<?> ofJson(@Nullable Object json) {
        if (json instanceof Map<?, ?> object) {
            Map<String, Value<?>> values = new LinkedHashMap<>();
            object.forEach((key, value) -> {
                if (value != null) {
                    values.put((String) key, ofJson(value));
                }
            });
            return Value.of(values);
        } else if (json instanceof List<?> array) {
            return Value.of(array.stream().<Value<?>>map(AnyValues::ofJson).toList());
        } else if (json instanceof Boolean bool) {
            return Value.of(bool);
        } else if (json instanceof Integer || json instanceof Long) {
            return Value.of(((Number) json).longValue());
        } else if (json instanceof Double number) {
            return Value.of(number);
        } else {
            return Value.of(text(json)); // of null, too, which has no value in older versions
        }
    }
}
