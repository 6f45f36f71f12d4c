/** Runs and custom events in recordings of JDK Flight Recorder. */
@NullMarked
package dev.runcast.jfr;

import org.jspecify.annotations.NullMarked;
