package dev.runcast.runtime.internal;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import org.jspecify.annotations.Nullable;

/** A streamed run whose chunks are those of runs below it. */
final class StreamedParent<I extends @Nullable Object, O extends @Nullable Object> implements Chunks<O> {
    /** Opens the chunks below the run. */
    @FunctionalInterface
    interface Inner<I extends @Nullable Object, O extends @Nullable Object> {
        Chunks<O> open(Chunks<? extends I> input, ActiveRun run) throws Exception;
    }

    private final RunnableDescriptor descriptor;
    private final RunnableConfig config;
    private final Inner<I, O> inner;
    private final ChunkSum output = new ChunkSum();

    private Chunks<? extends I> input;
    private @Nullable ActiveRun run;
    private @Nullable Chunks<O> chunks;

    StreamedParent(RunnableDescriptor descriptor, Chunks<? extends I> input, RunnableConfig config, Inner<I, O> inner) {
        this.descriptor = descriptor;
        this.input = input;
        this.config = config;
        this.inner = inner;
    }

    @Override
    public boolean advance() throws Exception {
        ActiveRun run = this.run;
        if (run == null) {
            input = PeekedChunks.of(input);
            run = ActiveRun.startStreamed(descriptor, config, input, false);
            this.run = run;
        }
        boolean more;
        Ambient.Attachment attachment = Ambient.attach(run);
        try {
            more = advance(run);
        } catch (Throwable error) {
            attachment.close();
            run.fail(error);
            throw error;
        }
        attachment.close();
        if (!more) {
            run.succeed(output.get());
        }
        return more;
    }

    private boolean advance(ActiveRun run) throws Exception {
        Chunks<O> chunks = this.chunks;
        if (chunks == null) {
            chunks = inner.open(input, run);
            this.chunks = chunks;
        }
        if (!chunks.advance()) {
            return false;
        }
        output.add(chunks.current());
        run.reportChunk(chunks.current());
        return true;
    }

    @Override
    public O current() {
        if (chunks == null) {
            throw new IllegalStateException("There is no chunk yet.");
        }
        return chunks.current();
    }
}
