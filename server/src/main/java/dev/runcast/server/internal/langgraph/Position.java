package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.HttpError;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the stream of a run: which event, and which of the frames that can be made of it. It is the same in all stream modes, and on
 * all servers. Its text is the id of a frame, such as {@code 12-0}. Immutable.
 *
 * @param event the number of the event, 0 before the first one
 * @param frame the place of a frame among those of the event
 */
record Position(long event, int frame) implements Comparable<Position> {
    /** Before all frames. */
    static final Position BEGINNING = new Position(0, -1);

    /** Java also reads a sign and the digits of other scripts. */
    private static final Pattern TEXT = Pattern.compile("([0-9]+)(-([0-9]))?");

    /** Of the frames of an event that come before the end of a run. */
    private static final int LAST = StreamMode.UPDATES.place();

    /** Before the frames of an event, and after those of the one before it. */
    static Position before(long event) {
        return new Position(event - 1, 9);
    }

    /** Reads that of a header, empty for the beginning. An id without the place of a frame is that of the last one. */
    static Position of(List<String> place, String text) {
        if (text.isEmpty() || text.equals("-1")) { // which is how the SDKs say: from the beginning
            return BEGINNING;
        }
        Matcher parts = TEXT.matcher(text);
        try {
            if (parts.matches()) {
                String frame = parts.group(3);
                return new Position(Long.parseLong(parts.group(1)), frame == null ? LAST : Integer.parseInt(frame));
            }
        } catch (NumberFormatException tooLarge) {
            // No event has such an id.
        }
        throw HttpError.invalid(
                place,
                "value_error",
                "\"" + text + "\" is no id of an event. Send the id of the last event that came.");
    }

    @Override
    public int compareTo(Position other) {
        return event == other.event ? Integer.compare(frame, other.frame) : Long.compare(event, other.event);
    }

    /** Returns whether no frame of the event follows in some stream modes. */
    boolean hasAllOf(Set<StreamMode> modes) {
        return modes.stream().allMatch(mode -> mode.place() <= frame || mode.place() > LAST);
    }

    /** Returns the id of a frame. */
    String id() {
        return event + "-" + frame;
    }
}
