package dev.runcast.examples.readme;

import static dev.runcast.testkit.RuncastAssertions.assertThat;

import dev.runcast.examples.readme.Research.Progress;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.testkit.RecordingCallbackHandler;
import dev.runcast.testkit.RecordingEventSink;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ResearchTest {
    private final ResearchRunnables research = new ResearchRunnables(new Research());

    @Test
    void tellsHowFarItIs() throws IOException {
        var recording = new RecordingCallbackHandler();
        var config = RunnableConfig.builder().addHandler(recording).build();
        research.withConfig(config).research("tea");
        assertThat(recording)
                .run("research")
                .emitted(ResearchEvents.PROGRESS, progress -> progress.step() == 2)
                .emittedInOrder(ResearchEvents.PROGRESS, ResearchEvents.DONE)
                .endedWith("about tea");
    }

    @Test
    void canBeTestedWithoutARun() throws IOException {
        var sink = new RecordingEventSink();
        new Research().research("tea", RunnableConfig.empty(), new ResearchEvents(sink));
        assertThat(sink)
                .emittedPayloads(
                        ResearchEvents.PROGRESS, new Progress(1, 2, "searching"), new Progress(2, 2, "writing"));
    }
}
