package dev.runcast.runtime.engine.invocation;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.chunks.ChunkSum;
import dev.runcast.runtime.engine.chunks.Chunks;
import dev.runcast.runtime.engine.chunks.PeekedChunks;
import dev.runcast.runtime.engine.chunks.RunChunks;
import dev.runcast.runtime.engine.run.Around;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A run of runnables. Each is tried when the ones before have failed. As a stream, one that has made a chunk is not replaced any more.
 */
public record FallbacksInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, List<Invocation<? super I, ? extends O>> tries) implements Invocation<I, O> {
    @Override
    public O invoke(I input, RunnableConfig config) throws Exception {
        return Around.run(descriptor, config, input, run -> first(each -> each.invoke(input, run.partConfig())));
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return RunChunks.<I, O>streamed(descriptor, config, false, input, (chunks, run) -> {
            I value = ChunkSum.of(chunks);
            return first(each -> peeked(each.stream(Chunks.of(value), run.partConfig())));
        });
    }

    private static <O extends @Nullable Object> Chunks<? extends O> peeked(Chunks<? extends O> chunks)
            throws Exception {
        return PeekedChunks.<O>of(chunks);
    }

    /** Uses a runnable. */
    @FunctionalInterface
    private interface Use<I extends @Nullable Object, O extends @Nullable Object, R extends @Nullable Object> {
        R of(Invocation<? super I, ? extends O> each) throws Exception;
    }

    /** Returns the result of the first that succeeds. Throws what the first one failed with if none does. */
    private <R extends @Nullable Object> R first(Use<I, O, R> use) throws Exception {
        Exception first = null;
        for (Invocation<? super I, ? extends O> each : tries) {
            try {
                return use.of(each);
            } catch (InterruptedException | CancellationException cancelled) {
                throw cancelled;
            } catch (Exception failure) {
                if (first == null) {
                    first = failure;
                } else if (first != failure) {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first == null) {
            throw new AssertionError("There is nothing to try.");
        }
        throw first;
    }
}
