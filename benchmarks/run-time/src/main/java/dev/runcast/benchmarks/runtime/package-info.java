/**
 * What runs and events cost at run time, beside peers. A class for each subject, whose methods have the same names; a subject has
 * those that it can do.
 */
@NullMarked
package dev.runcast.benchmarks.runtime;

import org.jspecify.annotations.NullMarked;
