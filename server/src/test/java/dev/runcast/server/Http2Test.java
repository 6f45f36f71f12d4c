package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.clients.ClientServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that speak HTTP/2, frame by frame. */
@Timeout(60)
class Http2Test {
    private static final String INPUT = "{\"input\":\"tea\"}";
    private static final Duration SOON = Duration.ofMillis(300);

    private static final TypedRunnable<Object, Object> FLOOD =
            TypedRunnable.ofConfigured("flood", (Object any, RunnableConfig config) -> {
                while (!Thread.interrupted()) {
                    CustomEvents.dispatch("drop", "x".repeat(1000), config);
                }
                throw new InterruptedException();
            });

    private static RunnableServer.Builder serving(Waiting waiting) {
        return ClientServer.builder().port(0).mount("/waiting", waiting.runnable());
    }

    private static void awaitRuns(RunnableServer server, int count) {
        while (server.activeRuns() != count) {
            Thread.onSpinWait(); // The test's time-out ends this.
        }
    }

    @Test
    void curlIsServed() throws Exception {
        try (RunnableServer server = ClientServer.builder().port(0).start()) {
            assertThat(Curl.run(
                            "--http2-prior-knowledge",
                            "--write-out",
                            "HTTP/%{http_version}",
                            "--json",
                            INPUT,
                            server.uri() + "/foo/stream_events"))
                    .contains("\"name\":\"event1\"", "event: end")
                    .endsWith("HTTP/2");
        }
    }

