package dev.runcast.runtime.callback;

import java.util.Objects;

/**
 * How {@link CallbackHandler#inBackground} keeps events for its handler.
 *
 * @param capacity how many events may wait, 1 or more
 * @param overflow what happens to an event that comes when so many wait
 */
public record BackgroundOptions(int capacity, Overflow overflow) {
    /**
     * Creates options.
     *
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    public BackgroundOptions {
        Objects.requireNonNull(overflow, "overflow");
        if (capacity < 1) {
            throw new IllegalArgumentException("The capacity is " + capacity + ". Give it 1 or more.");
        }
    }

    /** Returns options for 1,024 events, with which the run waits when there is no room. */
    public static BackgroundOptions defaults() {
        return new BackgroundOptions(1024, Overflow.BLOCK);
    }
}
