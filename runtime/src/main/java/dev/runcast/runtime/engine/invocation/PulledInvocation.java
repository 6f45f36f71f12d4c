package dev.runcast.runtime.engine.invocation;

import dev.runcast.runtime.ConfiguredBody;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.chunks.ChunkStream;
import dev.runcast.runtime.engine.chunks.ChunkSum;
import dev.runcast.runtime.engine.chunks.Chunks;
import dev.runcast.runtime.engine.chunks.ElementChunks;
import dev.runcast.runtime.engine.chunks.PublishedChunks;
import dev.runcast.runtime.engine.chunks.RunChunks;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Results;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run whose body returns something that its chunks are asked of, one by one. */
public record PulledInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, boolean async, RunChunks.Opening<I, O> opening) implements Invocation<I, O> {
    /** Returns a run whose chunks are the elements of a stream. */
    public static <I extends @Nullable Object, O extends @Nullable Object> PulledInvocation<I, O> ofStream(
            RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends Stream<? extends O>> body) {
        return new PulledInvocation<>(
                descriptor, false, (input, run) -> elements(body.apply(ChunkSum.of(input), run.childConfig()), run));
    }

    /** Returns a run that makes a stream of its chunks from a stream of the chunks of its input. */
    public static <I extends @Nullable Object, O extends @Nullable Object> PulledInvocation<I, O> ofTransform(
            RunnableDescriptor descriptor, ConfiguredBody<Stream<I>, ? extends Stream<? extends O>> body) {
        return new PulledInvocation<>(
                descriptor, false, (input, run) -> elements(body.apply(ChunkStream.of(input), run.childConfig()), run));
    }

    private static <O extends @Nullable Object> Chunks<O> elements(
            @Nullable Stream<? extends O> stream, ActiveRun run) {
        return new ElementChunks<>(Results.nonNull(stream, run));
    }

    /** Returns a run whose chunks are published. */
    public static <I extends @Nullable Object, O extends @Nullable Object> PulledInvocation<I, O> ofPublisher(
            RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends Flow.Publisher<? extends O>> body) {
        return new PulledInvocation<>(descriptor, true, (input, run) -> {
            PublishedChunks<O> chunks = new PublishedChunks<>();
            Results.nonNull(body.apply(ChunkSum.of(input), run.childConfig()), run)
                    .subscribe(chunks);
            return chunks;
        });
    }

    @Override
    public O invoke(I input, RunnableConfig config) throws Exception {
        try (Chunks<O> chunks = RunChunks.called(descriptor, config, async, input, opening)) {
            return ChunkSum.of(chunks);
        } catch (CancellationException cancelled) {
            if (cancelled.getCause() instanceof InterruptedException interrupted) {
                throw interrupted; // as every call that waits
            }
            throw cancelled;
        }
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return RunChunks.streamed(descriptor, config, async, input, opening);
    }
}
