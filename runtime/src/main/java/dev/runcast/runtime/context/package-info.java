/**
 * Carries the current run to other threads.
 *
 * <p>Emitters and configs that a method is given know their run on every thread. Deep code that has neither relies on the current run,
 * which stays on its thread unless it is taken along:
 *
 * <pre>{@code
 * ExecutorService threads = RunContext.propagating(Executors.newFixedThreadPool(4));
 * threads.submit(() -> CustomEvents.dispatch(ResearchEvents.PROGRESS, progress)); // belongs to the run that submits
 * }</pre>
 *
 * <p>{@link dev.runcast.runtime.context.RunContext} carries it over executors, thread factories and single tasks.
 * {@link dev.runcast.runtime.context.StrictContext} finds where it got lost, in tests.
 */
@NullMarked
package dev.runcast.runtime.context;

import org.jspecify.annotations.NullMarked;
