/** The events of a run as a stream: what hears them, what holds them for a slow reader, and how they are read. */
@NullMarked
package dev.runcast.runtime.engine.stream;

import org.jspecify.annotations.NullMarked;
