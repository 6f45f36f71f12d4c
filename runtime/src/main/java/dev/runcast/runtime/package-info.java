/**
 * Runnables, their configs and the custom events that they emit.
 *
 * <p>Start with {@link dev.runcast.runtime.RunnableConfig}, which says who listens, and
 * {@link dev.runcast.runtime.TypedRunnable}, which runs a method or a lambda and streams its events.
 */
@NullMarked
package dev.runcast.runtime;

import org.jspecify.annotations.NullMarked;
