/** Annotated types as they stand in the source: what the annotations say, unchecked. */
@NullMarked
package dev.runcast.processor.discovery;

import org.jspecify.annotations.NullMarked;
