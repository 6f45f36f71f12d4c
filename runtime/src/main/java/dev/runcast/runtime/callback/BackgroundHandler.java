package dev.runcast.runtime.callback;

import java.time.Duration;

/**
 * A handler that hears of events on a thread of its own, in the order in which they were reported, and does not slow runs as
 * long as its queue has room. Made by {@link CallbackHandler#inBackground}.
 *
 * <p>What the handler behind it throws is logged; it cannot stop a run. The thread is a daemon, started when events come and
 * ended when none have come for a second. It has no current run. {@link #flush} and {@link #close} are not for the handler
 * itself, which would wait for its own end.
 */
public interface BackgroundHandler extends CallbackHandler, AutoCloseable {
    /** Returns how many events were dropped, since there was no room or since this was closed. */
    long droppedEvents();

    /**
     * Waits until all events are handled that were reported before.
     *
     * @return whether they are; false if the time ran out or the thread was interrupted, which it then is still
     */
    boolean flush(Duration timeout);

    /**
     * Takes no further events, and waits until those that were reported before are handled.
     *
     * @return whether they are; if the time ran out or the thread was interrupted, which it then is still, those that still
     *     wait are dropped, and the handler's thread is interrupted
     */
    boolean close(Duration timeout);

    /** Closes with a time limit of ten seconds. */
    @Override
    void close();
}
