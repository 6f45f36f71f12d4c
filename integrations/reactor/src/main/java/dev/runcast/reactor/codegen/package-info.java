/**
 * The API for generated code of methods that return a {@code Mono} or a {@code Flux}. It is public for that code only, and changes
 * together with the processor. Do not call it yourself.
 */
@NullMarked
package dev.runcast.reactor.codegen;

import org.jspecify.annotations.NullMarked;
