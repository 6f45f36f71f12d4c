package dev.runcast.runtime.callback;

import java.time.Duration;
import java.util.Objects;

/**
 * How {@link CallbackHandler#inBackground} keeps events for its handler. By default 1,024 events may wait, a run waits when there is
 * no room, and the exit of the JVM waits up to two seconds. Immutable.
 *
 * @since 0.1
 */
public final class BackgroundOptions {
    private static final BackgroundOptions DEFAULTS = builder().build();

    private final int capacity;
    private final Overflow overflow;
    private final Duration exitTimeout;

    private BackgroundOptions(Builder builder) {
        this.capacity = builder.capacity;
        this.overflow = builder.overflow;
        this.exitTimeout = builder.exitTimeout;
    }

    /** Returns the defaults. */
    public static BackgroundOptions defaults() {
        return DEFAULTS;
    }

    /** Returns a builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns how many events may wait. */
    public int capacity() {
        return capacity;
    }

    /** Returns the rule for an event that finds no room. */
    public Overflow overflow() {
        return overflow;
    }

    /** Returns how long the exit of the JVM waits for events that are not handled yet. */
    public Duration exitTimeout() {
        return exitTimeout;
    }

    /**
     * Collects options.
     *
     * @since 0.1
     */
    public static final class Builder {
        private int capacity = 1024;
        private Overflow overflow = Overflow.BLOCK;
        private Duration exitTimeout = Duration.ofSeconds(2);

        private Builder() {}

        /**
         * Sets how many events may wait. When more come, the rule of {@link #overflow} holds.
         *
         * @throws IllegalArgumentException if {@code events} is less than 1
         */
        public Builder capacity(int events) {
            if (events < 1) {
                throw new IllegalArgumentException("The capacity is " + events + ". Give it 1 or more.");
            }
            this.capacity = events;
            return this;
        }

        /** Sets the rule for events that find no room, {@link Overflow#BLOCK} by default: the run waits for the handler. */
        public Builder overflow(Overflow overflow) {
            this.overflow = Objects.requireNonNull(overflow, "overflow");
            return this;
        }

        /**
         * Sets how long the exit of the JVM waits for events that are not handled yet, two seconds by default. When the time runs
         * out, these events are dropped, counted and logged. With {@link Duration#ZERO} the exit does not wait, but still counts
         * and logs them.
         *
         * <p>This holds for an orderly exit, such as the end of {@code main}, {@link System#exit} and SIGTERM. A JVM that is killed
         * or halted neither waits nor logs. Several handlers are waited for at the same time.
         *
         * @throws IllegalArgumentException if {@code timeout} is negative
         */
        public Builder exitTimeout(Duration timeout) {
            if (timeout.isNegative()) {
                throw new IllegalArgumentException(
                        "The exit timeout is " + timeout + ". Give it a positive time, or Duration.ZERO.");
            }
            this.exitTimeout = timeout;
            return this;
        }

        /** Returns the options. */
        public BackgroundOptions build() {
            return new BackgroundOptions(this);
        }
    }
}
