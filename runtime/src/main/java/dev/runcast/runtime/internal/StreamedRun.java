package dev.runcast.runtime.internal;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A run of a body that takes one value and makes one, as a stream: it starts when the first chunk of its input is there, adds the
 * chunks up, and gives its output as the only chunk. It ends when it is asked for another. (Reference rules 6.5 and 6.11.)
 *
 * <p>Only chains are streamed. A tool or retriever takes its input from the chunks, and runs as if it had been called.
 */
final class StreamedRun<I extends @Nullable Object, O extends @Nullable Object> implements Chunks<O> {
    private final RunnableDescriptor descriptor;
    private final boolean async;
    private final Invocation<I, O> body;
    private final Chunks<? extends I> input;
    private final RunnableConfig config;

    private @Nullable ActiveRun run;
    private boolean hasOutput;
    private @Nullable O output;

    StreamedRun(
            RunnableDescriptor descriptor,
            boolean async,
            Invocation<I, O> body,
            Chunks<? extends I> input,
            RunnableConfig config) {
        this.descriptor = descriptor;
        this.async = async;
        this.body = body;
        this.input = input;
        this.config = config;
    }

    @Override
    public boolean advance() throws Exception {
        if (hasOutput) {
            if (run != null) {
                finish(run, CompletableFuture.completedFuture(output));
            }
            return false;
        }
        hasOutput = true;
        if (descriptor.type() != RunType.CHAIN) {
            output = body.invoke(ChunkSum.of(input), config);
            return true;
        }
        Chunks<? extends I> peeked = PeekedChunks.of(input);
        ActiveRun started = ActiveRun.startStreamed(descriptor, config, peeked, async);
        run = started;
        try {
            I value = ChunkSum.of(peeked);
            started.inputIs(value);
            output = invoke(value, started);
            started.reportChunk(output);
        } catch (InterruptedException interrupted) { // which is how a stream is cancelled
            CancellationException cancelled = new CancellationException("The run was cancelled.");
            cancelled.initCause(interrupted);
            throw fail(started, cancelled);
        } catch (Throwable error) {
            throw fail(started, error);
        }
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // It is null only where O may be.
    public O current() {
        return output;
    }

    private O invoke(I value, ActiveRun started) throws Exception {
        Ambient.leaveStarted(started);
        try {
            return body.invoke(value, config);
        } finally {
            Ambient.takeStarted(); // The function may have failed before it opened the run, at a null for a primitive,
            // say.
        }
    }

    private static Exception fail(ActiveRun run, Throwable error) throws Exception {
        finish(run, CompletableFuture.failedFuture(error));
        throw new AssertionError("A run that failed does not end well.", error);
    }

    /** Reports the end or error, and waits until that is done. Throws what the run failed with. */
    private static void finish(ActiveRun run, CompletableFuture<?> outcome) throws Exception {
        try {
            run.succeedWhenDone(outcome).get();
        } catch (ExecutionException failure) {
            throw Unchecked.rethrow(Delivery.unwrap(failure));
        }
    }
}
