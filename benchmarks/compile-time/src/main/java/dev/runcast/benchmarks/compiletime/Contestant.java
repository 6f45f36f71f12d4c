package dev.runcast.benchmarks.compiletime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A processor, and classes for it. */
enum Contestant {
    RUNCAST("Runcast", "runcast", "runcast-processor.jar"),
    RUNCAST_THREE("Runcast, 3 runnables", "runcast-three", "runcast-processor.jar"),
    AUTO_VALUE("AutoValue, 3 properties", "auto-value", "auto-value.jar"),
    AUTO_VALUE_BUILDER("AutoValue, 3 and builder", "auto-value-builder", "auto-value.jar"),
    AUTO_VALUE_EIGHT("AutoValue, 8 and builder", "auto-value-eight", "auto-value.jar");

    static final List<Contestant> PEERS = List.of(AUTO_VALUE, AUTO_VALUE_BUILDER, AUTO_VALUE_EIGHT);

    /** As in a program, classes are spread over packages. */
    private static final int CLASSES_PER_PACKAGE = 50;

    private final String title;
    private final String samples;
    private final String processorJar;

    Contestant(String title, String samples, String processorJar) {
        this.title = title;
        this.samples = samples;
        this.processorJar = processorJar;
    }

    String title() {
        return title;
    }

    /** Returns the name of the jar on the processor path. */
    String processorJar() {
        return processorJar;
    }

    /** Writes many classes for the processor. */
    List<Path> writeAnnotated(Path folder, int count) throws IOException {
        return write("Annotated.java", folder, count);
    }

    /** Writes the same classes without annotations, and without what is generated for them. */
    List<Path> writePlain(Path folder, int count) throws IOException {
        return write("Plain.java", folder, count);
    }

    private List<Path> write(String name, Path folder, int count) throws IOException {
        String sample = read("/samples/" + samples + "/" + name);
        List<Path> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String packageName = "samples" + i / CLASSES_PER_PACKAGE;
            Path source = folder.resolve(packageName).resolve("Sample" + i + ".java");
            Files.createDirectories(source.getParent());
            Files.writeString(
                    source,
                    sample.replace("package samples;", "package " + packageName + ";")
                            .replace("Sample", "Sample" + i));
            sources.add(source);
        }
        return sources;
    }

    private static String read(String resource) throws IOException {
        try (InputStream text = Objects.requireNonNull(Contestant.class.getResourceAsStream(resource), resource)) {
            return new String(text.readAllBytes(), UTF_8);
        }
    }
}
