package dev.runcast.runtime.engine.invocation;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.ConfiguredBody;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.chunks.CalledChunk;
import dev.runcast.runtime.engine.chunks.ChunkSum;
import dev.runcast.runtime.engine.chunks.Chunks;
import dev.runcast.runtime.engine.chunks.RunChunks;
import dev.runcast.runtime.engine.run.Around;
import org.jspecify.annotations.Nullable;

/** A run whose body returns its output, and occupies its thread until it does. */
public record ValueInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends O> body) implements Invocation<I, O> {
    @Override
    public O invoke(I input, RunnableConfig config) throws Exception {
        return Around.run(descriptor, config, input, run -> body.apply(input, run.childConfig()));
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        if (descriptor.type() != RunType.CHAIN) { // Only chains are streamed.
            return new CalledChunk<>(() -> invoke(ChunkSum.of(input), config), input);
        }
        return RunChunks.<I, O>streamed(
                descriptor,
                config,
                false,
                input,
                (chunks, run) -> Chunks.of(body.apply(ChunkSum.of(chunks), run.childConfig())));
    }
}
