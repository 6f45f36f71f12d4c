/**
 * What generated code calls. It is public for that code only; other code has no need of it.
 *
 * <p>It changes together with the processor: generated code needs a runtime that is no older than the processor that wrote it. Code that
 * an earlier processor generated goes on linking until the next major version, so that libraries need not be compiled anew.
 */
@NullMarked
package dev.runcast.runtime.codegen;

import org.jspecify.annotations.NullMarked;
