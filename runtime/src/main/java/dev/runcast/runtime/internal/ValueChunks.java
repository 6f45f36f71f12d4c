package dev.runcast.runtime.internal;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A run of a body that takes one value and makes one, as a stream: it adds the chunks of its input up, gives its output as the
 * only chunk, and ends when it is asked for another. (Reference rules 6.5 and 6.11.)
 *
 * <p>Only chains are streamed. A tool or retriever takes its input from the chunks, and runs as if it had been called.
 */
final class ValueChunks {
    private ValueChunks() {}

    static <I extends @Nullable Object, O extends @Nullable Object> Chunks<O> of(
            RunnableDescriptor descriptor,
            boolean async,
            Invocation<I, O> body,
            Chunks<? extends I> input,
            RunnableConfig config) {
        if (descriptor.type() != RunType.CHAIN) {
            return new CalledChunk<>(() -> body.invoke(ChunkSum.of(input), config), input);
        }
        return new LazyChunks<I, O>(descriptor, async, input, config, (chunks, run) -> {
            I value = LazyChunks.inputOf(chunks, run);
            O output = Ambient.adopting(run, () -> body.invoke(value, config));
            return RunChunks.ofWhole(output, run);
        });
    }
}
