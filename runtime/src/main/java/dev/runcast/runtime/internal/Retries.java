package dev.runcast.runtime.internal;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.runcast.runtime.RetryOptions;
import dev.runcast.runtime.RunnableConfig;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Several attempts at a run, each below the current one. The run of attempt N, from the second on, has the local tag
 * {@code retry:attempt:N}. (Reference rules 2.3 and 7.6.)
 */
public final class Retries {
    private static final double JITTER = 0.25;

    private Retries() {}

    /** Makes attempts until one succeeds, or there are to be no more. Throws what the last one failed with. */
    public static <I extends @Nullable Object, O extends @Nullable Object> O invoke(
            Invocation<I, O> attempt, I input, RunnableConfig config, RetryOptions options) throws Exception {
        ActiveRun run = Objects.requireNonNull(Ambient.current());
        RetryPolicy<O> policy = RetryPolicy.<O>builder()
                .withMaxAttempts(options.attempts())
                .withBackoff(options.firstWait(), options.longestWait())
                .withJitter(JITTER)
                .handleIf(options::retriesOn)
                .build();
        try {
            return Failsafe.with(policy).get(context -> {
                int number = context.getAttemptCount() + 1;
                return attempt.invoke(input, number == 1 ? config : run.stepConfig("retry:attempt:" + number));
            });
        } catch (FailsafeException checked) {
            throw Unchecked.rethrow(Objects.requireNonNullElse(checked.getCause(), checked));
        }
    }
}
