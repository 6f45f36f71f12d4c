package dev.runcast.runtime.engine.stream;

import dev.runcast.runtime.stream.StreamEvent;
import java.util.concurrent.CancellationException;

/** Takes the events of work, one at a time. */
interface EventReceiver {
    /**
     * Takes an event, on the thread that emits it.
     *
     * @throws CancellationException if nobody wants events any more, which ends the run
     */
    void put(StreamEvent event);

    /** Returns whether nobody wants events any more. */
    boolean isClosed();
}
