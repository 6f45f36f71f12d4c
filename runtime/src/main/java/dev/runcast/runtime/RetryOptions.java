package dev.runcast.runtime;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/**
 * When and how often {@link TypedRunnable#withRetry} tries again. By default there are three attempts, with one second between the
 * first two and twice as long before each further one, up to a minute, each wait longer or shorter by up to a quarter at random;
 * every {@link Exception} is a reason but for interruptions and cancellations. Immutable.
 *
 * @since 0.1
 */
public final class RetryOptions {
    private static final RetryOptions DEFAULTS = builder().build();

    private final int attempts;
    private final Duration firstWait;
    private final Duration longestWait;
    private final Predicate<? super Exception> retryOn;

    private RetryOptions(Builder builder) {
        this.attempts = builder.attempts;
        this.firstWait = builder.firstWait;
        this.longestWait = builder.longestWait;
        this.retryOn = builder.retryOn;
    }

    /** Returns the defaults. */
    public static RetryOptions defaults() {
        return DEFAULTS;
    }

    /** Returns a builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns how many attempts there are at most. */
    public int attempts() {
        return attempts;
    }

    /** Returns the time between the first two attempts. */
    public Duration firstWait() {
        return firstWait;
    }

    /** Returns the longest time between two attempts. */
    public Duration longestWait() {
        return longestWait;
    }

    /** Returns whether there is to be another attempt after this failure, if any are left. */
    public boolean retriesOn(Throwable failure) {
        return failure instanceof Exception exception
                && !(failure instanceof InterruptedException)
                && !(failure instanceof CancellationException)
                && retryOn.test(exception);
    }

    /**
     * Collects options.
     *
     * @since 0.1
     */
    public static final class Builder {
        private int attempts = 3;
        private Duration firstWait = Duration.ofSeconds(1);
        private Duration longestWait = Duration.ofMinutes(1);
        private Predicate<? super Exception> retryOn = failure -> true;

        private Builder() {}

        /**
         * Sets how many attempts there are at most, the first one included.
         *
         * @throws IllegalArgumentException if {@code attempts} is less than 1
         */
        public Builder attempts(int attempts) {
            if (attempts < 1) {
                throw new IllegalArgumentException("The number of attempts is " + attempts + ". Give it 1 or more.");
            }
            this.attempts = attempts;
            return this;
        }

        /**
         * Sets the time between the first two attempts, which doubles before each further one, up to the longest.
         *
         * @throws IllegalArgumentException if the first is not positive, or the longest is not longer
         */
        public Builder backoff(Duration first, Duration longest) {
            if (first.isNegative() || first.isZero() || longest.compareTo(first) <= 0) {
                throw new IllegalArgumentException("The first wait is " + first + " and the longest " + longest
                        + ". Give a positive first one, and a longer longest one.");
            }
            this.firstWait = first;
            this.longestWait = longest;
            return this;
        }

        /** Sets which failures are a reason for another attempt. Interruptions and cancellations never are. */
        public Builder retryOn(Predicate<? super Exception> failures) {
            this.retryOn = Objects.requireNonNull(failures, "failures");
            return this;
        }

        /** Returns the options. */
        public RetryOptions build() {
            return new RetryOptions(this);
        }
    }
}
