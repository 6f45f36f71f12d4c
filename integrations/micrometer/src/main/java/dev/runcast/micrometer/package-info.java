/** The bridge to Micrometer. Runs become observations, and observations become timers, counters and spans. */
@NullMarked
package dev.runcast.micrometer;

import org.jspecify.annotations.NullMarked;
