package dev.runcast.runtime.stream;

/**
 * What has become of the events of a stream so far.
 *
 * @param read how many have been read
 * @param waiting how many wait to be read
 * @param dropped how many were dropped, since there was no room for them: see {@link EventStreamOptions.Builder#overflow}
 */
public record EventStreamStatistics(long read, int waiting, long dropped) {}
