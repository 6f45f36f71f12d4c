package dev.runcast.runtime.callback;

import java.util.Objects;

/**
 * How {@link CallbackHandler#inBackground} keeps events for its handler. By default 1,024 events may wait, and a run waits when there
 * is no room. Immutable.
 *
 * @since 0.1
 */
public final class BackgroundOptions {
    private static final BackgroundOptions DEFAULTS = builder().build();

    private final int capacity;
    private final Overflow overflow;

    private BackgroundOptions(Builder builder) {
        this.capacity = builder.capacity;
        this.overflow = builder.overflow;
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

    /** Returns what happens to an event that comes when so many wait. */
    public Overflow overflow() {
        return overflow;
    }

    /**
     * Collects options.
     *
     * @since 0.1
     */
    public static final class Builder {
        private int capacity = 1024;
        private Overflow overflow = Overflow.BLOCK;

        private Builder() {}

        /**
         * Sets how many events may wait. When more come, {@link #overflow} says what happens.
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

        /** Sets what happens when there is no room, {@link Overflow#BLOCK} by default: the run waits for the handler. */
        public Builder overflow(Overflow overflow) {
            this.overflow = Objects.requireNonNull(overflow, "overflow");
            return this;
        }

        /** Returns the options. */
        public BackgroundOptions build() {
            return new BackgroundOptions(this);
        }
    }
}
