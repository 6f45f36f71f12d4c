package dev.runcast.examples.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    private Path directory;

    @Test
    void printsTheRunsAndEventsOfTheRecording() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path file = directory.resolve("runs.jfr");
        Main.record(file, new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyInAnyOrder(
                        "run RunnableSequence",
                        "run research",
                        "event progress {\"step\":1,\"total\":2,\"note\":\"searching\"} of the run research",
                        "event progress {\"step\":2,\"total\":2,\"note\":\"writing\"} of the run research",
                        "event done null of the run research",
                        "run length");
        assertThat(Main.durations(file, "research"))
                .singleElement()
                .satisfies(millis -> assertThat(millis).isNotNegative());
    }
}
