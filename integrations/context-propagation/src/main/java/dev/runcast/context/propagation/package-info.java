/**
 * The bridge to Micrometer's context-propagation. Add this module to the class path or module path: the library finds it. With Reactor,
 * turn the library on once:
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
