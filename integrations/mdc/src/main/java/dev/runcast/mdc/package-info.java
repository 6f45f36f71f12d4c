/** The current run in SLF4J's MDC. */
@NullMarked
package dev.runcast.mdc;

import org.jspecify.annotations.NullMarked;
