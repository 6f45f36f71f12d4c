package dev.runcast.runtime.json;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into JSON and back. Implementations are safe for several threads at once.
 *
 * <p>To write a value must not change it: observers write what the program goes on to use. The default codec does not read iterators,
 * streams, readers, publishers and the like, nor whatever has to be closed, and writes a note where a value has one as a part.
 *
 * @since 0.1
 */
public interface JsonCodec {
    /** How many characters the JSON of a value has at most that {@link #defaultCodec()} writes: {@value}. */
    int DEFAULT_LIMIT = 16 * 1024 * 1024;

    /**
     * Returns the value as JSON on one line.
     *
     * <p>The default codec does not read a value that it could change or use up by that: an {@link java.util.Iterator}, an {@link
     * java.util.Enumeration}, a {@link java.util.Spliterator}, a {@link java.util.stream.Stream}, an {@link Iterable} that is neither
     * a collection nor has properties, a publisher, a supplier of numbers, whatever is {@link AutoCloseable} and no record, such as a
     * reader, a channel or a connection, and objects that stand for a database or a request. It refuses such a value. Where one is a
     * part of another value, the JSON has {@code {"__error__": type, "message": why}} in its place. A class that says by
     * {@code @JsonValue} or {@code @JsonSerialize} what its JSON is, is written so.
     *
     * @throws IllegalArgumentException if the value cannot be written or is too long, with the reason as its message and cause
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

    /**
     * Returns the value that the JSON stands for, as {@link #read(String, Type)}.
     *
     * @param type what to make of it; of a generic class, such as {@code List.class}, the elements are maps, lists, strings, numbers
     *     and booleans
     * @return the value, or null for the JSON {@code null}
     * @throws IllegalArgumentException if it is no JSON or does not fit the type, with the reason as its message and cause
     */
    @SuppressWarnings("unchecked") // A primitive type is read as its box, and a cast to it would fail.
    default <T> @Nullable T read(String json, Class<T> type) {
        Object value = read(json, (Type) type);
        return type.isPrimitive() ? (T) value : type.cast(value);
    }

    /**
     * Returns the codec that is used where no other is named. It is Jackson, with properties in the order of their declaration, and
     * writes no value that is longer than {@link #DEFAULT_LIMIT}.
     */
    static JsonCodec defaultCodec() {
        return JacksonCodec.DEFAULT;
    }

    /**
     * Returns a codec as the default one with another limit to what it writes. It stops at the limit, so that a huge value takes no
     * more memory than that.
     *
     * @param characters how many characters the JSON of a value may have, 1 or more
     * @throws IllegalArgumentException if {@code characters} is less than 1
     */
    static JsonCodec limitedTo(int characters) {
        if (characters < 1) {
            throw new IllegalArgumentException("The limit is " + characters + " characters. Give it 1 or more.");
        }
        return JacksonCodec.DEFAULT.withLimit(characters);
    }
}
