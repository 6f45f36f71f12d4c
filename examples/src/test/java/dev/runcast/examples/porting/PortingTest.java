package dev.runcast.examples.porting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.json.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the Java programs of the porting guide print what those in Python print, which {@code examples/porting/run} compares. */
class PortingTest {
    private static final Path FOLDER = Path.of("porting");
    private static final Path GUIDE = Path.of("../docs/porting.md");
    private static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern PYTHON_BLOCK = Pattern.compile("```python\\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("programs")
    void printsWhatPythonPrints(String program) throws IOException {
        var printed = new ByteArrayOutputStream();
        new Main(new PrintStream(printed, true, StandardCharsets.UTF_8)).run(program);
        String output = RUN_ID.matcher(printed.toString(StandardCharsets.UTF_8)).replaceAll("<run id>");
        List<Object> expected = Files.readAllLines(FOLDER.resolve("expected").resolve(program + ".txt")).stream()
                .map(PortingTest::parsed)
                .toList();
        assertThat(output.lines().map(PortingTest::parsed)).containsExactlyElementsOf(expected);
    }

    @Test
    void thePythonOfTheGuideStandsInAProgram() throws IOException {
        List<String> programs = programs().map(PortingTest::source).toList();
        List<String> blocks = PYTHON_BLOCK
                .matcher(Files.readString(GUIDE))
                .results()
                .map(block -> block.group(1).strip())
                .toList();
        assertThat(blocks)
                .isNotEmpty()
                .allSatisfy(block -> assertThat(programs).anyMatch(program -> program.contains(block)));
    }

    static Stream<String> programs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".py"))
                    .map(name -> name.substring(0, name.length() - ".py".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static String source(String program) {
        try {
            return Files.readString(FOLDER.resolve(program + ".py"));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Returns the line, or what it says if it is JSON, whose spaces and order do not matter. */
    private static Object parsed(String line) {
        return line.startsWith("{") ? JsonCodec.defaultCodec().read(line, Object.class) : line;
    }
}
