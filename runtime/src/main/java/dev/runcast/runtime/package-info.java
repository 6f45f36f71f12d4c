/**
 * Runnables, their configs and the custom events that they emit.
 *
 * <p>A {@link dev.runcast.runtime.TypedRunnable} runs a method or a lambda, and streams its events. A
 * {@link dev.runcast.runtime.RunnableConfig} has the handlers that hear of the run. The annotation processor generates wrappers for methods
 * with {@link dev.runcast.annotations.Runnable}. A lambda needs no processor:
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
 * <p>A {@link dev.runcast.runtime.Run} is one call. It has a name, tags and metadata, and knows the runs above it. The handlers of its config
 * hear of its start, and of its end or error. In between, the run emits custom events by {@link dev.runcast.runtime.CustomEvents} or a
 * generated emitter, and chunks of its output by a {@link dev.runcast.runtime.ChunkSink}. The caller gets the output of the method, or its
 * exception, as without a run.
 *
 * <p>Runs and events follow the callbacks of <a href="https://docs.langchain.com/">LangChain</a>.
 *
 * <p>Configs, runnables, runs and event types are immutable, and safe for any number of threads.
 */
@NullMarked
package dev.runcast.runtime;

import org.jspecify.annotations.NullMarked;
