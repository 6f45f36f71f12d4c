/**
 * What a {@code TypedRunnable} does. An {@link dev.runcast.runtime.engine.invocation.Invocation} is a runnable as a function that does
 * the whole run, called or streamed; there is one class for each kind of body, and one for each way to make a runnable of others.
 */
@NullMarked
package dev.runcast.runtime.engine.invocation;

import org.jspecify.annotations.NullMarked;
