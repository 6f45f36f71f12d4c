package dev.runcast.examples.checksums;

import static dev.runcast.testkit.RuncastAssertions.assertThat;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.testkit.RecordingCallbackHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {
    @Test
    void tellsHowFarItIs(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.txt"), "tea");
        Files.writeString(directory.resolve("b.txt"), "coffee");
        var recording = new RecordingCallbackHandler();
        var config = RunnableConfig.builder().addHandler(recording).build();
        var tool = new ChecksumsRunnables(new Checksums(new HasherRunnables(new Hasher())));

        tool.withConfig(config).checksums(directory.toString());

        assertThat(recording)
                .run("checksums")
                .emittedPayloads(
                        ChecksumsEvents.PROGRESS,
                        new Checksums.Progress(1, 2, "a.txt"),
                        new Checksums.Progress(2, 2, "b.txt"))
                .hasChildren("sha256", "sha256");
    }
}
