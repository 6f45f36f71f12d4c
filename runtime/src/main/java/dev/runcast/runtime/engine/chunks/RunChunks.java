package dev.runcast.runtime.engine.chunks;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.RunReports;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a run, which reports them: the one place that starts a run as a stream and ends it.
 *
 * <ol>
 *   <li><b>New.</b> Nothing has happened. When the first chunk is asked for, the first chunk of the input is made, and then the run
 *       starts: so a step of a sequence starts when the one before has something for it.
 *   <li><b>Open.</b> Each chunk is made while the run is current, reported, and added to the output.
 *   <li><b>Over.</b> The run ends when it is asked for more chunks than there are, when a chunk cannot be made, and when the chunks are
 *       closed.
 * </ol>
 */
public final class RunChunks<I extends @Nullable Object, O extends @Nullable Object> implements Chunks<O> {
    /** Does what a run does up to its first chunk. */
    @FunctionalInterface
    public interface Opening<I extends @Nullable Object, O extends @Nullable Object> {
        /** Returns where the chunks come from. Called while the run is current. */
        Chunks<? extends O> open(Chunks<? extends I> input, ActiveRun run) throws Exception;
    }

    /** Starts a run with the input as far as it is known. */
    @FunctionalInterface
    private interface Start {
        ActiveRun of(RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, boolean async);
    }

    private final RunnableDescriptor descriptor;
    private final RunnableConfig config;
    private final boolean async;
    private final Start start;
    private final Chunks<? extends I> input;
    private final Opening<I, O> opening;
    private final ChunkSum output = new ChunkSum();

    private @Nullable ActiveRun run;

    /** What the run takes its input from: a value that was reported at the start, or chunks whose sum the end tells. */
    private Chunks<? extends I> taken;

    private @Nullable Chunks<? extends O> source;
    private boolean isOver;

    private RunChunks(
            RunnableDescriptor descriptor,
            RunnableConfig config,
            boolean async,
            Start start,
            Chunks<? extends I> input,
            Opening<I, O> opening) {
        this.descriptor = descriptor;
        this.config = config;
        this.async = async;
        this.start = start;
        this.input = input;
        this.taken = input;
        this.opening = opening;
    }

    /** Returns the chunks of a run that is streamed: as a step, say, whose input may come in chunks, too. */
    public static <I extends @Nullable Object, O extends @Nullable Object> RunChunks<I, O> streamed(
            RunnableDescriptor descriptor,
            RunnableConfig config,
            boolean async,
            Chunks<? extends I> input,
            Opening<I, O> opening) {
        return new RunChunks<>(descriptor, config, async, ActiveRun::startStreamed, input, opening);
    }

    /** Returns the chunks of a run that is called with an input. */
    public static <I extends @Nullable Object, O extends @Nullable Object> RunChunks<I, O> called(
            RunnableDescriptor descriptor, RunnableConfig config, boolean async, I input, Opening<I, O> opening) {
        return new RunChunks<>(descriptor, config, async, ActiveRun::startChunked, Chunks.of(input), opening);
    }

    /** Returns the chunks of a run that has been started already, and takes no input any more. */
    static <O extends @Nullable Object> RunChunks<ActiveRun, O> open(ActiveRun run, Opening<ActiveRun, O> opening) {
        RunChunks<ActiveRun, O> chunks = new RunChunks<>(
                run.descriptor(), RunnableConfig.empty(), false, ActiveRun::startChunked, Chunks.of(run), opening);
        chunks.run = run;
        return chunks;
    }

    @Override
    public boolean advance() throws Exception {
        if (isOver) {
            return false;
        }
        ActiveRun run = this.run;
        if (run == null) {
            isOver = true; // unless it starts
            run = start();
            isOver = false;
        }
        boolean more;
        Ambient.Attachment attachment = enter(run);
        try {
            more = advanceInside(run);
        } catch (Throwable error) {
            isOver = true;
            closeAfter(error, source);
            attachment.close();
            tellInput(run);
            try {
                throw run.failNow(error);
            } finally {
                closeAfter(error, input); // The reader may have been interrupted, and the step before goes on.
            }
        }
        attachment.close();
        if (!more) {
            isOver = true;
            input.close(); // of which there may be more than the run wanted
            tellInput(run);
            RunReports.endNow(run, output.get());
        }
        return more;
    }

    private ActiveRun start() throws Exception {
        Object value = null;
        InputChunks<I> unknown = null;
        if (!(input instanceof SingleChunk<?>)) {
            if (descriptor.type() == RunType.CHAIN) {
                unknown = new InputChunks<>(PeekedChunks.of(input));
                taken = unknown;
            } else {
                taken = Chunks.of(ChunkSum.of(input)); // Other runs than chains report their input when they start.
            }
        }
        if (taken instanceof SingleChunk<?> single) {
            value = single.value();
        }
        ActiveRun started;
        try {
            started = start.of(descriptor, config, value, async);
        } catch (Throwable error) {
            closeAfter(error, input);
            throw error;
        }
        if (unknown != null && !started.isHeard()) {
            unknown.forgetSum();
        }
        run = started;
        return started;
    }

    private boolean advanceInside(ActiveRun run) throws Exception {
        Chunks<? extends O> source = this.source;
        if (source == null) {
            source = opening.open(taken, run);
            this.source = source;
        }
        if (!source.advance()) {
            source.close();
            return false;
        }
        if (run.isHeard()) {
            output.add(source.current());
            RunReports.chunk(run, source.current());
        }
        return true;
    }

    private void tellInput(ActiveRun run) {
        if (taken instanceof InputChunks<?> unknown) {
            run.inputIs(unknown.sum());
        }
    }

    private static void closeAfter(Throwable error, @Nullable Chunks<?> chunks) {
        try {
            if (chunks != null) {
                chunks.close();
            }
        } catch (Throwable failure) {
            if (failure != error) {
                error.addSuppressed(failure);
            }
        }
    }

    @Override
    public O current() {
        if (source == null) {
            throw new AssertionError("There is no chunk yet.");
        }
        return source.current();
    }

    @Override
    public void close() {
        if (isOver) {
            return;
        }
        isOver = true;
        try {
            input.close();
        } finally {
            if (run != null) {
                close(run);
            }
        }
    }

    private void close(ActiveRun run) {
        Ambient.Attachment attachment = enter(run);
        try {
            if (source != null) {
                source.close();
            }
        } finally {
            attachment.close();
            tellInput(run);
            if (hasValue()) {
                run.succeed(output.get());
            } else {
                run.fail(closedEarly());
            }
        }
    }

    /** Makes the run the current one, unless no code of the program is left to be called. */
    private Ambient.Attachment enter(ActiveRun run) {
        return Ambient.attach(hasValue() ? Ambient.current() : run);
    }

    private boolean hasValue() {
        return source != null && source.isValue();
    }

    static CancellationException closedEarly() {
        return new CancellationException("The chunks were closed before they had been read to their end.");
    }
}
