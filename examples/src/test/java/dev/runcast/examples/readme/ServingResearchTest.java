package dev.runcast.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.server.RunnableServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ServingResearchTest {
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
