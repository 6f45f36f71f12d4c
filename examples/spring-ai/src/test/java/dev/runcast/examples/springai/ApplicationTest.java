package dev.runcast.examples.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.RunnableConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "library.pace=1ms")
class ApplicationTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    private Stream<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString()).body().lines();
    }

    @Test
    void streamsPiecesAndTypedProgress() throws Exception {
        List<String> lines = get("/chat?question=What+is+tea+made+from")
                .filter(line -> !line.isEmpty())
                .toList();
        assertThat(lines)
                .startsWith(
                        "event:progress",
                        "data:{\"step\":1,\"total\":3,\"note\":\"reading about tea in history\"}",
                        "event:progress",
                        "data:{\"step\":2,\"total\":3,\"note\":\"reading about tea in botany\"}",
                        "event:progress",
                        "data:{\"step\":3,\"total\":3,\"note\":\"reading about tea in cooking\"}",
                        "event:piece",
                        "data:The",
                        "event:piece",
                        "data: library")
                .endsWith("event:piece", "data: water.");
    }

    @Test
    void streamsTheEventsOfTheRun() throws Exception {
        List<String> events = get("/chat/events?question=What+is+tea+made+from")
                .filter(line -> line.startsWith("data:{"))
                .map(line -> JsonMapper.shared().readTree(line.substring("data:".length())))
                .map(event -> event.path("event").asString() + " "
                        + event.path("name").asString())
                .distinct()
                .toList();
        assertThat(events)
                .containsSubsequence(
                        "on_chain_start chat",
                        "on_chain_start chat_client",
                        "on_chat_model_start scripted",
                        "on_chat_model_stream scripted",
                        "on_chat_model_end scripted",
                        "on_tool_start lookUp",
                        "on_custom_event progress",
                        "on_tool_end lookUp",
                        "on_chain_stream chat",
                        "on_chain_end chat");
    }

    @Test
    void answersAtOnceAndTellsTheHandlersOfAConfig(@Autowired Assistant assistant) {
        List<Library.Progress> progress = new ArrayList<>();
        RunnableConfig config = RunnableConfig.builder()
                .on(LibraryEvents.PROGRESS, progress::add)
                .build();
        assertThat(assistant.answer("What is tea made from?", config)).startsWith("The library says: tea is made");
        assertThat(progress).hasSize(3);
    }
}
