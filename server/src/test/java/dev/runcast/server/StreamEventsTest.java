package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamEventsTest {
    @Test
    void eventsAreStreamed() throws Exception {
        TypedRunnable<String, String> shout = TypedRunnable.of("shout", (String text, RunnableConfig config) -> {
            CustomEvents.dispatch("progress", Map.of("step", 1), config);
            return text.toUpperCase(java.util.Locale.ROOT);
        });
        try (RunnableServer server =
                RunnableServer.builder().port(0).mount("/shout", shout).start()) {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.uri() + "/shout/stream_events"))
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            BodyPublishers.ofString(
                                                    "{\"input\":\"tea\",\"config\":{\"tags\":[\"t\"],\"metadata\":{\"user\":\"ada\"},\"recursion_limit\":25,\"configurable\":{}}}"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
            String[] frames = response.body().split("\n\n");
            assertThat(frames).hasSize(5);
            assertThat(frames[0])
                    .startsWith("event: data\ndata: {\"event\":\"on_chain_start\",\"data\":{\"input\":\"tea\"}");
            assertThat(frames[1])
                    .contains("\"on_custom_event\"", "\"name\":\"progress\"", "\"tags\":[\"t\"]", "\"user\":\"ada\"");
            assertThat(frames[2]).contains("\"on_chain_stream\"");
            assertThat(frames[3]).contains("\"on_chain_end\"", "\"output\":\"TEA\"");
            assertThat(frames[4]).isEqualTo("event: end");
        }
    }
}
