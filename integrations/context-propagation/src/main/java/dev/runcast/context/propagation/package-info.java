/**
 * The bridge to Micrometer's context-propagation, which finds it by itself: to have it on the class path or module path is enough. With
 * Reactor, that library is turned on once:
 *
 * <pre>{@code
 * Hooks.enableAutomaticContextPropagation();
 * }</pre>
 *
 * <p>Code in Reactor's operators then belongs to the run in which the pipeline was subscribed.
 */
@NullMarked
package dev.runcast.context.propagation;

import org.jspecify.annotations.NullMarked;
