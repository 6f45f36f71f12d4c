package dev.runcast.runtime.engine.invocation;

import dev.runcast.runtime.RecursionLimitException;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.chunks.ChunkSum;
import dev.runcast.runtime.engine.chunks.Chunks;
import dev.runcast.runtime.engine.chunks.RunChunks;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Around;
import org.jspecify.annotations.Nullable;

/**
 * A run that chooses another runnable by its input, which does the work below it with the same input. Each choice inside another
 * one leaves one less.
 */
public record ChoiceInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, Choice<I, O> choice) implements Invocation<I, O> {
    /** Chooses what does the work. */
    @FunctionalInterface
    public interface Choice<I extends @Nullable Object, O extends @Nullable Object> {
        /** Returns what does the work with this input. */
        Invocation<? super I, ? extends O> choose(I input, RunnableConfig config) throws Exception;
    }

    @Override
    public O invoke(I input, RunnableConfig config) throws Exception {
        return Around.run(
                descriptor,
                config,
                input,
                run -> choice.choose(input, run.childConfig()).invoke(input, chosenConfig(run)));
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return RunChunks.<I, O>streamed(descriptor, config, false, input, (chunks, run) -> {
            I value = ChunkSum.of(chunks);
            return choice.choose(value, run.childConfig()).stream(Chunks.of(value), chosenConfig(run));
        });
    }

    private RunnableConfig chosenConfig(ActiveRun run) {
        RunnableConfig config = run.partConfig();
        int limit = config.recursionLimit().orElse(RunnableConfig.DEFAULT_RECURSION_LIMIT);
        if (limit == 0) {
            throw new RecursionLimitException(descriptor.name(), limit);
        }
        return config.toBuilder().recursionLimit(limit - 1).build();
    }
}
