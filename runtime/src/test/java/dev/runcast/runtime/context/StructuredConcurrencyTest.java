package dev.runcast.runtime.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** {@code StructuredTaskScope} is a preview feature of JDK 25, so that the program runs in a JVM of its own that allows it. */
@EnabledForJreRange(min = JRE.JAVA_25, max = JRE.JAVA_25)
class StructuredConcurrencyTest {
    @Test
    void forksSeeTheRun() throws Exception {
        Path program = Path.of(Objects.requireNonNull(getClass().getResource("/programs/StructuredConcurrency.java"))
                .toURI());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-preview",
                        "--source",
                        "25",
                        "--class-path",
                        System.getProperty("java.class.path"),
                        program.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("Note:") && !line.contains("DEBUG"))
                .containsExactly("inner emits tea", "outer, tea below 1", "false");
    }
}
