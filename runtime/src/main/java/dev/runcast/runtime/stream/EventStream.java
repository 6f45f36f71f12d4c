package dev.runcast.runtime.stream;

import dev.runcast.runtime.RunFailedException;
import dev.runcast.runtime.callback.CallbackHandler;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The events of a run and of all runs below it, while they happen.
 *
 * <p>The run goes on by itself, on threads of its own, and waits when {@link EventStreamOptions.Builder#bufferSize so many}
 * events have not been read. Read the stream once, on one thread at a time, and close it, which cancels the run if it has not
 * ended:
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
    private final EventBuffer buffer;
    private final StreamHandler handler;
    private final CompletableFuture<?> work;
    private final AtomicBoolean read = new AtomicBoolean();

    private EventStream(EventBuffer buffer, StreamHandler handler, CompletableFuture<?> work) {
        this.buffer = buffer;
        this.handler = handler;
        this.work = work;
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
        EventBuffer buffer = new EventBuffer(options.bufferSize());
        StreamHandler handler = new StreamHandler(options, buffer);
        CompletableFuture<?> work = start.apply(handler);
        work.whenComplete((output, failure) -> buffer.finish(failure));
        return new EventStream(buffer, handler, work);
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
     * Ends the stream. If the run has not ended, it is cancelled: its thread is interrupted, and its next event fails with a
     * {@link CancellationException}, which handlers see. May be called from any thread, and more than once.
     */
    @Override
    public void close() {
        buffer.close();
        work.cancel(true);
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
                event = buffer.take();
            } catch (InterruptedException interrupted) {
                close();
                Thread.currentThread().interrupt();
                throw new CancellationException("The reader of the event stream was interrupted.");
            }
            if (event == null) {
                throwFailure(buffer.failure());
            }
            return event;
        }

        private void throwFailure(@Nullable Throwable failure) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause != null) {
                throw new RunFailedException(handler.rootName(), cause);
            }
        }
    }
}
