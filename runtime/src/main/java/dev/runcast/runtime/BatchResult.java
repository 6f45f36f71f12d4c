package dev.runcast.runtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one run of a batch ended.
 *
 * @param index the index of its input, from 0
 * @param output what it returned, null if it failed
 * @param error what it failed with, as {@link TypedRunnable#invoke} would have thrown it
 */
public record BatchResult<O extends @Nullable Object>(
        int index, @Nullable O output, Optional<Throwable> error) {}
