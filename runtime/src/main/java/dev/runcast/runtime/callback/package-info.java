/**
 * The handlers that hear of runs and their events, the events themselves, and the manager that brings them together.
 *
 * <p>A {@link dev.runcast.runtime.callback.CallbackHandler} is called where something happens:
 *
 * <pre>{@code
 * class Timings implements CallbackHandler {
 *   @Override
 *   public void onRunEnd(RunEvent.End event) {
 *     Duration taken = Duration.between(event.run().startTime(), event.time());
 *     log.info("{} took {}", event.run().name(), taken);
 *   }
 * }
 *
 * RunnableConfig config = RunnableConfig.builder().addHandler(new Timings()).build();
 * }</pre>
 *
 * <p>One that finishes later is an {@link dev.runcast.runtime.callback.AsyncCallbackHandler}, and never blocks an asynchronous run. One
 * that keeps something current on the threads of a run, such as a span, is a
 * {@link dev.runcast.runtime.callback.ScopedCallbackHandler}. A slow one is put into the background by
 * {@link dev.runcast.runtime.callback.CallbackHandler#inBackground CallbackHandler.inBackground}, and
 * {@link dev.runcast.runtime.callback.GlobalCallbacks} has one hear of every run of the process.
 *
 * <p>A handler harms nobody: what it throws is logged, with the handler, the event and the cause, unless its
 * {@linkplain dev.runcast.runtime.callback.CallbackHandler#errorPolicy error policy} says otherwise.
 */
@NullMarked
package dev.runcast.runtime.callback;

import org.jspecify.annotations.NullMarked;
