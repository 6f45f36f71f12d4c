/**
 * What generated code calls for methods that return a {@code Mono} or a {@code Flux}. It is public for that code only and may change
 * together with the processor, without notice; other code has no need of it.
 */
@NullMarked
package dev.runcast.reactor.codegen;

import org.jspecify.annotations.NullMarked;
