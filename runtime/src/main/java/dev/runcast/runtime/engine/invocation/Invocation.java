package dev.runcast.runtime.engine.invocation;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.engine.chunks.Chunks;
import dev.runcast.runtime.engine.run.TaskFuture;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A runnable as a function from input and config to output that does the whole run: opens it, does the work, and reports its
 * end or error.
 */
public interface Invocation<I extends @Nullable Object, O extends @Nullable Object> {
    /** Does the run on this thread, and returns when it has ended. */
    O invoke(I input, RunnableConfig config) throws Exception;

    /** Starts the run, and returns a future that completes after its end; cancelling that cancels the run. Does not throw. */
    default CompletableFuture<O> invokeAsync(I input, RunnableConfig config) {
        return TaskFuture.start(config, () -> invoke(input, config));
    }

    /**
     * Does the run as a stream. Nothing happens before the first chunk is asked for. The run takes its input from chunks, reports the
     * chunks of its output, and ends when it is asked for more than there are.
     */
    Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config);

    /** Does the run as a stream on the executor of the config, and returns a future that completes after its end. */
    default CompletableFuture<?> streamAsync(I input, RunnableConfig config) {
        return TaskFuture.start(config, () -> {
            Chunks<O> chunks = stream(Chunks.of(input), config);
            boolean more = true;
            while (more) {
                more = chunks.advance();
            }
            return true;
        });
    }
}
