package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.processor.diagnostic.DiagnosticId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of all messages is made from the catalogue and from the case of each. */
class DiagnosticsPageTest {
    private static final Path PAGE = Path.of("../docs/diagnostics.md");

    private static final String INTRODUCTION = """
            # What the processor says

            Every message of the annotation processor, with a source that causes it. Messages begin with the id in brackets, state what
            is wrong and then what to do, and point at the smallest place that is wrong. Warnings can be switched off by
            `@SuppressWarnings("runcast")` on the method or class. Those that need a look into method bodies come from javac only.
            """;

    @Test
    void showsAllMessages() throws IOException {
        String page = Stream.of(DiagnosticId.values())
                .map(DiagnosticsPageTest::section)
                .collect(Collectors.joining("\n", INTRODUCTION + "\n", ""));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String section(DiagnosticId id) {
        String name = Source.names("bad").contains(id.id()) ? id.id() : id.id() + ".java";
        List<Source> sources = Source.resources("bad/" + name);
        String cases = sources.stream()
                .map(source -> "```java\n" + source.text().strip() + "\n```\n")
                .collect(Collectors.joining("\n"));
        return "## " + id.id() + "\n\n"
                + id.kind().name().charAt(0) + id.kind().name().substring(1).toLowerCase(Locale.ROOT) + ": "
                + id.text().replace("%s", "…").replace("<", "\\<") + "\n\n" + cases;
    }
}
