package dev.runcast.runtime.engine.invocation;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.runcast.runtime.RetryOptions;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.chunks.ChunkSum;
import dev.runcast.runtime.engine.chunks.Chunks;
import dev.runcast.runtime.engine.chunks.PeekedChunks;
import dev.runcast.runtime.engine.chunks.RunChunks;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Around;
import dev.runcast.runtime.engine.run.Unchecked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of several attempts, until one succeeds. The run of attempt N, from the second on, has the local tag {@code retry:attempt:N}. As
 * a stream, an attempt that has made a chunk is the last one.
 */
public final class RetryInvocation<I extends @Nullable Object, O extends @Nullable Object> implements Invocation<I, O> {
    private static final double JITTER = 0.25;

    private final RunnableDescriptor descriptor;
    private final Invocation<I, O> attempt;
    private final FailsafeExecutor<@Nullable Object> failsafe;

    /** Creates attempts at {@code attempt} as the options say. */
    public RetryInvocation(RunnableDescriptor descriptor, Invocation<I, O> attempt, RetryOptions options) {
        this.descriptor = descriptor;
        this.attempt = attempt;
        this.failsafe = Failsafe.with(RetryPolicy.builder()
                .withMaxAttempts(options.attempts())
                .withBackoff(options.firstWait(), options.longestWait())
                .withJitter(JITTER)
                .handleIf(options::retriesOn)
                .build());
    }

    @Override
    public O invoke(I input, RunnableConfig config) throws Exception {
        return Around.run(descriptor, config, input, run -> first(run, each -> attempt.invoke(input, each)));
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return RunChunks.<I, O>streamed(descriptor, config, false, input, (chunks, run) -> {
            I value = ChunkSum.of(chunks);
            return first(run, each -> PeekedChunks.<O>of(attempt.stream(Chunks.of(value), each)));
        });
    }

    /** What an attempt does. */
    @FunctionalInterface
    private interface Attempt<R extends @Nullable Object> {
        R with(RunnableConfig config) throws Exception;
    }

    /** Returns the result of the first attempt that succeeds. Throws what the last one failed with if there are to be no more. */
    private <R extends @Nullable Object> R first(ActiveRun run, Attempt<R> attempt) throws Exception {
        try {
            return failsafe.get(context -> {
                int number = context.getAttemptCount() + 1;
                return attempt.with(number == 1 ? run.partConfig() : run.stepConfig("retry:attempt:" + number));
            });
        } catch (FailsafeException checked) {
            throw Unchecked.rethrow(Objects.requireNonNullElse(checked.getCause(), checked));
        }
    }
}
