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
        boolean hasInput = input.advance();
        if (descriptor.type() != RunType.CHAIN) {
            output = body.invoke(sum(hasInput), config);
            return true;
        }
        ActiveRun started = ActiveRun.startStreamed(descriptor, config, input, async);
        run = started;
        try {
            I value = sum(hasInput);
            started.inputIs(value);
            Ambient.leaveStarted(started);
            output = body.invoke(value, config);
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

    @SuppressWarnings({"unchecked", "NullAway"
    }) // The sum of values of a type is of that type, and null only where that may be.
    private I sum(boolean hasInput) throws Exception {
        ChunkSum sum = new ChunkSum();
        for (boolean more = hasInput; more; more = input.advance()) {
            sum.add(input.current());
        }
        return (I) sum.get();
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
