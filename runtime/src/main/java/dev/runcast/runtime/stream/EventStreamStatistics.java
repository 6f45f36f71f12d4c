package dev.runcast.runtime.stream;

/**
 * What has become of the events of a stream so far. Immutable.
 *
 * @since 0.1
 */
public interface EventStreamStatistics {
    /** Returns how many events have been read. */
    long read();

    /** Returns how many events wait to be read. */
    int waiting();

    /** Returns how many events were dropped, since there was no room for them: see {@link EventStreamOptions.Builder#overflow}. */
    long dropped();
}
