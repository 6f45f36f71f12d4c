package dev.runcast.runtime.internal;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.runcast.runtime.RetryOptions;
import dev.runcast.runtime.RunnableConfig;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Several attempts at a run, each below the current one. The run of attempt N, from the second on, has the local tag
 * {@code retry:attempt:N}. (Reference rules 2.3 and 7.6.)
 */
public final class Retries<I extends @Nullable Object, O extends @Nullable Object> {
    private static final double JITTER = 0.25;

    private final Invocation<I, O> attempt;
    private final FailsafeExecutor<O> failsafe;

    /** Creates attempts at {@code attempt} as the options say. */
    public Retries(Invocation<I, O> attempt, RetryOptions options) {
        this.attempt = attempt;
        this.failsafe = Failsafe.with(RetryPolicy.<O>builder()
                .withMaxAttempts(options.attempts())
                .withBackoff(options.firstWait(), options.longestWait())
                .withJitter(JITTER)
                .handleIf(options::retriesOn)
                .build());
    }

    /** Makes attempts until one succeeds, or there are to be no more. Throws what the last one failed with. */
    public O invoke(I input, RunnableConfig config) throws Exception {
        ActiveRun run = Objects.requireNonNull(Ambient.current());
        try {
            return failsafe.get(context -> {
                int number = context.getAttemptCount() + 1;
                return attempt.invoke(input, number == 1 ? config : run.stepConfig("retry:attempt:" + number));
            });
        } catch (FailsafeException checked) {
            throw Unchecked.rethrow(Objects.requireNonNullElse(checked.getCause(), checked));
        }
    }
}
