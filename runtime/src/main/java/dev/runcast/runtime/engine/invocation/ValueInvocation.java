package dev.runcast.runtime.engine.invocation;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.chunks.CalledChunk;
import dev.runcast.runtime.engine.chunks.ChunkSum;
import dev.runcast.runtime.engine.chunks.Chunks;
import dev.runcast.runtime.engine.chunks.RunChunks;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import java.util.AbstractMap.SimpleEntry;
import org.jspecify.annotations.Nullable;

/** A run whose body returns its output, and occupies its thread until it does. */
public record ValueInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, RunBody<? super I, ? extends O> body) implements Invocation<I, O> {
    /** What is done inside the run. The config for the runs below it is made only if the body wants one. */
    @FunctionalInterface
    public interface RunBody<I extends @Nullable Object, O extends @Nullable Object> {
        /** Makes the output from the input. */
        O apply(I input, ActiveRun run) throws Exception;
    }

    @Override
    public O invoke(I input, RunnableConfig config) throws Exception {
        // As Around does, but in line: each frame counts where runnables are nested deep.
        SimpleEntry<int[], Ambient.@Nullable Scope> slot = Ambient.slot();
        Ambient.Scope previous = Ambient.top(slot);
        ActiveRun run = ActiveRun.start(descriptor, config, input, false, previous);
        Ambient.Attachment attachment = Ambient.attach(run, slot, previous);
        O output;
        try {
            output = body.apply(input, run);
        } catch (Throwable error) {
            attachment.close();
            run.fail(error);
            throw error;
        }
        attachment.close();
        run.succeed(output);
        return output;
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        if (descriptor.type() != RunType.CHAIN) { // Only chains are streamed.
            return new CalledChunk<>(() -> invoke(ChunkSum.of(input), config), input);
        }
        return RunChunks.<I, O>streamed(
                descriptor, config, false, input, (chunks, run) -> Chunks.of(body.apply(ChunkSum.of(chunks), run)));
    }
}
