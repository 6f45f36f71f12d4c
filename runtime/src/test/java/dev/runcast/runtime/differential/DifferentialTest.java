package dev.runcast.runtime.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Random programs give the events that langchain-core gives. This runs a sample with events that were written down;
 * {@code src/test/differential/run} runs any number with langchain-core itself.
 */
class DifferentialTest {
    @Test
    void programsOfTheSampleGiveTheEventsOfTheReference() throws IOException {
        Comparison comparison = new Comparison();
        InputStream sample = DifferentialTest.class.getResourceAsStream("/differential/sample.jsonl");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(sample, "sample"), StandardCharsets.UTF_8))) {
            lines.lines().map(Program::read).forEach(comparison::compare);
        }
        assertThat(comparison.succeeded()).as(comparison.report()).isTrue();
    }
}
