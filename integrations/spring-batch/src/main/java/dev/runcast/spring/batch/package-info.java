/** Runs of the jobs, steps and chunks of Spring Batch. */
@NullMarked
package dev.runcast.spring.batch;

import org.jspecify.annotations.NullMarked;
