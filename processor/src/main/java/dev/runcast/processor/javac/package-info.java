/** Checks of method bodies, which only javac's tree API allows. Other compilers go without. */
@NullMarked
package dev.runcast.processor.javac;

import org.jspecify.annotations.NullMarked;
