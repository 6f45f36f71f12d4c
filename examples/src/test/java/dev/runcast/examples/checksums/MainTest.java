package dev.runcast.examples.checksums;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final PrintStream standardOutput = System.out;

    @AfterEach
    void restore() {
        System.setOut(standardOutput);
    }

    @Test
    void showsProgress(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.txt"), "tea");
        Files.writeString(directory.resolve("b.txt"), "coffee");
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        Main.main(new String[] {directory.toString()});
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("  1 of 2  a.txt", "  2 of 2  b.txt", "2 checksums");
    }
}
