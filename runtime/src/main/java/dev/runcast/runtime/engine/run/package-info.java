/**
 * The life of a run and its delivery.
 *
 * <p>{@link dev.runcast.runtime.engine.run.ActiveRun} is the run that users see, and starts. Its
 * {@link dev.runcast.runtime.engine.run.RunState} is there when somebody hears of it.
 * {@link dev.runcast.runtime.engine.run.RunReports} brings its events to the
 * {@link dev.runcast.runtime.engine.run.Audience}, and ends it once.
 * {@link dev.runcast.runtime.engine.run.Callbacks} is what a run reports to and hands down, and
 * {@link dev.runcast.runtime.engine.run.Ambient} knows the current run of each thread.
 */
@NullMarked
package dev.runcast.runtime.engine.run;

import org.jspecify.annotations.NullMarked;
