package dev.runcast.examples.phoenix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.json.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the application, has users ask for runs, and checks that a real Phoenix, whose address is in the environment, shows them: whose
 * they are, what they did, and in which requests. Nothing of that is worth a warning.
 */
public final class PhoenixShowsRuns {
    /** How many requests are sent, each of which is a span that ends after those below. */
    private static final int REQUESTS = 4;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private PhoenixShowsRuns() {}

    /** Exits with an exception if something is not so. */
    public static void main(String[] arguments) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            haveUsersAsk();
        } finally {
            System.setOut(console);
            console.write(log.toByteArray());
        }
        assertThat(log.toString(StandardCharsets.UTF_8).lines())
                .as("the log")
                .isNotEmpty()
                .noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));

        List<Span> spans = spans(URI.create(System.getenv("PHOENIX_ADDRESS")), REQUESTS);
        checkRuns(spans, "ada", "stream_events", "Tea");
        checkRuns(spans, "bob", "invoke", "Jam");
    }

    /** Returns when the application has stopped, and so has sent its spans. */
    private static void haveUsersAsk() throws IOException, InterruptedException {
        try (ConfigurableApplicationContext application = SpringApplication.run(Application.class, "--server.port=0")) {
            String address =
                    "http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port");
            assertThat(send(HttpRequest.newBuilder(URI.create(address + "/actuator/health")))
                            .body())
                    .contains("UP");
            assertThat(ask(address, "carol", "invoke", "Tea").statusCode()).isEqualTo(401);
            assertThat(ask(address, "ada", "stream_events", "Tea").body())
                    .contains("\"note\":\"writing\"", "\"output\":\"Tea: A History of Tea, Cooking with Tea\"")
                    .endsWith("event: end\n\n");
            assertThat(ask(address, "bob", "invoke", "Jam").body()).contains("Cooking with Jam");
        }
    }

    private static HttpResponse<String> ask(String address, String user, String how, String topic)
            throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString((user + ":tea").getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(address + "/runnables/research/" + how))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"input\":\"" + topic + "\"}")));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    }

    /** A span as Phoenix's REST API shows it. */
    private record Span(Map<?, ?> json) {
        String id() {
            return String.valueOf(((Map<?, ?>) json.get("context")).get("span_id"));
        }

        String parent() {
            return String.valueOf(json.get("parent_id"));
        }

        String name() {
            return String.valueOf(json.get("name"));
        }

        String kind() {
            return String.valueOf(json.get("span_kind"));
        }

        Map<?, ?> attributes() {
            return (Map<?, ?>) json.get("attributes");
        }

        /** Returns the names of the events, each with its data. */
        List<String> events() {
            return ((List<?>) json.get("events"))
                    .stream()
                            .map(event -> (Map<?, ?>) event)
                            .map(event -> event.get("name") + " "
                                    + ((Map<?, ?>) event.get("attributes")).get("runcast.event.data"))
                            .toList();
        }
    }

    /** Returns the spans of the application, once Phoenix has those of so many requests, which it takes in the background. */
    private static List<Span> spans(URI phoenix, int requests) throws IOException, InterruptedException {
        URI address = phoenix.resolve("/v1/projects/research/spans?limit=100");
        List<Span> spans = List.of();
        for (long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                spans.stream().filter(span -> span.parent().equals("null")).count() < requests; ) {
            assertThat(System.nanoTime())
                    .as("the deadline, with the spans %s", spans)
                    .isLessThan(deadline);
            Thread.sleep(100);
            HttpResponse<String> page = send(HttpRequest.newBuilder(address));
            if (page.statusCode() == 200) { // It is 404 before the first span is there.
                Map<?, ?> object = (Map<?, ?>) JsonCodec.defaultCodec().read(page.body(), Object.class);
                spans = ((List<?>) object.get("data"))
                        .stream().map(span -> new Span((Map<?, ?>) span)).toList();
            }
        }
        return spans;
    }

    private static void checkRuns(List<Span> spans, String user, String how, String topic) {
        Span research = only(ofRuns(spans, "CHAIN", user), user);
        assertThat(research.name()).isEqualTo("research");
        assertThat(research.attributes().get("input.value")).isEqualTo(topic);
        assertThat(research.events())
                .containsExactly(
                        "progress {\"step\":1,\"total\":2,\"note\":\"searching\"}",
                        "progress {\"step\":2,\"total\":2,\"note\":\"writing\"}");

        Span find = only(ofRuns(spans, "RETRIEVER", user), user);
        assertThat(find.parent()).isEqualTo(research.id());
        assertThat(find.events()).containsExactly("found {\"books\":2}");

        assertThat(rootOf(research, spans).name()).isEqualTo("http post /runnables/research/" + how);
    }

    private static Span rootOf(Span span, List<Span> spans) {
        return spans.stream()
                .filter(other -> other.id().equals(span.parent()))
                .findFirst()
                .map(parent -> rootOf(parent, spans))
                .orElse(span);
    }

    private static Stream<Span> ofRuns(List<Span> spans, String kind, String user) {
        return spans.stream()
                .filter(span -> span.kind().equals(kind)
                        && Objects.equals(span.attributes().get("user.id"), user));
    }

    private static Span only(Stream<Span> spans, String user) {
        List<Span> all = spans.toList();
        assertThat(all).as("the span of " + user).hasSize(1);
        return all.get(0);
    }
}
