package dev.runcast.runtime.internal;

import dev.runcast.runtime.ConfiguredBody;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run whose chunks are the elements of a stream. The function opens the run by {@code StreamScope}, first of all. */
public record StreamInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends Stream<? extends O>> run)
        implements Invocation<I, O> {
    @Override
    public O invoke(I input, RunnableConfig config) throws Exception {
        try (Chunks<O> chunks = new ElementChunks<>(run.apply(input, config))) {
            return ChunkSum.of(chunks);
        }
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return new LazyChunks<I, O>(descriptor, false, input, config, (chunks, started) -> {
            I value = LazyChunks.inputOf(chunks, started);
            return new ElementChunks<>(Ambient.adopting(started, () -> run.apply(value, config)));
        });
    }
}
