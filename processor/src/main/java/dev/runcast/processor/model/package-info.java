/** Generated classes as values, free of any rendering. */
@NullMarked
package dev.runcast.processor.model;

import org.jspecify.annotations.NullMarked;
