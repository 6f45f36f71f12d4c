package dev.runcast.runtime.callback;

import java.time.Duration;

/**
 * A handler that hears of events on a thread of its own, in the order in which they were reported. It does not slow runs as long as
 * its queue has room. {@link CallbackHandler#inBackground} makes it.
 *
 * <p>Exceptions of the handler behind it are logged; they cannot stop a run. The thread is a daemon. It starts when events come, and
 * ends when none have come for a second. It has no current run. Do not call {@link #flush} or {@link #close} in the handler itself:
 * it would wait for its own end.
 *
 * <p>An orderly exit of the JVM waits until all events are handled, as long as {@link BackgroundOptions#exitTimeout} allows. When the
 * time runs out, a warning says how many events are lost, the handler's thread is interrupted, and later events are dropped. A
 * shutdown hook may report events after this wait. They are handled while the JVM lives; close this in that hook to be sure of them.
 *
 * @since 0.1
 */
public interface BackgroundHandler extends CallbackHandler, AutoCloseable {
    /**
     * Returns how many events were dropped, since there was no room, since this was closed, or since the JVM exited before they were
     * handled.
     */
    long droppedEvents();

    /**
     * Waits until all events are handled that were reported before this call.
     *
     * @return whether they are handled; false if the time ran out or the thread was interrupted. The thread then stays interrupted
     */
    boolean flush(Duration timeout);

    /**
     * Takes no further events, and waits until all events are handled that were reported before this call. If the time runs out, or
     * the calling thread is interrupted, the events that still wait are dropped, and the handler's thread is interrupted. An
     * interrupted calling thread stays interrupted.
     *
     * @return whether all of these events are handled
     */
    boolean close(Duration timeout);

    /** Closes with a time limit of ten seconds. */
    @Override
    void close();
}
