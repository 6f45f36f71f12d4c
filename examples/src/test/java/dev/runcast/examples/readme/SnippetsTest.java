package dev.runcast.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That what the documentation shows is compiled and tested. */
class SnippetsTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/serving.md", "docs/testing.md"})
    void everyJavaSnippetStandsInACompiledExample(String page) throws IOException {
        List<String> sources = sources();
        List<String> snippets = JAVA_BLOCK
                .matcher(read(PROJECT.resolve(page)))
                .results()
                .map(block -> unindented(block.group(1)))
                .toList();
        assertThat(snippets)
                .isNotEmpty()
                .allSatisfy(snippet -> assertThat(sources)
                        .as("examples that contain:%n%s", snippet)
                        .anyMatch(source -> source.contains(snippet)));
    }

    @Test
    void theTranscriptIsTheOneOfTheExample() {
        assertThat(read(PROJECT.resolve("docs/testing.md")))
                .contains(read(Path.of("src/test/resources/transcripts/contacts.txt")));
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> unindented(read(file)))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String unindented(String code) {
        return code.replaceAll("(?m)^ +", "").strip();
    }
}
