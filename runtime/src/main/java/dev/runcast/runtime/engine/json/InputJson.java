package dev.runcast.runtime.engine.json;

import dev.runcast.runtime.engine.json.spi.InputReader;
import dev.runcast.runtime.json.JsonCodec;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what strangers send: to the letter, and with faults in their terms. Faults of the program, such as a type that no JSON can be read
 * as, are thrown as they are.
 */
public final class InputJson {
    private InputJson() {}

    /**
     * Returns the value that the JSON stands for. The codecs of Runcast read it strictly, others as they do.
     *
     * @throws InputFault if the text is not JSON or does not fit the type
     */
    public static @Nullable Object read(JsonCodec codec, String json, Type type) {
        return told(
                json,
                () -> codec instanceof InputReader strict ? strict.readInput(json, type) : codec.read(json, type));
    }

    /**
     * Returns the value that the JSON stands for, where other forms of it are as good: {@code "5"} for a number, and members that the type
     * does not know. No number is changed.
     *
     * @throws InputFault if the text is not JSON or does not fit the type
     */
    public static @Nullable Object readLeniently(String json, Type type) {
        return told(json, () -> JsonCodec.defaultCodec().read(json, type));
    }

    /**
     * Returns the members of a JSON object, as {@link JsonMembers#of}.
     *
     * @throws InputFault if the text is not a JSON object
     */
    public static Map<String, String> members(String json) {
        return told(json, () -> JsonMembers.of(json));
    }

    /**
     * Returns the elements of a JSON list, as {@link JsonMembers#elements}.
     *
     * @throws InputFault if the text is not a JSON list
     */
    public static List<String> elements(String json) {
        return told(json, () -> JsonMembers.elements(json));
    }

    private static <T extends @Nullable Object> T told(String json, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException failure) {
            throw ((InputReader) JsonCodec.defaultCodec()).fault(json, failure);
        }
    }
}
