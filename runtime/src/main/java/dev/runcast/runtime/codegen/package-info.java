/**
 * The API for generated code. It is public for that code only. Do not call it yourself.
 *
 * <p>It changes together with the processor. Generated code needs a runtime of the processor's version or a newer one. Code from an older
 * processor still links until the next major version, so libraries need not be recompiled.
 */
@NullMarked
package dev.runcast.runtime.codegen;

import org.jspecify.annotations.NullMarked;
