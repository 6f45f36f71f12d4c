package dev.runcast.runtime.internal;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a run that starts when the first of them is asked for, and with a step that comes before it, when the first chunk
 * of that is there. (Reference rules 6.11 and 7.4.)
 */
final class LazyChunks<I extends @Nullable Object, O extends @Nullable Object> implements Chunks<O> {
    /** Does what a run does up to its first chunk. */
    @FunctionalInterface
    interface Opening<I extends @Nullable Object, O extends @Nullable Object> {
        /** Returns the chunks, which end the run. If this throws the run has failed. */
        Chunks<O> open(Chunks<? extends I> input, ActiveRun run) throws Exception;
    }

    private final RunnableDescriptor descriptor;
    private final boolean async;
    private final Chunks<? extends I> input;
    private final RunnableConfig config;
    private final Opening<I, O> opening;

    private @Nullable Chunks<O> chunks;
    private boolean isOver;

    LazyChunks(
            RunnableDescriptor descriptor,
            boolean async,
            Chunks<? extends I> input,
            RunnableConfig config,
            Opening<I, O> opening) {
        this.descriptor = descriptor;
        this.async = async;
        this.input = input;
        this.config = config;
        this.opening = opening;
    }

    @Override
    public boolean advance() throws Exception {
        if (isOver) {
            return false;
        }
        Chunks<O> chunks = this.chunks;
        if (chunks == null) {
            isOver = true; // unless it opens
            chunks = open();
            this.chunks = chunks;
            isOver = false;
        }
        try {
            return chunks.advance();
        } catch (Throwable error) {
            close(); // The reader may have been interrupted, and the run goes on.
            throw error;
        }
    }

    private Chunks<O> open() throws Exception {
        // Other runs than chains report their input when they start.
        Chunks<? extends I> known =
                descriptor.type() == RunType.CHAIN ? PeekedChunks.of(input) : Chunks.of(ChunkSum.of(input));
        ActiveRun run = ActiveRun.startStreaming(descriptor, config, known, async);
        try {
            return opening.open(known, run);
        } catch (Throwable error) {
            throw run.failNow(error);
        }
    }

    /** Takes the input of a run out of its chunks. */
    static <I extends @Nullable Object> I inputOf(Chunks<? extends I> chunks, ActiveRun run) throws Exception {
        I input = ChunkSum.of(chunks);
        run.inputIs(input);
        return input;
    }

    @Override
    public O current() {
        if (chunks == null) {
            throw new AssertionError("There is no chunk yet.");
        }
        return chunks.current();
    }

    @Override
    public void close() {
        isOver = true;
        input.close();
        if (chunks != null) {
            chunks.close();
        }
    }
}
