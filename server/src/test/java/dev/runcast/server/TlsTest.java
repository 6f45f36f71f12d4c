package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.runcast.server.clients.ClientServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that encrypts, with the clients of the JDK and with curl. */
@Timeout(60)
class TlsTest {
    private static final String INPUT = "{\"input\":\"tea\"}";

    @TempDir
    static Path folder;

    private static Certificates certificates;

    @BeforeAll
    static void createCertificates() throws Exception {
        certificates = Certificates.create(folder);
    }

    private static RunnableServer.Builder encrypted(RunnableServer.Builder builder) throws Exception {
        return builder.port(0).tls(certificates.forServer());
    }

    private static HttpClient client(HttpClient.Version version) throws Exception {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(certificates.forClient())
                .build();
    }

    private static HttpRequest post(RunnableServer server, String path) {
        return HttpRequest.newBuilder(URI.create(server.uri() + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(INPUT))
                .build();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void clientsOfTheJdkAreServed(HttpClient.Version version) throws Exception {
        try (RunnableServer server = encrypted(ClientServer.builder()).start()) {
            assertThat(server.uri()).hasToString("https://127.0.0.1:" + server.port());
            HttpResponse<String> response = client(version).send(post(server, "/foo/invoke"), BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(version);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).startsWith("{\"output\":\"TEA\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2"})
    void curlIsServed(String version) throws Exception {
        try (RunnableServer server = encrypted(ClientServer.builder()).start()) {
            assertThat(Curl.run(
                            version,
                            "--cacert",
                            certificates.pem().toString(),
                            "--write-out",
                            "HTTP/%{http_version}",
                            "--json",
                            INPUT,
                            server.uri() + "/foo/stream_events"))
                    .contains("\"name\":\"event1\"", "event: end")
                    .endsWith(version.endsWith("2") ? "HTTP/2" : "HTTP/1.1");
        }
    }

    @Test
    void twelveStreamsShareAConnectionWithACallerThatIsAnswered() throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = encrypted(ClientServer.builder())
                .mount("/waiting", waiting.runnable())
                .start()) {
            HttpClient client = client(HttpClient.Version.HTTP_2);
            client.send(post(server, "/foo/invoke"), BodyHandlers.ofString()); // has the connection there
            List<CompletableFuture<HttpResponse<Stream<String>>>> streams = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                streams.add(client.sendAsync(post(server, "/waiting/stream_events"), BodyHandlers.ofLines()));
            }
            waiting.begun.acquire(12);

            assertThat(client.send(post(server, "/foo/invoke"), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.connections()).isEqualTo(1);

            waiting.go.countDown();
            for (CompletableFuture<HttpResponse<Stream<String>>> stream : streams) {
                assertThat(stream.get().body()).contains("event: end");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/waiting/invoke", "/waiting/batch", "/runs/wait", "/waiting/stream_events"})
    void callersThatGoAwayEndTheirRuns(String path) throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = encrypted(RunnableServer.builder())
                .mount("/waiting", waiting.runnable())
                .start()) {
            String body = RequestBodies.of(path, "waiting");
            try (Socket client = connect(server)) {
                client.getOutputStream()
                        .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.UTF_8));
                waiting.begun.acquire();
            }
            waiting.interrupted.acquire();
        }
    }

    private static SSLSocket connect(RunnableServer server) throws Exception {
        return (SSLSocket) certificates.forClient().getSocketFactory().createSocket(server.address(), server.port());
    }

    @Test
    void oldVersionsAreRefused() throws Exception {
        try (RunnableServer server = encrypted(ClientServer.builder()).start();
                SSLSocket client = connect(server)) {
            client.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(client::startHandshake);
        }
    }

    @Test
    void whoDoesNotEncryptIsNotAnswered() throws Exception {
        try (RunnableServer server = encrypted(ClientServer.builder()).start();
                RawClient client = new RawClient(server)) {
            client.post("/foo/invoke", INPUT);
            assertThat(client.readAll()).doesNotContain("HTTP/1.1", "TEA");
        }
    }

    /** The beginning of a handshake, byte by byte. */
    @Test
    void handshakesThatDoNotEndAreGivenUp() throws Exception {
        ServerLimits limits =
                ServerLimits.builder().readTimeout(Duration.ofMillis(300)).build();
        try (RunnableServer server =
                        encrypted(ClientServer.builder()).limits(limits).start();
                RawClient client = new RawClient(server).send(new byte[] {22, 3, 1, 10, 0, 1})) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                while (true) {
                    client.send(new byte[1]);
                    Thread.sleep(10);
                }
            });
        }
    }
}
