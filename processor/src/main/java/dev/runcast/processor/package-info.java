/** The annotation processor: what javac calls, and the order of the work. */
@NullMarked
package dev.runcast.processor;

import org.jspecify.annotations.NullMarked;
