package dev.runcast.runtime.json;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Turns values into JSON and back. Implementations are safe for several threads at once. */
public interface JsonCodec {
    /**
     * Returns the value as JSON on one line.
     *
     * @throws IllegalArgumentException if the value cannot be written, with the reason as its message and cause
     */
    String write(@Nullable Object value);

    /**
     * Returns the value that the JSON stands for.
     *
     * @param type what to make of it, such as {@code Progress.class}; {@code Object.class} gives maps, lists, strings, numbers
     *     and booleans
     * @throws IllegalArgumentException if it is no JSON or does not fit the type, with the reason as its message and cause
     */
    @Nullable
    Object read(String json, Type type);

    /** Returns the codec that is used where no other is named. It is Jackson, with properties in the order of their declaration. */
    static JsonCodec defaultCodec() {
        return JacksonCodec.DEFAULT;
    }
}
