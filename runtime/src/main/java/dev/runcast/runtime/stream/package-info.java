/**
 * The events of a run as a stream, in the v2 format of {@code astream_events} in <a href="https://docs.langchain.com/">LangChain</a>.
 *
 * <p>An {@link dev.runcast.runtime.stream.EventStream} is read by a loop, and cancels the run when it is closed early:
 *
 * <pre>{@code
 * try (EventStream events = research.researchRunnable().streamEvents("tea")) {
 *   for (StreamEvent event : events) {
 *     System.out.println(event.toJson());
 *   }
 * }
 * }</pre>
 *
 * <p>{@link dev.runcast.runtime.TypedRunnable#publishEvents publishEvents} hands the same events to a subscriber without a waiting
 * thread. {@link dev.runcast.runtime.stream.EventStreamOptions} choose which events there are, and what happens when their reader is slow. In
 * another process, {@link dev.runcast.runtime.stream.RemoteEvent} reads their JSON.
 */
@NullMarked
package dev.runcast.runtime.stream;

import org.jspecify.annotations.NullMarked;
