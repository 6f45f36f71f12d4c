package dev.runcast.testkit;

import dev.runcast.runtime.tree.RunTree;

/**
 * Assertions on runs and their events, for AssertJ. Import {@code assertThat} from here and from AssertJ's own {@code Assertions}
 * statically, and Java finds the right one.
 *
 * <pre>{@code
 * assertThat(recording)
 *     .run("research")
 *     .emitted(ResearchEvents.PROGRESS, progress -> progress.step() == 1)
 *     .emittedInOrder(ResearchEvents.PROGRESS, ResearchEvents.DONE)
 *     .endedWith("about tea");
 * }</pre>
 *
 * <p>Every failure shows what was recorded.
 *
 * @since 0.1
 */
public final class RuncastAssertions {
    private RuncastAssertions() {}

    /** Begins assertions on all runs that were heard of, as far as they have come by now. */
    public static RecordingAssert assertThat(RecordingCallbackHandler recording) {
        return new RecordingAssert(recording);
    }

    /** Begins assertions on one run, such as {@code recording.runs("find").get(1)}. */
    public static RunAssert assertThat(RunTree run) {
        return new RunAssert(run, run == null ? "" : run.toText());
    }

    /** Begins assertions on what was emitted to a sink. */
    public static SinkAssert assertThat(RecordingEventSink sink) {
        return new SinkAssert(sink);
    }
}
