/** The checks. They return diagnostics and print nothing. */
@NullMarked
package dev.runcast.processor.validation;

import org.jspecify.annotations.NullMarked;
