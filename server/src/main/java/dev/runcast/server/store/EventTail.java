package dev.runcast.server.store;

/**
 * A place in the events of a run, from where they are read on. It is open until it is closed.
 *
 * @since 0.1
 */
public interface EventTail extends AutoCloseable {
    /**
     * Returns the events that follow, and moves on behind them. The list is empty if there are none now.
     *
     * @param limit how many at most. A page that has {@value EventPage#MAX_SIZE} characters ends earlier, since it is held in memory
     * @throws EventsNotKeptException if the next ones were deleted before they were read
     */
    EventPage next(int limit);

    /** Reads no more. Events are not held for it any longer. */
    @Override
    void close();
}
