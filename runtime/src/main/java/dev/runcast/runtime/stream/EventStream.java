package dev.runcast.runtime.stream;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunFailedException;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * The events of a run and of all runs below it, while they happen.
 *
 * <p>The run goes on by itself, on threads of its own, and waits when {@link EventStreamOptions.Builder#bufferSize so many}
 * events have not been read, unless {@link EventStreamOptions.Builder#overflow} says otherwise. Read the stream once, on one
 * thread at a time, and close it, which cancels the run if it has not ended. So does a reader that is interrupted, and a stream
 * that is forgotten is closed with a warning when it is garbage-collected:
 *
 * <pre>{@code
 * try (EventStream events = research.researchRunnable().streamEvents("tea")) {
 *   for (StreamEvent event : events) System.out.println(event.toJson());
 * }
 * }</pre>
 *
 * <p>If the run fails, reading gives all events that came before and then throws what it failed with: unchecked exceptions as
 * they are, checked ones in a {@link RunFailedException}.
 *
 * @since 0.1
 */
public interface EventStream extends Iterable<StreamEvent>, AutoCloseable {
    /**
     * Returns the events.
     *
     * @throws IllegalStateException if the stream is being read already
     */
    @Override
    Iterator<StreamEvent> iterator();

    /**
     * Returns the events as a sequential stream, which closes this one when it is closed.
     *
     * @throws IllegalStateException if the stream is being read already
     */
    Stream<StreamEvent> stream();

    /**
     * Returns the payloads of the custom events that {@linkplain StreamEvent#matches match}, as a sequential stream, which closes
     * this one when it is closed. All other events are skipped. An event without data gives null.
     *
     * <p>Events that are not wanted at all are better left out by {@link EventStreamOptions.Builder#only}, before they are queued.
     *
     * @throws IllegalStateException if the stream is being read already
     */
    <T> Stream<T> only(EventType<T> type);

    /** Returns what has become of the events so far. May be called from any thread. */
    EventStreamStatistics statistics();

    /**
     * Ends the stream. If the run has not ended, it is cancelled: its thread is interrupted, and its next event fails with a
     * {@link CancellationException}, which handlers see. May be called from any thread, and more than once.
     */
    @Override
    void close();
}
