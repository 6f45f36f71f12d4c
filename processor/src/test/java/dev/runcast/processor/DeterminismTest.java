package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.processor.CompilerTool.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is generated depends on the source alone. {@link GoldenTest} compares it with the same files on every JDK; here it is
 * compared with them once more, compiled in other orders, in other company and in other environments.
 */
class DeterminismTest {
    /** One is a module, and one has classes that hide those of {@code java.lang} from all others in the package. */
    private static final Set<String> UNSOCIABLE = Set.of("module", "shadows");

    private static final int SHUFFLES = 3;

    @TempDir
    private Path output;

    @ParameterizedTest
    @EnumSource
    void doesNotDependOnTheOrderOfSources(CompilerTool compiler) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Source> sources = all("good");
        for (int i = 0; i < SHUFFLES; i++) {
            Collections.shuffle(sources, random);

            Result compilation = compiler.compile(output.resolve("shuffle" + i), sources);

            assertThat(compilation.generated())
                    .as("shuffle %d of new Random(%dL)", i, seed)
                    .containsExactlyInAnyOrderElementsOf(all("expected"));
        }
    }

    /** As in an incremental build, which deletes what came from one class, and compiles that with the class files of the others. */
    @ParameterizedTest
    @EnumSource
    void doesNotDependOnWhatIsCompiledAlong(CompilerTool compiler) throws IOException {
        Path classes = compiler.compile(output, all("good")).classes();
        List<Path> classPath = new ArrayList<>(CompilerTool.CLASS_PATH);
        classPath.add(classes);
        for (Source source : all("good")) {
            if (compiler == CompilerTool.ECJ && isInCycle(source)) {
                continue; // ECJ cannot read classes whose signatures name a class that is gone.
            }
            deleteGenerated(source);

            Result compilation =
                    compiler.run(output, List.of(source)).classPath(classPath).compile();

            assertThat(compilation.succeeded())
                    .as(source.path() + "\n" + compilation.log())
                    .isTrue();
            assertThat(compilation.generated()).containsExactlyInAnyOrderElementsOf(all("expected"));
        }
    }

    /** Turkish has an i of its own, Arabic digits of its own, and Thai a calendar of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG", "th-TH-u-ca-buddhist-nu-thai"})
    void doesNotDependOnTheEnvironment(String locale) throws IOException, InterruptedException {
        Result compilation = JavacCommand.compile(
                output,
                all("good"),
                List.of(
                        "-processor",
                        OtherAnnotations.class.getName() + "," + RunnableProcessor.class.getName(),
                        "-processorpath",
                        JavacCommand.path(CompilerTool.CLASS_PATH),
                        "-J-Duser.language=" + locale.substring(0, 2),
                        "-J-Duser.country=" + locale.substring(3, 5),
                        "-J-Duser.extensions=" + locale.substring(5).replaceFirst("^-", ""),
                        "-J-Duser.timezone=Pacific/Kiritimati",
                        "-J-Dline.separator=\r\n",
                        "-J-Dfile.encoding=ISO-8859-1"));

        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        assertThat(compilation.generated()).containsExactlyInAnyOrderElementsOf(all("expected"));
    }

    private static boolean isInCycle(Source source) {
        return Stream.of("good/cycle", "good/lowercase")
                .anyMatch(folder -> Source.resources(folder).contains(source));
    }

    private void deleteGenerated(Source source) throws IOException {
        String simpleName = source.path().replaceAll(".*/|\\.java", "");
        Pattern generated = Pattern.compile(simpleName + "(_\\w+)?(Events|Runnables)(\\$\\w+)?\\.(java|class)");
        try (Stream<Path> files = Files.walk(output)) {
            List<Path> deleted = files.filter(file ->
                            generated.matcher(file.getFileName().toString()).matches())
                    .toList();
            assertThat(deleted).as(source.path()).isNotEmpty();
            for (Path file : deleted) {
                Files.delete(file);
            }
        }
    }

    private static List<Source> all(String folder) {
        List<Source> sources = new ArrayList<>();
        Source.names(folder).stream()
                .filter(name -> !UNSOCIABLE.contains(name))
                .flatMap(name -> Source.resources(folder + "/" + name).stream())
                .forEach(sources::add);
        return sources;
    }
}
