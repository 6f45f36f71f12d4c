package dev.runcast.runtime.stream;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunFailedException;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.engine.run.Forgotten;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 */
public final class EventStream implements Iterable<StreamEvent>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private final EventFeed feed;
    private final Forgotten.Registration registration;
    private final AtomicBoolean read = new AtomicBoolean();

    private EventStream(EventFeed feed) {
        this.feed = feed;
        this.registration = Forgotten.register(this, "An event stream", () -> closeForgotten(feed));
    }

    /**
     * Streams what a handler hears: a building block for other ways to start a run than
     * {@link dev.runcast.runtime.TypedRunnable#streamEvents}.
     *
     * @param start starts work whose runs report to the given handler, and returns its future: the stream ends when that
     *     completes, and closing the stream cancels it. The work may not run on the calling thread, which is to read the
     *     stream
     */
    public static EventStream of(
            EventStreamOptions options, Function<? super CallbackHandler, ? extends CompletableFuture<?>> start) {
        return new EventStream(new EventFeed(options, start, () -> {}));
    }

    private static void closeForgotten(EventFeed feed) {
        if (!feed.buffer().isOver()) {
            log.warn(
                    "The event stream of the run \"{}\" was neither read to its end nor closed, and its run is cancelled now that"
                            + " nobody can reach it. Close it: try (EventStream events = …) { … }.",
                    feed.rootName());
            feed.close();
        }
    }

    /**
     * Returns the events.
     *
     * @throws IllegalStateException if the stream is being read already
     */
    @Override
    public Iterator<StreamEvent> iterator() {
        if (!read.compareAndSet(false, true)) {
            throw new IllegalStateException("An event stream can be read once. Start another with streamEvents(…).");
        }
        return new Events();
    }

    /**
     * Returns the events as a sequential stream, which closes this one when it is closed.
     *
     * @throws IllegalStateException if the stream is being read already
     */
    public Stream<StreamEvent> stream() {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(this::close);
    }

    /**
     * Returns the payloads of the custom events that {@linkplain StreamEvent#matches match}, as a sequential stream, which closes
     * this one when it is closed. All other events are skipped. An event without data gives null.
     *
     * <p>Events that are not wanted at all are better left out by {@link EventStreamOptions.Builder#only}, before they are queued.
     *
     * @throws IllegalStateException if the stream is being read already
     */
    @SuppressWarnings("NullAway") // A payload that matches is null only for EventType<Void>.
    public <T> Stream<T> only(EventType<T> type) {
        Objects.requireNonNull(type, "type");
        return stream().filter(event -> event.matches(type)).map(event -> event.payload(type));
    }

    /** Returns what has become of the events so far. May be called from any thread. */
    public EventStreamStatistics statistics() {
        return feed.buffer().statistics();
    }

    /**
     * Ends the stream. If the run has not ended, it is cancelled: its thread is interrupted, and its next event fails with a
     * {@link CancellationException}, which handlers see. May be called from any thread, and more than once.
     */
    @Override
    public void close() {
        feed.close();
        registration.release();
    }

    private final class Events implements Iterator<StreamEvent> {
        private @Nullable StreamEvent next;

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = take();
            }
            return next != null;
        }

        @Override
        public StreamEvent next() {
            StreamEvent event = hasNext() ? next : null;
            if (event == null) {
                throw new NoSuchElementException("The event stream has ended.");
            }
            next = null;
            return event;
        }

        private @Nullable StreamEvent take() {
            StreamEvent event;
            try {
                event = feed.buffer().take();
            } catch (InterruptedException interrupted) {
                close();
                Thread.currentThread().interrupt();
                throw new CancellationException("The reader of the event stream was interrupted.");
            } finally {
                Reference.reachabilityFence(this); // A stream whose reader waits is not forgotten.
            }
            if (event == null) {
                registration.release();
                throwFailure(feed.failure());
            }
            return event;
        }

        private static void throwFailure(@Nullable Throwable failure) {
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure instanceof Error error) {
                throw error;
            }
        }
    }
}
