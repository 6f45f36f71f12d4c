/** The contract of events in a compilation: what options ask for, what goes into it, and messages that point at the code. */
@NullMarked
package dev.runcast.processor.contract;

import org.jspecify.annotations.NullMarked;
