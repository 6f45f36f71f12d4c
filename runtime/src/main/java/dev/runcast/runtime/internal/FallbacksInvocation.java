package dev.runcast.runtime.internal;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A run of runnables of which each is tried when the ones before have failed. As a stream, one that has made a chunk is not
 * replaced any more. (Reference rules 6.13 and 7.7, corrected.)
 */
public record FallbacksInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, List<Invocation<? super I, ? extends O>> tries) implements Invocation<I, O> {
    @Override
    public O invoke(I input, RunnableConfig config) throws Exception {
        return ActiveRun.around(descriptor, config, input, run -> first(each -> each.invoke(input, run.childConfig())));
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return new LazyChunks<I, O>(descriptor, false, input, config, (chunks, run) -> {
            I value = LazyChunks.inputOf(chunks, run);
            return new RunChunks<O>(run, () -> first(each -> peeked(each.stream(Chunks.of(value), run.childConfig()))));
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
