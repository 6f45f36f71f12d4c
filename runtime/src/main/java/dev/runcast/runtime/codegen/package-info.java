/**
 * What generated code calls. It is public for that code only and may change together with the processor, without notice;
 * other code has no need of it.
 */
@NullMarked
package dev.runcast.runtime.codegen;

import org.jspecify.annotations.NullMarked;
