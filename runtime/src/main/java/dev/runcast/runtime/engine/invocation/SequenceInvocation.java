package dev.runcast.runtime.engine.invocation;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.chunks.Chunks;
import dev.runcast.runtime.engine.chunks.RunChunks;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Around;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runnables one after the other, each with the output of the one before. The run of step N has the local tag
 * {@code seq:step:N}.
 */
public final class SequenceInvocation<I extends @Nullable Object, O extends @Nullable Object>
        implements Invocation<I, O> {
    /** What every sequence is. */
    public static final RunnableDescriptor DESCRIPTOR =
            RunnableDescriptor.builder("RunnableSequence").build();

    private final List<Invocation<?, ?>> steps;

    private SequenceInvocation(List<Invocation<?, ?>> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Returns the steps of both; each may be a sequence itself. */
    public static <I extends @Nullable Object, M extends @Nullable Object, O extends @Nullable Object>
            SequenceInvocation<I, O> of(Invocation<I, M> first, Invocation<? super M, O> second) {
        List<Invocation<?, ?>> steps = new ArrayList<>(stepsOf(first));
        steps.addAll(stepsOf(second));
        return new SequenceInvocation<>(steps);
    }

    private static List<Invocation<?, ?>> stepsOf(Invocation<?, ?> invocation) {
        return invocation instanceof SequenceInvocation<?, ?> sequence ? sequence.steps : List.of(invocation);
    }

    @Override
    public O invoke(I input, RunnableConfig config) throws Exception {
        return Around.run(DESCRIPTOR, config, input, run -> invokeSteps(input, run));
    }

    @SuppressWarnings("unchecked") // of() has seen to it that the types of the steps fit.
    private O invokeSteps(I input, ActiveRun run) throws Exception {
        Object value = input;
        for (int i = 0; i < steps.size(); i++) {
            value = ((Invocation<@Nullable Object, ?>) steps.get(i)).invoke(value, stepConfig(run, i));
        }
        return (O) value;
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return RunChunks.<I, O>streamed(DESCRIPTOR, config, false, input, this::chain);
    }

    /** Pulls chunks through all steps; each chunk of the last is one of the sequence. */
    @SuppressWarnings("unchecked") // of() has seen to it that the types of the steps fit.
    private Chunks<O> chain(Chunks<? extends I> input, ActiveRun run) {
        Chunks<?> chunks = input;
        for (int i = 0; i < steps.size(); i++) {
            chunks = ((Invocation<@Nullable Object, ?>) steps.get(i)).stream(chunks, stepConfig(run, i));
        }
        return (Chunks<O>) chunks;
    }

    private static RunnableConfig stepConfig(ActiveRun run, int index) {
        return run.stepConfig("seq:step:" + (index + 1));
    }
}
