/** The bridge to Micrometer's context-propagation, which finds it by itself. */
@NullMarked
package dev.runcast.context.propagation;

import org.jspecify.annotations.NullMarked;
