/**
 * Runnables, their configs and the custom events that they emit.
 *
 * <p>{@link dev.runcast.runtime.RunnableConfig} says who listens, and {@link dev.runcast.runtime.TypedRunnable} runs a method or a
 * lambda and streams its events. The wrappers that the annotation processor generates make both of a method that is annotated with
 * {@link dev.runcast.annotations.Runnable}; a lambda needs no processor:
 *
 * <pre>{@code
 * EventType<String> started = EventType.of("started", String.class);
 * TypedRunnable<String, String> shout = TypedRunnable.ofConfigured("shout", (String text, RunnableConfig config) -> {
 *   CustomEvents.dispatch(started, text, config);
 *   return text.toUpperCase(Locale.ROOT);
 * });
 *
 * RunnableConfig config = RunnableConfig.builder().on(started, System.out::println).build();
 * shout.invoke("tea", config);
 * }</pre>
 *
 * <p>A {@link dev.runcast.runtime.Run} is what one call does. It has a name, tags and metadata, knows the runs above it, and is reported to
 * the handlers of its config when it starts, and when it ends or fails. In between it emits custom events, by
 * {@link dev.runcast.runtime.CustomEvents} or by a generated emitter, and chunks of its output, by a
 * {@link dev.runcast.runtime.ChunkSink}. What the program itself sees of a run is the output, or the exception that the method threw.
 *
 * <p>Configs, runnables, runs and event types are immutable, and safe for any number of threads.
 */
@NullMarked
package dev.runcast.runtime;

import org.jspecify.annotations.NullMarked;
