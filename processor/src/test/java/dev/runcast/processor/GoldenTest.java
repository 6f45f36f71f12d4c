package dev.runcast.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.runcast.processor.CompilerTool.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Good sources compile without a warning, and what is generated for them is what {@code expected/} shows. */
class GoldenTest {
    private static final String MODULE = "module";

    @TempDir
    private Path output;

    static List<String> cases() {
        return Source.names("good");
    }

    /** As a tool, ECJ finds no modules on a module path. */
    static List<String> casesWithoutModules() {
        return cases().stream().filter(name -> !name.equals(MODULE)).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void generatesWhatIsExpected(String name) {
        Compilation compilation = javac(name).compile(Source.toFileObjects(Source.resources("good/" + name)));

        assertThat(compilation).succeededWithoutWarnings();
        if (Boolean.getBoolean("golden.update")) {
            update(compilation, name);
        }
        List<Source> expected = Source.resources("expected/" + name);
        assertThat(compilation.generatedSourceFiles()).hasSameSizeAs(expected);
        for (Source source : expected) {
            assertThat(compilation)
                    .generatedSourceFile(source.className())
                    .contentsAsUtf8String()
                    .isEqualTo(source.text());
        }
    }

    @ParameterizedTest
    @MethodSource("casesWithoutModules")
    void generatesTheSameWithEcj(String name) {
        Result result = CompilerTool.ECJ.compile(output, Source.resources("good/" + name));

        assertThat(result.succeeded()).as(result.log()).isTrue();
        assertThat(result.generated()).containsExactlyInAnyOrderElementsOf(Source.resources("expected/" + name));
    }

    private static Compiler javac(String name) {
        return name.equals(MODULE)
                ? Javac.withMoreOptions(Javac.strict(), "--module-path", System.getProperty("java.class.path"))
                : Javac.strict();
    }

    private static void update(Compilation compilation, String name) {
        compilation.generatedSourceFiles().forEach(file -> {
            try {
                new Source(file.getName(), file.getCharContent(false).toString()).update("expected/" + name);
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        });
    }
}
