/**
 * Records what runs do and asserts on it: {@link dev.runcast.testkit.RecordingCallbackHandler} for runs, {@link
 * dev.runcast.testkit.RecordingEventSink} for methods without any run, {@link dev.runcast.testkit.RuncastAssertions} for both.
 */
@NullMarked
package dev.runcast.testkit;

import org.jspecify.annotations.NullMarked;
