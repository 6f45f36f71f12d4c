package dev.runcast.server.internal.runs;

import org.jspecify.annotations.Nullable;

/**
 * An event of a stream as it is sent, of which each part may be missing. Immutable.
 *
 * @param id where it is in the stream, null if clients cannot ask for what comes after it
 * @param event what kind of event it is, such as {@code custom} or {@code error}
 * @param data JSON
 */
public record Frame(
        @Nullable String id,
        @Nullable String event,
        @Nullable String data) {
    /** Returns a frame that has no more than data. */
    public static Frame of(String data) {
        return new Frame(null, null, data);
    }

    /** Returns a frame without an id. */
    public static Frame of(String event, @Nullable String data) {
        return new Frame(null, event, data);
    }
}
