package dev.runcast.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That what the documentation shows is compiled and tested. */
class SnippetsTest {
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern KOTLIN_BLOCK = Pattern.compile("```kotlin\\n(.*?)```", Pattern.DOTALL);

    /** Pages whose code is compared with what the processor says and writes. */
    private static final Set<String> OF_THE_PROCESSOR =
            Set.of("diagnostics.md", "event-contract.md", "generated-example.md");

    @ParameterizedTest
    @MethodSource("pages")
    void everyJavaSnippetStandsInACompiledExample(Path page) throws IOException {
        assertStandIn(sources(".java"), page, JAVA_BLOCK);
    }

    /** Other pages have Kotlin for Gradle only. */
    @Test
    void everyKotlinSnippetStandsInACompiledExample() throws IOException {
        assertStandIn(sources(".kt"), Pages.DOCS.resolve("integrations/kotlin.md"), KOTLIN_BLOCK);
    }

    private static void assertStandIn(List<String> sources, Path page, Pattern block) {
        List<String> snippets = block.matcher(Pages.read(page))
                .results()
                .map(code -> unindented(code.group(1)))
                .toList();
        assertThat(snippets)
                .allSatisfy(snippet -> assertThat(sources)
                        .as("examples that contain:%n%s", snippet)
                        .anyMatch(source -> source.contains(snippet)));
    }

    @Test
    void theReadmeHasSnippets() {
        assertThat(Pages.read(Pages.README)).containsPattern(JAVA_BLOCK);
    }

    @Test
    void theTranscriptIsTheOneOfTheExample() {
        assertThat(Pages.read(Pages.DOCS.resolve("testing.md")))
                .contains(Pages.read(Path.of("src/test/resources/transcripts/contacts.txt")));
    }

    static List<Path> pages() throws IOException {
        return Pages.ofUsers().stream()
                .filter(page -> !OF_THE_PROCESSOR.contains(page.getFileName().toString()))
                .toList();
    }

    /** Returns the sources of the examples, and what is generated for the first of them. */
    private static List<String> sources(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(Pages.PROJECT.resolve("examples"))) {
            Stream<Path> sources = files.filter(
                    file -> file.toString().endsWith(suffix) && !file.toString().contains("target"));
            return Stream.concat(sources, Stream.of(Pages.DOCS.resolve("generated-example.md")))
                    .map(file -> unindented(Pages.read(file)))
                    .toList();
        }
    }

    private static String unindented(String code) {
        return code.replaceAll("(?m)^ +", "").strip();
    }
}
