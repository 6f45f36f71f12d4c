package dev.runcast.runtime.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of a run that reports them: each is made while the run is current, and added to the output. The run ends when it is
 * asked for more than there are, when a chunk cannot be made, and when the chunks are closed.
 */
final class RunChunks<T extends @Nullable Object> implements Chunks<T> {
    private final ActiveRun run;
    private final Callable<? extends Chunks<? extends T>> opening;
    private final ChunkSum output = new ChunkSum();

    private @Nullable Chunks<? extends T> source;
    private boolean hasEnded;

    /** Creates chunks of a run that has made its whole output already. */
    static <T extends @Nullable Object> RunChunks<T> ofWhole(T output, ActiveRun run) {
        Chunks<T> whole = Chunks.of(output);
        RunChunks<T> chunks = new RunChunks<>(run, () -> whole);
        chunks.source = whole;
        return chunks;
    }

    /** Creates chunks from those that {@code opening} returns, which is called inside the run, too. */
    RunChunks(ActiveRun run, Callable<? extends Chunks<? extends T>> opening) {
        this.run = run;
        this.opening = opening;
    }

    @Override
    public boolean advance() throws Exception {
        if (hasEnded) {
            return false;
        }
        boolean more;
        Ambient.Attachment attachment = enter();
        try {
            more = advanceInside();
        } catch (Throwable error) {
            hasEnded = true;
            closeAfter(error);
            attachment.close();
            throw run.failNow(error);
        }
        attachment.close();
        if (!more) {
            hasEnded = true;
            run.succeedNow(output.get());
        }
        return more;
    }

    private boolean advanceInside() throws Exception {
        Chunks<? extends T> source = this.source;
        if (source == null) {
            source = opening.call();
            this.source = source;
        }
        if (!source.advance()) {
            source.close();
            return false;
        }
        if (run.isHeard()) {
            output.add(source.current());
            run.reportChunk(source.current());
        }
        return true;
    }

    private void closeAfter(Throwable error) {
        try {
            if (source != null) {
                source.close();
            }
        } catch (Throwable failure) {
            if (failure != error) {
                error.addSuppressed(failure);
            }
        }
    }

    @Override
    public T current() {
        if (source == null) {
            throw new AssertionError("There is no chunk yet.");
        }
        return source.current();
    }

    @Override
    public void close() {
        if (hasEnded) {
            return;
        }
        hasEnded = true;
        Ambient.Attachment attachment = enter();
        try {
            if (source != null) {
                source.close();
            }
        } finally {
            attachment.close();
            if (isWhole()) {
                run.succeed(output.get());
            } else {
                run.fail(closedEarly());
            }
        }
    }

    /** Makes the run the current one, unless no code of it is left to be called. */
    private Ambient.Attachment enter() {
        return Ambient.attach(isWhole() ? Ambient.current() : run);
    }

    private boolean isWhole() {
        return source instanceof SingleChunk<?>;
    }

    static CancellationException closedEarly() {
        return new CancellationException("The chunks were closed before they had been read to their end.");
    }
}
