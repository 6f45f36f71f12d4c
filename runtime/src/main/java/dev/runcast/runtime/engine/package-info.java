/**
 * How runs work. Not exported. Its rooms lie on top of each other:
 *
 * <ol>
 *   <li>{@code collect} and {@code json}: ordered collections, and the writer of JSON;
 *   <li>{@code run}: the life of a run, its callbacks, and how its events come to handlers;
 *   <li>{@code chunks}: outputs that are made bit by bit;
 *   <li>{@code stream}: events of runs that are read elsewhere;
 *   <li>{@code invocation}: what a {@code TypedRunnable} does when it is called or streamed.
 * </ol>
 */
@NullMarked
package dev.runcast.runtime.engine;

import org.jspecify.annotations.NullMarked;
