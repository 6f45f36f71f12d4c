package dev.runcast.processor;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.processor.CompilerTool.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What tools rely on that compile again only what has changed. Gradle calls such a processor isolating: each file has one source
 * that it comes from, and depends on what that source names alone.
 */
class IncrementalTest {
    private static final String DECLARATION = "META-INF/gradle/incremental.annotation.processors";

    @TempDir
    private Path output;

    @Test
    void isDeclaredAsIsolating() throws IOException, URISyntaxException {
        URL declaration = RunnableProcessor.class.getClassLoader().getResource(DECLARATION);

        assertThat(declaration).isNotNull();
        assertThat(Files.readAllLines(Path.of(declaration.toURI())))
                .contains(RunnableProcessor.class.getName() + ",isolating");
    }

    @ParameterizedTest
    @EnumSource
    void namesTheTopLevelTypeAsTheOnlyOrigin(CompilerTool compiler) {
        Map<String, List<String>> origins = new HashMap<>();

        compile(compiler, CompilerTool.CLASS_PATH, Source.resources("good/nested"), origins);

        assertThat(origins).hasSizeGreaterThan(4);
        assertThat(origins.values().stream().collect(toSet())).containsExactly(List.of("com.example.Outer"));
    }

    @ParameterizedTest
    @EnumSource
    void generatesTheSameFromEachSourceAlone(CompilerTool compiler) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (String folder : List.of("research", "signatures", "generics", "nested", "events", "foreignrunnables")) {
            sources.addAll(Source.resources("good/" + folder));
        }
        Map<String, List<String>> origins = new HashMap<>();
        Result whole = compile(compiler, CompilerTool.CLASS_PATH, sources, origins);
        assertThat(whole.succeeded()).as(whole.log()).isTrue();

        for (Source source : sources) {
            String type = source.className();
            Set<String> generated = origins.keySet().stream()
                    .filter(name -> origins.get(name).contains(type))
                    .collect(toSet());

            // As Gradle does: everything that comes from the source is deleted, and the source alone compiled against
            // the rest.
            Path rest = copy(whole.classes(), output.resolve("rest").resolve(type));
            delete(rest, type);
            generated.forEach(name -> delete(rest, name));
            List<Path> classPath = new ArrayList<>(CompilerTool.CLASS_PATH);
            classPath.add(rest);
            Result alone = compile(compiler, classPath, List.of(source), new HashMap<>());

            assertThat(alone.succeeded()).as(alone.log()).isTrue();
            assertThat(alone.generated())
                    .as("generated from %s alone", type)
                    .hasSameSizeAs(generated)
                    .allMatch(whole.generated()::contains);
        }
    }

    /** With ECJ as a batch compiler such classes get in the way: eclipse-jdt/eclipse.jdt.core#1482. */
    @ParameterizedTest
    @EnumSource
    void meetsTheClassesOfAnEarlierBuild(CompilerTool compiler) {
        List<Source> sources = Source.resources("good/research");
        Result earlier = compile(compiler, CompilerTool.CLASS_PATH, sources, new HashMap<>());
        List<Path> classPath = new ArrayList<>(CompilerTool.CLASS_PATH);
        classPath.add(earlier.classes());

        Result later = compile(compiler, classPath, sources, new HashMap<>());

        switch (compiler) {
            case JAVAC -> assertThat(later.generated()).isNotEmpty().isEqualTo(earlier.generated());
            case ECJ ->
                assertThat(later.diagnostics())
                        .extracting(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                        .anyMatch(message -> message.startsWith("[RunnableClassExists]")
                                && message.endsWith("or delete it if an earlier build left it."));
        }
    }

    private Result compile(
            CompilerTool compiler, List<Path> classPath, List<Source> sources, Map<String, List<String>> origins) {
        FilerSpy processor = new FilerSpy((className, elements) ->
                origins.put(className, elements.stream().map(Object::toString).toList()));
        return compiler.run(newFolder(), sources)
                .classPath(classPath)
                .processors(processor)
                .compile();
    }

    private Path newFolder() {
        try {
            return Files.createTempDirectory(output, "compilation");
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static Path copy(Path folder, Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(folder.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return copy;
    }

    /** Deletes the classes that a source file of this name became. */
    private static void delete(Path folder, String className) {
        Path file = folder.resolve(className.replace('.', '/') + ".class");
        String nested = file.getFileName().toString().replace(".class", "$");
        try (Stream<Path> files = Files.list(file.getParent())) {
            for (Path each : files.toList()) {
                if (each.equals(file) || each.getFileName().toString().startsWith(nested)) {
                    Files.delete(each);
                }
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
