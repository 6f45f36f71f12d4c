package dev.runcast.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What a runnable does with its input and with the config for the runs below it.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ConfiguredBody<I extends @Nullable Object, O extends @Nullable Object> {
    /**
     * Makes the output from the input, inside the run.
     *
     * @param config carries this run: runs that are started with it are children of this run, on whatever thread
     */
    O apply(I input, RunnableConfig config) throws Exception;
}
