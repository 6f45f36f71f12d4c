package dev.runcast.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What a runnable does with its input.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Body<I extends @Nullable Object, O extends @Nullable Object> {
    /** Makes the output from the input, inside the run. */
    O apply(I input) throws Exception;
}
