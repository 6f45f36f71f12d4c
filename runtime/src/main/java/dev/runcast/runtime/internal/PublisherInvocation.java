package dev.runcast.runtime.internal;

import dev.runcast.runtime.ConfiguredBody;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A run whose chunks are published. The function returns a {@link RunPublisher}, which opens the run. */
public record PublisherInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends Flow.Publisher<? extends O>> run)
        implements Invocation<I, O> {
    @Override
    public O invoke(I input, RunnableConfig config) throws Exception {
        try (PublishedChunks<O> chunks = new PublishedChunks<>()) {
            run.apply(input, config).subscribe(chunks);
            return ChunkSum.of(chunks);
        }
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return new LazyChunks<I, O>(descriptor, true, input, config, (chunks, started) -> {
            I value = LazyChunks.inputOf(chunks, started);
            PublishedChunks<O> published = new PublishedChunks<>();
            Flow.Publisher<? extends O> publisher = run.apply(value, config);
            Ambient.adopting(started, () -> {
                publisher.subscribe(published);
                return true;
            });
            return published;
        });
    }
}
