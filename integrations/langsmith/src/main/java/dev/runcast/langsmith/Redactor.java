package dev.runcast.langsmith;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes what a {@link LangSmithCallbackHandler} sends, before it is sent.
 *
 * <pre>{@code
 * Redactor withoutPasswords = (part, json) -> {
 *     json.computeIfPresent("password", (key, value) -> "***");
 *     return json;
 * };
 * }</pre>
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Redactor {
    /**
     * What is sent of a run, besides its name, type, ids, times and tags.
     *
     * @since 0.1
     */
    enum Part {
        /** The input of a run: its map, or {@code {"input": …}}. */
        INPUTS,
        /** The output of a run: its map, or {@code {"output": …}}. */
        OUTPUTS,
        /** The metadata of a run. */
        METADATA,
        /** A custom event, as {@code {"name": …, "data": …}}. */
        EVENT,
        /** The error of a run with its stack trace, as {@code {"error": …}}. */
        ERROR
    }

    /**
     * Returns what to send in place of {@code json}, which may be {@code json} itself. Called on the thread of the handler. When it
     * throws, the values of the run, or of the event, are not sent.
     *
     * @param json a copy of what the program has, as JSON is read: maps, lists, strings, numbers, booleans and null. It may be changed
     */
    Map<String, @Nullable Object> redact(Part part, Map<String, @Nullable Object> json);
}
