package dev.runcast.runtime.engine.chunks;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunFailedException;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.Forgotten;
import java.util.Spliterator;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the chunks of a run out as a stream. Whoever reads them does so outside the run. A stream that nobody can reach any more
 * is closed.
 */
public final class ReadStream<T extends @Nullable Object> implements Spliterator<T> {
    private static final Logger log = LoggerFactory.getLogger(Run.class);

    private final Reading<T> reading;
    private final Forgotten.Registration registration;
    private final @Nullable ActiveRun caller = Ambient.current();

    private ReadStream(Reading<T> reading) {
        this.reading = reading;
        this.registration =
                Forgotten.register(this, "A stream of chunks of the run \"" + reading.runName + "\"", reading::forget);
    }

    /** Returns the elements of a stream as the chunks of a run, which is open, and ends when they have been read. */
    public static <T extends @Nullable Object> Stream<T> of(Stream<? extends T> elements, ActiveRun run) {
        Chunks<T> chunks = RunChunks.open(run, (none, open) -> new ElementChunks<>(elements));
        return of(new Reading<>(chunks, run.name(), true));
    }

    /** Returns chunks as a stream. */
    public static <T extends @Nullable Object> Stream<T> of(Chunks<T> chunks, String runName) {
        return of(new Reading<>(chunks, runName, false));
    }

    private static <T extends @Nullable Object> Stream<T> of(Reading<T> reading) {
        ReadStream<T> elements = new ReadStream<>(reading);
        return StreamSupport.stream(elements, false).onClose(elements::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        boolean more;
        Ambient.Attachment attachment = Ambient.attach(caller);
        try {
            more = reading.advance();
        } finally {
            attachment.close();
            if (!reading.isOpen) {
                registration.release();
            }
        }
        if (!more) {
            return false;
        }
        action.accept(reading.chunks.current());
        return true;
    }

    private void close() {
        reading.close();
        registration.release();
    }

    /** Returns null: each chunk is made when it is asked for, on the thread that asks. */
    @Override
    public @Nullable Spliterator<T> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return ORDERED;
    }

    /** What goes on behind a stream, which does not keep that reachable. */
    private static final class Reading<T extends @Nullable Object> {
        private final Chunks<T> chunks;
        private final String runName;
        private volatile boolean isOpen;

        Reading(Chunks<T> chunks, String runName, boolean isOpen) {
            this.chunks = chunks;
            this.runName = runName;
            this.isOpen = isOpen;
        }

        boolean advance() {
            isOpen = true;
            boolean more = false;
            try {
                more = chunks.advance();
            } catch (RuntimeException unchecked) {
                throw unchecked;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CancellationException("The reader of the chunks was interrupted.");
            } catch (Exception checked) {
                throw new RunFailedException(runName, checked);
            } finally {
                isOpen = more;
            }
            return more;
        }

        void close() {
            isOpen = false;
            chunks.close();
        }

        void forget() {
            if (isOpen) {
                log.warn(
                        "A stream of chunks of the run \"{}\" was neither read to its end nor closed, and is cancelled now that"
                                + " nobody can reach it. Close it: try (Stream<…> chunks = …) { … }.",
                        runName);
                close();
            }
        }
    }
}
