package dev.runcast.runtime.engine.stream;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.engine.run.Forgotten;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.EventStreamStatistics;
import dev.runcast.runtime.stream.StreamEvent;
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

/** The one implementation of {@link EventStream}. */
public final class OpenEventStream implements EventStream {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private final EventFeed feed;
    private final Forgotten.Registration registration;
    private final AtomicBoolean read = new AtomicBoolean();

    private OpenEventStream(EventFeed feed) {
        this.feed = feed;
        this.registration = Forgotten.register(this, "An event stream", () -> closeForgotten(feed));
    }

    /**
     * Streams what a handler hears.
     *
     * @param start starts work whose runs report to the given handler, and returns its future: the stream ends when that
     *     completes, and closing the stream cancels it. The work may not run on the calling thread, which is to read the
     *     stream
     */
    public static EventStream of(
            EventStreamOptions options, Function<? super CallbackHandler, ? extends CompletableFuture<?>> start) {
        return new OpenEventStream(new EventFeed(options, start, () -> {}));
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

    @Override
    public Iterator<StreamEvent> iterator() {
        if (!read.compareAndSet(false, true)) {
            throw new IllegalStateException("An event stream can be read once. Start another with streamEvents(…).");
        }
        return new Events();
    }

    @Override
    public Stream<StreamEvent> stream() {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(this::close);
    }

    @Override
    @SuppressWarnings("NullAway") // A payload that matches is null only for EventType<Void>.
    public <T> Stream<T> only(EventType<T> type) {
        Objects.requireNonNull(type, "type");
        return stream().filter(event -> event.matches(type)).map(event -> event.payload(type));
    }

    @Override
    public EventStreamStatistics statistics() {
        return feed.buffer().statistics();
    }

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
