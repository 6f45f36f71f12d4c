package dev.runcast.runtime.internal;

import dev.runcast.runtime.RecursionLimitException;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A run that chooses another runnable by its input, which does the work below it with the same input. Each choice inside another
 * one leaves one less. (Reference rule 6.10.)
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
        return ActiveRun.around(
                descriptor,
                config,
                input,
                run -> choice.choose(input, run.childConfig()).invoke(input, chosenConfig(run)));
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return new LazyChunks<I, O>(descriptor, false, input, config, (chunks, run) -> {
            I value = LazyChunks.inputOf(chunks, run);
            return new RunChunks<>(
                    run, () -> choice.choose(value, run.childConfig()).stream(Chunks.of(value), chosenConfig(run)));
        });
    }

    private RunnableConfig chosenConfig(ActiveRun run) {
        RunnableConfig config = run.childConfig();
        int limit = config.recursionLimit().orElse(RunnableConfig.DEFAULT_RECURSION_LIMIT);
        if (limit == 0) {
            throw new RecursionLimitException(descriptor.name(), limit);
        }
        return config.toBuilder().recursionLimit(limit - 1).build();
    }
}
