package dev.runcast.examples.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void printsObservationsAndMeters() throws InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new Main(new PrintStream(printed, true, StandardCharsets.UTF_8)).run();

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .startsWith(
                        "request",
                        "request > chain survey",
                        "request > chain survey > chain research",
                        "request > chain survey > chain research",
                        "request > chain survey > chain research")
                .contains(
                        "runcast.run (research, succeeded, chain): 3 times",
                        "runcast.run (survey, succeeded, chain): 1 times",
                        "runcast.run.progress (research, running, chain): 6 events",
                        "runcast.run.done (research, running, chain): 3 events");
    }
}
