/**
 * The bridge to Micrometer's context-propagation. Add this module to the class path or module path: the library and Runcast find it.
 *
 * <p>What the library knows, such as a security context, goes along to each thread on which Runcast does work. The current run goes along
 * wherever the library carries contexts. With Reactor, turn the library on once:
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
