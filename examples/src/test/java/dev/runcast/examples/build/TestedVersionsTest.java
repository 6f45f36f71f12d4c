package dev.runcast.examples.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the documentation names the versions that the build tests with. */
class TestedVersionsTest {
    private static final Path PROJECT = Path.of("..");

    @ParameterizedTest
    @CsvSource({
        "context-propagation, docs/compatibility.md",
        "kotlin, docs/compatibility.md",
        "kotlin, docs/integrations/kotlin.md",
        "kotlinx-coroutines, docs/compatibility.md",
        "kotlinx-coroutines, docs/integrations/kotlin.md",
        "langchain4j, docs/compatibility.md",
        "langchain4j, docs/integrations/langchain4j.md",
        "langchain4j, README.md",
        "langchain4j-agentic, docs/compatibility.md",
        "langchain4j-agentic, docs/integrations/langchain4j.md",
        "logback, docs/integrations/mdc.md",
        "micrometer, docs/compatibility.md",
        "micrometer, docs/integrations/micrometer.md",
        "micrometer-tracing, docs/integrations/micrometer.md",
        "opentelemetry, docs/compatibility.md",
        "opentelemetry, docs/integrations/opentelemetry.md",
        "reactor, docs/compatibility.md",
        "reactor, docs/integrations/reactor.md",
        "slf4j, docs/integrations/mdc.md",
        "spring-ai, docs/compatibility.md",
        "spring-ai, docs/integrations/spring-ai.md",
        "spring-ai, README.md",
        "spring-batch, docs/compatibility.md",
        "spring-batch, docs/integrations/spring-batch.md",
        "spring-boot, docs/compatibility.md",
        "spring-boot, docs/integrations/spring-ai.md",
        "spring-boot, docs/integrations/spring-boot.md",
        "spring-boot, README.md"
    })
    void areThoseOfTheBuild(String neighbour, String page) throws IOException {
        Matcher version = Pattern.compile("<" + neighbour + "\\.version>(.*)</")
                .matcher(Files.readString(PROJECT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(Files.readString(PROJECT.resolve(page))).contains(version.group(1));
    }
}
