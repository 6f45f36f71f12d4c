package dev.runcast.server.store;

/**
 * Events of a run are not there, as they were deleted or have not happened.
 *
 * @since 0.1
 */
public final class EventsNotKeptException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long first;

    private final long last;

    /**
     * Creates it with the events that are there.
     *
     * @param first the number of the first one that is kept
     * @param last the number of the last one
     */
    public EventsNotKeptException(long first, long last) {
        super("The run has the events " + first + " to " + last + ". Read those.");
        this.first = first;
        this.last = last;
    }

    /** Returns the number of the first event that is kept. */
    public long first() {
        return first;
    }

    /** Returns the number of the last event. */
    public long last() {
        return last;
    }
}
