/** The handlers that hear of runs and their events, the events themselves, and the manager that brings them together. */
@NullMarked
package dev.runcast.runtime.callback;

import org.jspecify.annotations.NullMarked;
