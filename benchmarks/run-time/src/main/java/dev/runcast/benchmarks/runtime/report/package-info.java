/** Compares what was measured with what is wanted, as a table in Markdown. */
@NullMarked
package dev.runcast.benchmarks.runtime.report;

import org.jspecify.annotations.NullMarked;
