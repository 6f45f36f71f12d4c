package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.processor.CompilerTool.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Large classes that javac takes are not rejected. {@code bad/RunnableClassTooLarge.java} has some that javac does not take. */
class LargeClassesTest {
    private static final String RUNNABLE = "  @Runnable void work%1$d() {}%n";

    private static final String RICH_RUNNABLE = """
              /**
               * Works.
               *
               * @param topic what to ask, for the %1$dth time
               * @param depths how deep it goes
               */
              @Runnable(name = "work_%1$d", description = "Works %1$d times.", tags = {"a", "b"}, metadata = {"number=%1$d", "owner=me"})
              @EmitsEvent(name = "event%1$d", payload = Note.class)
              List<String> work%1$d(String topic, Map<String, Integer> depths, LargeEvents events) {
                events.event%1$d("tea");
                return List.of();
              }
            """;

    private static final String EVENTS = """
              @EmitsEvent(name = "note%1$d", payload = Note%1$d.class)
              @EmitsEvent(name = "step%1$d", payload = Step%1$d.class)
            """;

    private static final String PAYLOADS = """
              record Note%1$d(String text) {}
              record Step%1$d(int number, String text) {}
            """;

    @TempDir
    private Path output;

    static List<Arguments> large() {
        return List.of(
                Arguments.of("3,000 runnables", numbered(3_000, RUNNABLE)),
                Arguments.of("480 runnables with all that they may have", numbered(480, RICH_RUNNABLE)),
                Arguments.of(
                        "4,000 events with payloads of their own",
                        numbered(2_000, EVENTS) + "  @Runnable void work(LargeEvents events) {}\n"
                                + numbered(2_000, PAYLOADS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("large")
    void compiles(String name, String members) {
        Result compilation = compile(members);

        assertThat(errors(compilation)).isEmpty();
    }

    private Result compile(String members) {
        String source = """
                package com.example;

                import dev.runcast.annotations.EmitsEvent;
                import dev.runcast.annotations.Runnable;
                import java.util.List;
                import java.util.Map;

                class Large {
                  record Note(String text) {}

                """ + members + "}\n";
        return CompilerTool.JAVAC
                .run(output, List.of(new Source("com/example/Large.java", source)))
                .options("-Xlint:none")
                .compile();
    }

    private static Stream<String> errors(Result compilation) {
        return compilation.diagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT));
    }

    private static String numbered(int count, String text) {
        return IntStream.range(0, count)
                .mapToObj(number -> String.format(Locale.ROOT, text, number))
                .collect(Collectors.joining());
    }
}
