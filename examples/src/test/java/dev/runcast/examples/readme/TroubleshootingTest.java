package dev.runcast.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That each message of the libraries is explained in {@code docs/troubleshooting.md}, where its text leads to it. */
class TroubleshootingTest {
    private static final Path PROJECT = Path.of("..");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runtime",
                "testkit",
                "server",
                "integrations/langchain4j",
                "integrations/langsmith",
                "integrations/opentelemetry",
                "integrations/reactor",
                "integrations/spring-ai",
                "integrations/spring-batch",
                "integrations/spring-boot",
                "stores/jdbc",
                "stores/redis"
            })
    void everyMessageIsExplained(String module) throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/troubleshooting.md"));
        // Tests fail by assertion errors, so that those of the test kit are for its users.
        Set<String> messages =
                MessageCollector.collect(PROJECT.resolve(module).resolve("src/main/java"), module.equals("testkit"));
        assertThat(messages)
                .isNotEmpty()
                .as("messages that docs/troubleshooting.md does not explain")
                .filteredOn(message -> !page.contains("`" + message + "`"))
                .isEmpty();
    }

    @Test
    void messagesAreFoundWhereverTheyAreComposed() throws IOException {
        assertThat(MessageCollector.collect(PROJECT.resolve("runtime/src/main/java"), false))
                .as("thrown, logged, in a constant, in a condition")
                .contains(
                        "The limit is … characters. Give it 1 or more.",
                        "Handler … failed at the …",
                        "A value of … cannot be written as JSON: …",
                        "A scope of … is left open. Close it on the thread that opened it, as try (RunContext.Scope scope = …)"
                                + " { … } does.")
                .doesNotContain("There is no chunk yet.");
    }
}
