package dev.runcast.examples.checksums;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.server.RunnableServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsingChecksumsTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final UsingChecksums using = new UsingChecksums(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @TempDir
    private Path directory;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "tea");
        Files.writeString(directory.resolve("b.txt"), "coffee");
    }

    @Test
    void showsTheEventsOfAllRuns() {
        using.showEvents(directory.toString());
        assertThat(lines())
                .extracting(line -> line.split("\"")[3])
                .containsExactly(
                        "on_tool_start",
                        "on_chain_start",
                        "on_chain_end",
                        "on_custom_event",
                        "on_chain_start",
                        "on_chain_end",
                        "on_custom_event",
                        "on_tool_end");
    }

    @Test
    void stopsAtTheFirstFile() {
        using.stopAtTheFirstFile(directory.toString());
        assertThat(lines()).containsExactly("a.txt");
    }

    @Test
    void showsTheTreeOfRuns() throws IOException {
        using.showTree(directory.toString());
        assertThat(lines())
                .extracting(line -> line.replaceAll("\\d+(\\.\\d+)? (ms|s|µs)", "… ms"))
                .containsExactly(
                        "checksums (tool), … ms, succeeded",
                        "├─ sha256, … ms, succeeded",
                        "├─ · progress {\"done\":1,\"total\":2,\"file\":\"a.txt\"}",
                        "├─ sha256, … ms, succeeded",
                        "└─ · progress {\"done\":2,\"total\":2,\"file\":\"b.txt\"}");
    }

    @Test
    void serves() throws IOException, InterruptedException {
        try (RunnableServer server = using.serve(0)) {
            HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/checksums/stream_events"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"input\": {\"directory\": \"%s\"}}".formatted(directory)))
                    .build();
            String body = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(body).contains("\"name\":\"progress\"", "\"data\":{\"done\":2,\"total\":2,\"file\":\"b.txt\"}");
        }
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
