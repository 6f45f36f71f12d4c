package dev.runcast.examples.checksums;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A tool that says how far it is. */
public class Checksums {
    public record Progress(int done, int total, String file) {}

    private final HasherRunnables hasher;

    public Checksums(HasherRunnables hasher) {
        this.hasher = hasher;
    }

    @Runnable(type = RunType.TOOL, description = "Computes the checksums of the files below a directory.")
    @EmitsEvent(name = "progress", payload = Progress.class)
    public Map<String, String> checksums(String directory, RunnableConfig config, ChecksumsEvents events)
            throws IOException {
        List<Path> files = filesBelow(directory);
        Map<String, String> checksums = new TreeMap<>();
        for (Path file : files) {
            checksums.put(file.toString(), hasher.withConfig(config).sha256(file.toString()));
            events.progress(checksums.size(), files.size(), file.getFileName().toString());
        }
        return checksums;
    }

    private static List<Path> filesBelow(String directory) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
