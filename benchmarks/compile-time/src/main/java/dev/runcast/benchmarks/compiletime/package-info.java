/** What annotated classes cost javac, beside AutoValue. */
@NullMarked
package dev.runcast.benchmarks.compiletime;

import org.jspecify.annotations.NullMarked;
