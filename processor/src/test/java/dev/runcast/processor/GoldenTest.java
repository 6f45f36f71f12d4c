package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.processor.Compiler.Compilation;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Good sources compile without a warning, and what is generated for them is what {@code expected/} shows. */
class GoldenTest {
    @TempDir
    private Path output;

    /** As a tool, ECJ finds no modules on a module path. */
    static Stream<Arguments> cases() {
        return Source.names("good").stream()
                .flatMap(name -> Stream.of(Compiler.values())
                        .filter(compiler -> compiler == Compiler.JAVAC || !name.equals("module"))
                        .map(compiler -> Arguments.of(name, compiler)));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("cases")
    void generatesWhatIsExpected(String name, Compiler compiler) {
        Compilation compilation = compiler.compile(output, Source.resources("good/" + name));

        if (Boolean.getBoolean("golden.update") && compiler == Compiler.JAVAC) {
            compilation.generated().forEach(source -> source.update("expected/" + name));
        }
        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        List<Source> expected = Source.resources("expected/" + name);
        assertThat(compilation.generated()).containsExactlyInAnyOrderElementsOf(expected);
    }
}
