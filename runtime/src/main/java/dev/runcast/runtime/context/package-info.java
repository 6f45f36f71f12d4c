/**
 * Carries the current run to other threads.
 *
 * <p>Injected emitters and configs know their run on every thread. Code that has neither relies on the current run. The current run
 * stays on its thread unless a context carries it to another:
 *
 * <pre>{@code
 * ExecutorService threads = RunContext.propagating(Executors.newFixedThreadPool(4));
 * threads.submit(() -> CustomEvents.dispatch(ResearchEvents.PROGRESS, progress)); // belongs to the run that submits
 * }</pre>
 *
 * <p>{@link dev.runcast.runtime.context.RunContext} carries it over executors, thread factories and single tasks.
 * {@link dev.runcast.runtime.context.StrictContext} finds the places where it got lost, in tests.
 */
@NullMarked
package dev.runcast.runtime.context;

import org.jspecify.annotations.NullMarked;
