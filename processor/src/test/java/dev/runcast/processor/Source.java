package dev.runcast.processor;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** A source file by its path under a source folder. */
record Source(String path, String text) {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern MODULE = Pattern.compile("(?m)^module ");
    private static final Pattern COMPACT = Pattern.compile("(?m)^void main\\(");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:(?:public|abstract|final|sealed) )*(?:class|@?interface|record|enum) (\\w+)");

    /** Names a file after the first type in it. One with methods outside of types is called {@code Main}. */
    static Source of(String text) {
        if (MODULE.matcher(text).find()) {
            return new Source("module-info.java", text);
        }
        if (COMPACT.matcher(text).find()) {
            return new Source("Main.java", text);
        }
        Matcher type = TYPE.matcher(text);
        Matcher inPackage = PACKAGE.matcher(text);
        if (!type.find()) {
            throw new IllegalArgumentException("no type in " + text);
        }
        String folder = inPackage.find() ? inPackage.group(1).replace('.', '/') + "/" : "";
        return new Source(folder + type.group(1) + ".java", text);
    }

    /** Reads the sources in a folder of the test resources, or the one file of that name. */
    static List<Source> resources(String name) {
        Path folder = RESOURCES.resolve(name);
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            List<Source> sources = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                sources.add(Source.of(Files.readString(file)));
            }
            return sources;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Returns the names of the files and folders in a folder of the test resources. */
    static List<String> names(String folder) {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Returns the source for compile-testing. */
    JavaFileObject toFileObject() {
        return JavaFileObjects.forSourceString(className(), text);
    }

    static List<JavaFileObject> toFileObjects(List<Source> sources) {
        return sources.stream().map(Source::toFileObject).toList();
    }

    /** Returns the qualified name of the class that the file is named after. */
    String className() {
        return path.replace(".java", "").replace('/', '.');
    }

    Path writeTo(Path folder) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Writes the file, in the given folder of the test resources, under its simple name. */
    void update(String folder) {
        Path file = RESOURCES.resolve(folder).resolve(Path.of(path).getFileName());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
