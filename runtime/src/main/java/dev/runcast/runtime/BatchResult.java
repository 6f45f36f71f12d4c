package dev.runcast.runtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one run of a batch ended. Immutable.
 *
 * @since 0.1
 */
public final class BatchResult<O extends @Nullable Object> {
    private final int index;
    private final @Nullable O output;
    private final @Nullable Throwable error;

    BatchResult(int index, @Nullable O output, @Nullable Throwable error) {
        this.index = index;
        this.output = output;
        this.error = error;
    }

    /** Returns the index of its input, from 0. */
    public int index() {
        return index;
    }

    /** Returns what it returned, null if it failed. */
    public @Nullable O output() {
        return output;
    }

    /** Returns what it failed with, as {@link TypedRunnable#invoke} would have thrown it, or nothing if it succeeded. */
    public Optional<Throwable> error() {
        return Optional.ofNullable(error);
    }

    /** Returns the index, and the output or the error. */
    @Override
    public String toString() {
        return index + ": " + (error == null ? output : error);
    }
}
