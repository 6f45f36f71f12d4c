/** Runs, events and threads that are kept in memory, and are gone with the process. */
@NullMarked
package dev.runcast.server.internal.memory;

import org.jspecify.annotations.NullMarked;
