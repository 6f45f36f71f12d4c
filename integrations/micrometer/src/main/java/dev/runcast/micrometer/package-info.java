/** The bridge to Micrometer: runs as observations, from which come timers, counters and spans. */
@NullMarked
package dev.runcast.micrometer;

import org.jspecify.annotations.NullMarked;
