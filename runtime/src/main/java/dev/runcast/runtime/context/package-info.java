/** Carries the current run to other threads. */
@NullMarked
package dev.runcast.runtime.context;

import org.jspecify.annotations.NullMarked;
