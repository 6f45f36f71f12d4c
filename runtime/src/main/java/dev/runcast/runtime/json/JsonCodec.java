package dev.runcast.runtime.json;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into JSON and back. Implementations are safe for several threads at once.
 *
 * <p>Writing a value must not change it, since observers write what the program goes on to use.
 *
 * @since 0.1
 */
public interface JsonCodec {
    /** How many characters the JSON of a value has at most that {@link #defaultCodec()} writes: {@value}. */
    int DEFAULT_LIMIT = 16 * 1024 * 1024;

    /**
     * Returns the value as JSON on one line.
     *
     * <p>The default codec writes constants of enums by their names, and {@code NaN} and infinite numbers as {@code "NaN"},
     * {@code "Infinity"} and {@code "-Infinity"}. It reads both so, too.
     *
     * <p>The default codec refuses a value if reading could change it or use it up:
     *
     * <ul>
     *   <li>iterators, enumerations, spliterators, streams and publishers;
     *   <li>an {@link Iterable}, unless it is a collection or has properties;
     *   <li>suppliers of numbers and booleans, such as an {@link java.util.function.IntSupplier};
     *   <li>an {@link AutoCloseable}, unless it is a record: readers, channels, connections;
     *   <li>what stands for a database, a connection or a request: the interfaces of {@code java.sql}, {@code javax.sql} and
     *       {@code jakarta.servlet}.
     * </ul>
     *
     * <p>Where such a value is a part of another one, {@code {"__error__": type, "message": why}} stands in its place, and getters that
     * return such a value are not called. A class that says by {@code @JsonValue} or {@code @JsonSerialize} what its JSON is, is
     * written so.
     *
     * @throws IllegalArgumentException if the value cannot be written or is too long, with the reason as its message and cause
     */
    String write(@Nullable Object value);

    /**
     * Returns the value that the JSON stands for.
     *
     * <p>The default codec changes no number: 1.5 is no {@code int}, and 1e999 no {@code double}. It passes over members that a class
     * does not have.
     *
     * @param type what to make of it, such as {@code Progress.class}; {@code Object.class} gives maps, lists, strings, numbers
     *     and booleans
     * @throws IllegalArgumentException if the text is not JSON or does not fit the type, with the reason as its message and cause
     */
    @Nullable
    Object read(String json, Type type);

    /**
     * Returns the value that the JSON stands for, as {@link #read(String, Type)}.
     *
     * @param type what to make of it; of a generic class, such as {@code List.class}, the elements are maps, lists, strings, numbers
     *     and booleans
     * @return the value, or null for the JSON {@code null}
     * @throws IllegalArgumentException if the text is not JSON or does not fit the type, with the reason as its message and cause
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
