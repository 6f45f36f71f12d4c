/** What the processor may say to its user, and where it says it. */
@NullMarked
package dev.runcast.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
