package dev.runcast.benchmarks.compiletime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A number of classes of a contestant, written to a folder. */
final class Subject {
    private final Contestant contestant;
    private final Javac javac;
    private final Path processorJar;
    private final Path folder;
    private final List<Path> annotated;
    private final List<Path> handWritten;
    private final List<Path> plain;

    /** Writes the sources below the folder of the build, and runs the processor once for what it generates. */
    Subject(Contestant contestant, int count, Javac javac, Path target) throws IOException {
        this.contestant = contestant;
        this.javac = javac;
        this.processorJar = target.resolve("processors").resolve(contestant.processorJar());
        this.folder = target.resolve("work").resolve(contestant.name());
        Folders.delete(folder);
        this.annotated = contestant.writeAnnotated(folder.resolve("annotated"), count);
        this.plain = contestant.writePlain(folder.resolve("plain"), count);
        Path generated = empty("hand-written");
        javac.compile(processorJar, annotated, generated);
        this.handWritten = new ArrayList<>(annotated);
        this.handWritten.addAll(Folders.filesIn(generated));
    }

    Contestant contestant() {
        return contestant;
    }

    /** Compiles the classes in each way. */
    Cost measure() throws IOException {
        return new Cost(
                        javac.compile(processorJar, annotated, empty("generated")),
                        javac.compile(handWritten),
                        javac.compile(plain))
                .dividedBy(annotated.size());
    }

    private Path empty(String name) throws IOException {
        Path empty = folder.resolve(name);
        Folders.delete(empty);
        return Files.createDirectories(empty);
    }
}
