/**
 * Records what runs do and asserts on it: {@link dev.runcast.testkit.RecordingCallbackHandler} for runs,
 * {@link dev.runcast.testkit.RecordingEventSink} for methods without any run, {@link dev.runcast.testkit.RuncastAssertions} for both.
 *
 * <pre>{@code
 * RecordingCallbackHandler recording = new RecordingCallbackHandler();
 * RunnableConfig config = RunnableConfig.builder().addHandler(recording).build();
 * research.withConfig(config).research("tea");
 *
 * assertThat(recording)
 *     .run("research")
 *     .emitted(ResearchEvents.PROGRESS, progress -> progress.step() == 2)
 *     .endedWith("about tea");
 * }</pre>
 *
 * <p>{@link dev.runcast.testkit.Transcript} compares what was recorded with a file, and {@link dev.runcast.testkit.EventStreams} reads
 * event streams in tests. {@link dev.runcast.testkit.TestRun} makes events for unit tests of handlers.
 */
@NullMarked
package dev.runcast.testkit;

import org.jspecify.annotations.NullMarked;