    /** Proxies that pass such a request on would not see what follows. */
    @Test
    void connectionsOfHttp1StayWhatTheyAre() throws Exception {
        try (RunnableServer server = ClientServer.builder().port(0).start()) {
            HttpClient upgrading =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
            HttpResponse<String> response = upgrading.send(
                    HttpRequest.newBuilder(URI.create(server.uri() + "/foo/input_schema"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(upgrading
                            .send(
                                    HttpRequest.newBuilder(URI.create(server.uri() + "/foo/invoke"))
                                            .header("Content-Type", "application/json")
                                            .POST(BodyPublishers.ofString(INPUT))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theAuthorityIsTheHost() throws Exception {
        try (RunnableServer server =
                        ClientServer.builder().port(0).hosts("runs.example.com").start();
                RawHttp2Client client = new RawHttp2Client(server)) {
            client.get(1, "/foo/input_schema", "evil.example");
            assertThat(client.readAll(1)).contains("This server does not go by the name \\\"evil.example\\\".");
            client.get(3, "/foo/input_schema", "runs.example.com:8000");
            assertThat(client.readAll(3)).contains("\"title\":\"foo_input\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/waiting/invoke", "/waiting/batch", "/runs/wait", "/waiting/stream_events"})
    void aStreamThatIsCancelledEndsItsRunOnly(String path) throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = serving(waiting).start();
                RawHttp2Client client = new RawHttp2Client(server)) {
            client.post(1, path, RequestBodies.of(path, "waiting"));
            client.post(3, "/waiting/invoke", INPUT);
            waiting.begun.acquire(2);

            client.reset(1);

            waiting.interrupted.acquire();
            awaitRuns(server, 1);
            waiting.go.countDown();
            assertThat(client.readAll(3)).startsWith("{\"output\":\"tea\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/waiting/invoke", "/waiting/batch", "/runs/wait", "/waiting/stream_events"})
    void aConnectionThatIsClosedEndsItsRuns(String path) throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = serving(waiting).start()) {
            try (RawHttp2Client client = new RawHttp2Client(server)) {
                client.post(1, path, RequestBodies.of(path, "waiting"));
                client.post(3, path, RequestBodies.of(path, "waiting"));
                waiting.begun.acquire(2);
            }
            waiting.interrupted.acquire(2);
            awaitRuns(server, 0);
        }
    }

    /** Beside a request that goes on for longer. */
    @ParameterizedTest
    @ValueSource(strings = {"/foo/invoke", "/nothing", "/foo/input_schema"})
    void requestsThatComeByteByByteAreGivenUp(String path) throws Exception {
        Waiting waiting = new Waiting();
        ServerLimits limits = ServerLimits.builder().readTimeout(SOON).build();
        try (RunnableServer server = serving(waiting).limits(limits).start();
                RawHttp2Client client = new RawHttp2Client(server)) {
            client.post(1, "/waiting/invoke", INPUT);
            waiting.begun.acquire();
            client.headers(3, path.endsWith("schema") ? "GET" : "POST", path, "localhost", false);
            Thread dripping = new Thread(() -> {
                try {
                    while (true) {
                        client.data(3, false, " ");
                        Thread.sleep(10);
                    }
                } catch (IOException | InterruptedException end) {
                    // The stream or the test has ended.
                }
            });
            dripping.start();
            client.readTo(RawHttp2Client.RST_STREAM, 3);
            dripping.interrupt();
            dripping.join();
            waiting.go.countDown();
            assertThat(client.readAll(1)).startsWith("{\"output\":\"tea\"");
        }
    }

    @Test
    void longRunsThatAreJoinedHaveArrived() throws Exception {
        Waiting waiting = new Waiting();
        ServerLimits limits = ServerLimits.builder().readTimeout(SOON).build();
        try (RunnableServer server = serving(waiting).limits(limits).start();
                RawHttp2Client client = new RawHttp2Client(server)) {
            client.post(
                    1, "/runs/stream", "{\"assistant_id\":\"waiting\",\"input\":\"tea\",\"stream_resumable\":true}");
            String run =
                    client.readTo(RawHttp2Client.DATA, 1).text().replaceFirst("(?s).*\"run_id\":\"([^\"]*)\".*", "$1");
            client.get(3, "/runs/" + run + "/stream", "localhost");
            client.get(5, "/foo/input_schema", "localhost");
            client.readAll(5);
            client.headers(7, "POST", "/foo/invoke", "localhost", false);
            client.readTo(RawHttp2Client.RST_STREAM, 7); // by which time the others would have been given up
            waiting.go.countDown();
            assertThat(client.readAll(3)).contains("\"output\":\"tea\"");
        }
    }

    /** A client takes as many streams as there may be, and lets the server send nothing, or no more after some time. */
    @ParameterizedTest
    @ValueSource(ints = {0, 65_535})
    void streamsThatNobodyReadsAreGivenUp(int window) throws Exception {
        ServerLimits limits = ServerLimits.builder().writeTimeout(SOON).build();
        try (RunnableServer server = ClientServer.builder()
                        .port(0)
                        .limits(limits)
                        .mount("/flood", FLOOD)
                        .start();
                RawHttp2Client client = new RawHttp2Client(server).initialWindow(window)) {
            Set<Integer> streams = openFloods(client);
            try {
                while (!streams.isEmpty()) {
                    RawHttp2Client.Frame frame = client.read();
                    if (frame.type() == RawHttp2Client.RST_STREAM) {
                        streams.remove(frame.stream());
                    }
                }
            } catch (EOFException closed) {
                // All of them are given up at once.
            }
            awaitRuns(server, 0);
            assertThat(Http.post(server, "/foo/invoke", INPUT).statusCode()).isEqualTo(200);
        }
    }

    /** A client lets the server send as much as it likes, and does not even look at that. */
    @Test
    void connectionsThatNobodyReadsAreGivenUp() throws Exception {
        ServerLimits limits = ServerLimits.builder().writeTimeout(SOON).build();
        try (RunnableServer server = ClientServer.builder()
                        .port(0)
                        .limits(limits)
                        .mount("/flood", FLOOD)
                        .start();
                RawHttp2Client client = new RawHttp2Client(server).initialWindow(100_000_000)) {
            client.readTo(RawHttp2Client.SETTINGS, 0); // and so is connected
            client.window(0, 1_000_000_000);
            openFloods(client);
            while (server.connections() > 0) {
                Thread.onSpinWait(); // The test's time-out ends this.
            }
            awaitRuns(server, 0);
            assertThat(Http.post(server, "/foo/invoke", INPUT).statusCode()).isEqualTo(200);
        }
    }

    private static Set<Integer> openFloods(RawHttp2Client client) throws IOException {
        Set<Integer> streams = new HashSet<>();
        for (int stream = 1; stream < 200; stream += 2) {
            client.post(stream, "/flood/stream_events", INPUT);
            streams.add(stream);
        }
        return streams;
    }

    @Test
    void outputsThatNobodyReadsAreGivenUp() throws Exception {
        TypedRunnable<Object, Object> big = TypedRunnable.of("big", (Object any) -> "x".repeat(1_000_000));
        ServerLimits limits = ServerLimits.builder().writeTimeout(SOON).build();
        try (RunnableServer server = RunnableServer.builder()
                        .port(0)
                        .limits(limits)
                        .mount("/big", big)
                        .start();
                RawHttp2Client client = new RawHttp2Client(server)) {
            client.post(1, "/big/invoke", INPUT);
            client.readTo(RawHttp2Client.RST_STREAM, 1);
            awaitRuns(server, 0);
        }
    }

    @Test
    void requestsBeyondTheLimitOfAConnectionAreRefused() throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = serving(waiting).start();
                RawHttp2Client client = new RawHttp2Client(server)) {
            for (int stream = 1; stream <= 201; stream += 2) {
                client.post(stream, "/waiting/invoke", INPUT);
            }
            assertThat(client.readTo(RawHttp2Client.RST_STREAM, 201).error()).isEqualTo(7); // REFUSED_STREAM
            waiting.begun.acquire(100);
            waiting.go.countDown();
            assertThat(client.readAll(199)).startsWith("{\"output\":\"tea\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pings", "settings", "resets", "empty data"})
    void floodsEndTheConnection(String what) throws Exception {
        try (RunnableServer server = ClientServer.builder().port(0).start()) {
            RawHttp2Client client = new RawHttp2Client(server);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                client.begin(1, "/foo/invoke", "localhost");
                for (int stream = 3; stream < 1_000_000; stream += 2) {
                    switch (what) {
                        case "pings" -> client.ping();
                        case "settings" -> client.initialWindow(stream);
                        case "resets" ->
                            client.post(stream, "/foo/invoke", INPUT).reset(stream);
                        default -> client.data(1, false, "");
                    }
                }
            });
            client.close();
            while (server.connections() > 0 || server.activeRuns() > 0) {
                Thread.onSpinWait();
            }
            assertThat(Http.post(server, "/foo/invoke", INPUT).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void connectionsWithoutARequestAreClosedHoweverAliveTheyAre() throws Exception {
        ServerLimits limits = ServerLimits.builder().writeTimeout(SOON).build();
        try (RunnableServer server =
                        ClientServer.builder().port(0).limits(limits).start();
                RawHttp2Client client = new RawHttp2Client(server)) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                while (true) {
                    client.ping();
                    Thread.sleep(20);
                }
            });
        }
    }

    @Test
    void connectionsWithAWaitingRequestAreKept() throws Exception {
        Waiting waiting = new Waiting();
        ServerLimits limits = ServerLimits.builder().writeTimeout(SOON).build();
        try (RunnableServer server = serving(waiting).limits(limits).start();
                RawHttp2Client idle = new RawHttp2Client(server);
                RawHttp2Client client = new RawHttp2Client(server)) {
            client.post(1, "/waiting/invoke", INPUT);
            waiting.begun.acquire();
            idle.awaitEnd();
            new RawHttp2Client(server).awaitEnd(); // and so twice the time has passed
            waiting.go.countDown();
            assertThat(client.readAll(1)).startsWith("{\"output\":\"tea\"");
        }
    }

    @Test
    void longHeadersAreRefused() throws Exception {
        try (RunnableServer server = ClientServer.builder()
                        .port(0)
                        .limits(ServerLimits.builder().maxHeaderBytes(200).build())
                        .start();
                RawHttp2Client client = new RawHttp2Client(server)) {
            client.get(1, "/foo/" + "x".repeat(115), "a".repeat(100) + ".localhost");
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.readAll(1));
            assertThat(Http.post(server, "/foo/invoke", INPUT).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aServerThatStopsTellsSo() throws Exception {
        Waiting waiting = new Waiting();
        RunnableServer server = serving(waiting).start();
        try (RawHttp2Client client = new RawHttp2Client(server)) {
            client.post(1, "/waiting/stream_events", INPUT);
            waiting.begun.acquire();
            server.close();
            StringBuilder text = new StringBuilder();
            try {
                for (RawHttp2Client.Frame frame = client.read(); ; frame = client.read()) {
                    if (frame.type() == RawHttp2Client.DATA) {
                        text.append(frame.text());
                    }
                }
            } catch (EOFException end) {
                assertThat(text).contains("\"message\":\"The server is stopping.\"");
            }
        }
    }
}
