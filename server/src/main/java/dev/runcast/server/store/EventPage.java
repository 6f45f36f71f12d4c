package dev.runcast.server.store;

import java.util.List;

/**
 * Events of a run, one after the other. Immutable.
 *
 * @param first the number of the first one
 * @param events objects of JSON, in the v2 format with {@code time} as the last member
 * @param isLast whether the run has ended, and no event follows
 * @since 0.1
 */
public record EventPage(long first, List<String> events, boolean isLast) {
    /** After how many characters a page ends. The event that exceeds this is on it. */
    public static final int MAX_SIZE = 64 * 1024;

    /** Copies the list. */
    public EventPage {
        events = List.copyOf(events);
    }
}
