package dev.runcast.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.RunnableServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServingResearchTest {
    @Test
    void usersAreKnownByTheirKeys() throws Exception {
        var serving = new ServingResearch(new ResearchRunnables(new Research()), System.out);
        var users = Map.of(
                "key-of-ada",
                ClientPrincipal.of("ada", Map.of("role", "admin")),
                "key-of-bob",
                ClientPrincipal.of("bob"));
        try (RunnableServer server = serving.guarded(users).port(0).start()) {
            assertThat(greet(server, "key-of-ada").body()).contains("\"hello, ada\"");
            assertThat(greet(server, "key-of-bob").statusCode()).isEqualTo(404);
            assertThat(greet(server, "key-of-nobody").statusCode()).isEqualTo(401);
        }
    }

    private static HttpResponse<String> greet(RunnableServer server, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + "/greet/invoke"))
                .header("Content-Type", "application/json")
                .header("X-Api-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString("{\"input\":\"hello\"}"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void researchIsServed() throws Exception {
        var serving = new ServingResearch(new ResearchRunnables(new Research()), System.out);
        try (RunnableServer server = serving.limited().port(0).start()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + "/research/stream_events"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"input\":\"tea\",\"include_names\":[\"progress\"]}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("{\"step\":1,\"total\":2,\"note\":\"searching\"}", "event: end");
        }
    }
}
