package dev.runcast.runtime.stream;

/**
 * What has become of the events of a stream so far. Immutable.
 *
 * @since 0.1
 */
public final class EventStreamStatistics {
    private final long read;
    private final int waiting;
    private final long dropped;

    EventStreamStatistics(long read, int waiting, long dropped) {
        this.read = read;
        this.waiting = waiting;
        this.dropped = dropped;
    }

    /** Returns how many events have been read. */
    public long read() {
        return read;
    }

    /** Returns how many events wait to be read. */
    public int waiting() {
        return waiting;
    }

    /** Returns how many events were dropped, since there was no room for them: see {@link EventStreamOptions.Builder#overflow}. */
    public long dropped() {
        return dropped;
    }

    /** Returns the numbers, as in {@code 10 read, 2 waiting, 0 dropped}. */
    @Override
    public String toString() {
        return read + " read, " + waiting + " waiting, " + dropped + " dropped";
    }
}
