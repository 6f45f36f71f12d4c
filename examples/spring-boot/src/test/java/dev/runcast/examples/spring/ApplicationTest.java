package dev.runcast.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Index.atIndex;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "research.pace=1ms")
@ExtendWith(OutputCaptureExtension.class)
class ApplicationTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    private String get(String path) throws Exception {
        return CLIENT.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    @Test
    void streamsTheEvents() throws Exception {
        assertThat(get("/research/events?topic=tea")
                        .lines()
                        .filter(line -> line.startsWith("data:"))
                        .toList())
                .hasSize(8)
                .satisfies(
                        line -> assertThat(line)
                                .contains("\"name\":\"progress\"", "{\"step\":1,\"total\":4,\"note\":\"searching\"}"),
                        atIndex(1));
    }

    @Test
    void answersWithTheResultAndLogsTheProgress(CapturedOutput log) throws Exception {
        assertThat(get("/research?topic=tea")).isEqualTo("All about tea");
        assertThat(log).contains("4 of 4: writing");
    }

    @Test
    void servesTheRunnableAndThePages() throws Exception {
        String answer = CLIENT.send(
                        request("/runnables/research/invoke")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"input\":\"tea\"}"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        assertThat(answer).contains("\"output\":\"All about tea\"");
        assertThat(get("/")).contains("<title>Research</title>");
        assertThat(get("/runnables/")).contains("Runcast");
    }
}
