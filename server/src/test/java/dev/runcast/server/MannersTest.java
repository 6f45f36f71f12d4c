package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.clients.ClientServer;
import java.io.IOException;
import java.net.BindException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MannersTest {
    private static final String INPUT = "{\"input\":\"tea\"}";

    private static RunnableServer server;

    @BeforeAll
    static void start() throws Exception {
        server = ClientServer.builder().port(0).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RunnableServer.Builder serving(Waiting waiting) {
        return RunnableServer.builder().port(0).mount("/waiting", waiting.runnable());
    }

    @Nested
    class Requests {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/foo",
                    "/foo/",
                    "/foo/invoke/",
                    "/foo//invoke",
                    "/FOO/invoke",
                    "/nothing/invoke",
                    "/foo/c//invoke",
                    "/foo/%2e%2e/foo/invoke",
                    "/foo%2Finvoke",
                    "/foo/invoke;x=1"
                })
        void toUnknownPathsAreToldSo(String path) throws Exception {
            HttpResponse<String> response = Http.post(server, path, INPUT);
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("{\"detail\":\"There is nothing at this path.\"}");
        }

        @ParameterizedTest
        @CsvSource({
            "GET,/foo/invoke,POST",
            "DELETE,/foo/stream_events,POST",
            "POST,/foo/input_schema,GET",
            "OPTIONS,/foo/invoke,POST"
        })
        void ofOtherMethodsAreToldTheRightOnes(String method, String path, String allowed) throws Exception {
            HttpResponse<String> response = Http.send(server, method, path);
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
            assertThat(response.body()).contains(method + " is not for this path. Use " + allowed + ".");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"
                })
        void ofOtherTypesAreRefused(String type) throws Exception {
            HttpResponse<String> response = Http.post(server, "/foo/invoke", INPUT, "Content-Type", type);
            assertThat(response.statusCode()).isEqualTo(415);
            assertThat(response.body()).contains(type, "Send JSON, with the header Content-Type: application/json.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "application/json",
                    "application/json; charset=utf-8",
                    "Application/JSON",
                    "application/vnd.x+json"
                })
        void ofJsonAreTaken(String type) throws Exception {
            assertThat(Http.post(server, "/foo/invoke", INPUT, "Content-Type", type)
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void withoutATypeAreRefused() throws Exception {
            try (RawClient client = new RawClient(server)) {
                client.send("POST /foo/invoke HTTP/1.1\r\nHost: localhost\r\nContent-Length: 15\r\n\r\n" + INPUT);
                assertThat(client.readTo("HTTP/1.1")).contains("415");
            }
        }

        @Test
        void thatAreLargeAreTakenUpToTheLimit() throws Exception {
            String text = "x".repeat(1024 * 1024 - "{\"input\":\"\"}".length());
            assertThat(Http.post(server, "/foo/invoke", "{\"input\":\"" + text + "\"}")
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> refused = Http.post(server, "/foo/invoke", "{\"input\":\"" + text + "x\"}");
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body()).contains("The body is larger than 1048576 bytes. Send less.");
        }

        @Test
        void thatAreMuchTooLargeGetTheirAnswer() throws Exception {
            String text = "x".repeat(20 * 1024 * 1024);
            assertThat(Http.post(server, "/foo/invoke", "{\"input\":\"" + text + "\"}")
                            .statusCode())
                    .isEqualTo(413);
        }

        @Test
        void inChunksAreTakenUpToTheLimit() throws Exception {
            try (RawClient client = new RawClient(server)) {
                client.send("POST /foo/invoke HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + "f\r\n" + INPUT + "\r\n0\r\n\r\n");
                assertThat(client.readTo("HTTP/1.1")).contains("200");
            }
            try (RawClient client = new RawClient(server)) {
                client.send("POST /foo/invoke HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n");
                client.send(("10000\r\n" + "x".repeat(0x10000) + "\r\n").repeat(17) + "0\r\n\r\n");
                assertThat(client.readTo("HTTP/1.1")).contains("413");
            }
        }

        @Test
        void withLongHeadersAreRefused() throws Exception {
            HttpResponse<String> response = Http.post(server, "/foo/invoke", INPUT, "X-Long", "x".repeat(16 * 1024));
            assertThat(response.statusCode()).isEqualTo(431);
            assertThat(response.body()).contains("longer than 16384 bytes");
            assertThat(Http.get(server, "/" + "x".repeat(16 * 1024)).statusCode())
                    .isEqualTo(431);
        }

        @ParameterizedTest
        @CsvSource({
            "GET /LONG HTTP/1.1, 431",
            "GET / HTTP/1.1|X: LONG, 431",
            "GET / HTTP/7.7, 505",
            "GET / HTTP/1.1|no header, 400"
        })
        void thatCannotBeReadAreTheLastOfTheirConnection(String head, int status) throws Exception {
            try (RawClient client = new RawClient(server)) {
                client.send(head.replace("LONG", "x".repeat(16 * 1024)).replace("|", "\r\n") + "\r\n\r\n");
                assertThat(client.readAll())
                        .startsWith("HTTP/1.1 " + status + " ")
                        .contains("Connection: close\r\n");
            }
        }

        @Test
        void withEndlessHeadersAreGivenUp() throws Exception {
            try (RawClient client = new RawClient(server)) {
                client.send("GET / HTTP/1.1\r\nHost: localhost\r\n");
                String header = "X-Long: " + "x".repeat(10_000) + "\r\n";
                assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        client.send(header);
                    }
                });
            }
            assertThat(Http.post(server, "/foo/invoke", INPUT).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "nonsense\r\n\r\n",
                    "GET\r\n\r\n",
                    "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    "GET /foo/input_schema%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    "POST /foo/invoke HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                    "POST /foo/invoke HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "POST /foo/invoke HTTP/1.1\r\nbad header: 1\r\n\r\n",
                })
        void thatAreNoHttpAreRefused(String request) throws Exception {
            try (RawClient client = new RawClient(server).send(request)) {
                assertThat(client.readTo("HTTP/1.1")).containsPattern(" 40[04] ");
            }
            assertThat(Http.post(server, "/foo/invoke", INPUT).statusCode()).isEqualTo(200);
        }

        @Test
        void withoutABodyLeaveTheConnectionOpen() throws Exception {
            assertThat(Http.get(server, "/foo/input_schema").headers().firstValue("Connection"))
                    .isEmpty();
        }

        @Test
        void canFollowEachOtherOnOneConnection() throws Exception {
            try (RawClient client = new RawClient(server)) {
                for (int i = 0; i < 3; i++) {
                    client.post("/foo/invoke", INPUT);
                    assertThat(client.readTo("HTTP/1.1")).contains("200");
                    client.readTo("Content-Length");
                    client.readTo("");
                }
            }
        }
    }

    @Nested
    class Pages {
        private RunnableServer serving(String... origins) throws IOException {
            return ClientServer.builder().port(0).allowOrigins(origins).start();
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"})
        void ofOtherOriginsMayNothing(String origin) throws Exception {
            try (RunnableServer server = serving("https://good.example")) {
                HttpResponse<String> response = Http.post(server, "/foo/invoke", INPUT, "Origin", origin);
                assertThat(response.statusCode()).isEqualTo(403);
                assertThat(response.body()).contains(origin, "allowOrigins(…)");
                assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                        .isEmpty();
                assertThat(Http.send(
                                        server,
                                        "OPTIONS",
                                        "/foo/invoke",
                                        "Origin",
                                        origin,
                                        "Access-Control-Request-Method",
                                        "POST")
                                .statusCode())
                        .isEqualTo(403);
            }
        }

        @Test
        void ofAllowedOriginsMayReadAnswers() throws Exception {
            String origin = "https://good.example";
            try (RunnableServer server = serving(origin)) {
                HttpResponse<String> response = Http.post(server, "/foo/stream_events", INPUT, "Origin", origin);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                        .hasValue(origin);
                assertThat(response.headers().firstValue("Access-Control-Expose-Headers"))
                        .hasValue("Content-Location, Location");
                assertThat(response.headers().firstValue("Vary")).hasValue("Origin");
            }
        }

        @Test
        void ofAllowedOriginsMayAskBefore() throws Exception {
            String origin = "https://good.example";
            try (RunnableServer server = serving(origin)) {
                HttpResponse<String> response = Http.send(
                        server,
                        "OPTIONS",
                        "/foo/invoke",
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "content-type");
                assertThat(response.statusCode()).isEqualTo(204);
                assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                        .hasValue(origin);
                assertThat(response.headers().firstValue("Access-Control-Allow-Methods"))
                        .hasValue("DELETE, GET, PATCH, POST");
                assertThat(response.headers().firstValue("Access-Control-Allow-Headers"))
                        .hasValue("content-type");
            }
        }

        @Test
        void ofTheServerItselfMay() throws Exception {
            HttpResponse<String> response = Http.post(
                    server, "/foo/invoke", INPUT, "Origin", server.uri().toString());
            assertThat(response.statusCode()).isEqualTo(200);
        }

        @Test
        void ofTheServerItselfMayAlsoWhenSomethingElseEncrypts() throws Exception {
            HttpResponse<String> response = Http.post(
                    server,
                    "/foo/invoke",
                    INPUT,
                    "Origin",
                    server.uri().toString().replace("http:", "https:"));
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class Tokens {
        @ParameterizedTest
        @CsvSource({"Bearer good,200", "bearer good,200", "Bearer bad,401", "Basic good,401", "good,401", "Bearer,401"})
        void areAskedFor(String header, int status) throws Exception {
            try (RunnableServer server =
                    ClientServer.builder().port(0).bearerTokens("good"::equals).start()) {
                HttpResponse<String> response = Http.post(server, "/foo/invoke", INPUT, "Authorization", header);
                assertThat(response.statusCode()).isEqualTo(status);
                if (status == 401) {
                    assertThat(response.headers().firstValue("WWW-Authenticate"))
                            .hasValue("Bearer");
                }
                assertThat(Http.get(server, "/nothing").statusCode()).isEqualTo(401);
            }
        }

        @Test
        void areNotTakenWhenTheyCannotBeLookedAt() throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                try (RunnableServer server = ClientServer.builder()
                        .port(0)
                        .bearerTokens(token -> {
                            throw new IllegalStateException("the secret store is down");
                        })
                        .start()) {
                    HttpResponse<String> response =
                            Http.post(server, "/foo/invoke", INPUT, "Authorization", "Bearer good");
                    assertThat(response.statusCode()).isEqualTo(500);
                    assertThat(response.body()).doesNotContain("secret");
                }
                assertThat(log.messages()).containsExactly("A request to POST /foo/invoke failed");
            }
        }
    }

    @Nested
    class RunsOfTheServer {
        @Test
        void areNoMoreThanTheLimit() throws Exception {
            Waiting waiting = new Waiting();
            try (RunnableServer server = serving(waiting)
                            .limits(ServerLimits.builder().maxRuns(2).build())
                            .start();
                    RawClient first = new RawClient(server).post("/waiting/invoke", INPUT);
                    RawClient second = new RawClient(server).post("/waiting/stream_events", INPUT)) {
                waiting.begun.acquire(2);
                for (String path : new String[] {"/waiting/invoke", "/waiting/stream_events"}) {
                    HttpResponse<String> refused = Http.post(server, path, INPUT);
                    assertThat(refused.statusCode()).isEqualTo(503);
                    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
                    assertThat(refused.body()).contains("as many runs as it can at once: 2. Try again later.");
                }
                assertThat(server.activeRuns()).isEqualTo(2);
                waiting.go.countDown();
                assertThat(first.readTo("HTTP/1.1")).contains("200");
                second.readTo("event: end");
                eventually(server);
                assertThat(Http.post(server, "/waiting/invoke", INPUT).statusCode())
                        .isEqualTo(200);
            }
        }

        private void eventually(RunnableServer server) throws InterruptedException {
            while (server.activeRuns() > 0) {
                Thread.onSpinWait(); // The test's time-out ends this.
            }
        }

        @Test
        void thatTakeTooLongAreCancelled() throws Exception {
            Waiting waiting = new Waiting();
            try (RunnableServer server = serving(waiting)
                    .limits(ServerLimits.builder()
                            .runTimeout(Duration.ofMillis(300))
                            .build())
                    .start()) {
                HttpResponse<String> response = Http.post(server, "/waiting/invoke", INPUT);
                assertThat(response.statusCode()).isEqualTo(504);
                assertThat(response.body()).contains("The run took longer than PT0.3S, and was cancelled.");
                waiting.interrupted.acquire();
                try (RawClient client = new RawClient(server).post("/waiting/stream_events", INPUT)) {
                    assertThat(client.readAll())
                            .contains("event: error\ndata: {\"status_code\":504,")
                            .doesNotContain("event: end");
                }
                waiting.interrupted.acquire();
            }
        }

        @Test
        void tellWhatTheyFailedWithIfTheyMay() throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                try (RunnableServer server =
                        ClientServer.builder().port(0).showErrors(true).start()) {
                    assertThat(Http.post(server, "/broken/invoke", INPUT).body())
                            .isEqualTo("{\"detail\":\"java.lang.IllegalStateException: the password is secret\"}");
                }
                assertThat(log.messages()).containsExactly("A run at \"/broken\" failed");
            }
        }

        @Test
        void thatAreSilentAreHeardOf() throws Exception {
            Waiting waiting = new Waiting();
            try (RunnableServer server = serving(waiting)
                            .limits(ServerLimits.builder()
                                    .heartbeat(Duration.ofMillis(50))
                                    .build())
                            .start();
                    RawClient client = new RawClient(server).post("/waiting/stream_events", INPUT)) {
                assertThat(client.readTo(": ping")).isEqualTo(": ping");
                assertThat(client.readTo(": ping")).isEqualTo(": ping");
                waiting.go.countDown();
                client.readTo("event: end");
            }
        }

        @Test
        void areGivenUpWhenTheirClientDoesNotReadTheOutput() throws Exception {
            TypedRunnable<Object, Object> big = TypedRunnable.of("big", (Object any) -> "x".repeat(15_000_000));
            try (RunnableServer server = RunnableServer.builder()
                            .port(0)
                            .mount("/big", big)
                            .limits(ServerLimits.builder()
                                    .writeTimeout(Duration.ofMillis(300))
                                    .build())
                            .start();
                    RawClient client = new RawClient(server).post("/big/invoke", INPUT)) {
                while (server.activeRuns() == 0) {
                    Thread.onSpinWait();
                }
                eventually(server);
                assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.readTo("}")); // It was broken off.
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/flood/stream | {\"input\":\"x\"}",
                    "/flood/stream_events | {\"input\":\"x\"}",
                    "/flood/stream_log | {\"input\":\"x\"}",
                    "/runs/stream | {\"assistant_id\":\"flood\",\"input\":\"x\",\"stream_mode\":\"events\"}",
                    "/ag-ui/flood | {\"threadId\":\"t\",\"runId\":\"r\",\"forwardedProps\":{\"input\":\"x\"}}"
                })
        void areCancelledWhenTheirClientDoesNotRead(String path, String body) throws Exception {
            CompletableFuture<Throwable> cancelled = new CompletableFuture<>();
            TypedRunnable<Object, String> flood =
                    TypedRunnable.ofChunks("flood", (Object any, RunnableConfig config, ChunkSink<String> chunks) -> {
                        try {
                            while (true) {
                                String drop = "x".repeat(10_000);
                                CustomEvents.dispatch("drop", drop, config);
                                chunks.emit(drop);
                            }
                        } catch (Throwable end) {
                            cancelled.complete(end);
                            throw end;
                        }
                    });
            try (RunnableServer server = RunnableServer.builder()
                            .port(0)
                            .mount("/flood", flood)
                            .limits(ServerLimits.builder()
                                    .heartbeat(Duration.ofMillis(50))
                                    .writeTimeout(Duration.ofMillis(300))
                                    .build())
                            .start();
                    RawClient client = new RawClient(server).post(path, body)) {
                assertThat(cancelled.get(30, TimeUnit.SECONDS))
                        .isInstanceOf(java.util.concurrent.CancellationException.class);
                eventually(server);
                assertThat(client).isNotNull(); // which has not closed its end
            }
        }
    }

    @Nested
    class Stopping {
        @Test
        void letsRunsEnd() throws Exception {
            Waiting waiting = new Waiting();
            RunnableServer server = serving(waiting)
                    .mount("/fast", TypedRunnable.of("fast", (String text) -> text))
                    .start();
            try (RawClient client = new RawClient(server).post("/waiting/stream_events", INPUT)) {
                waiting.begun.acquire();
                CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> server.stop(Duration.ofSeconds(30)));
                HttpResponse<String> refused = Http.post(server, "/fast/invoke", INPUT);
                while (refused.statusCode() == 200) { // not until it stops
                    refused = Http.post(server, "/fast/invoke", INPUT);
                }
                assertThat(refused.statusCode()).isEqualTo(503);
                waiting.go.countDown();
                assertThat(client.readAll())
                        .contains("on_chain_end", "event: end")
                        .endsWith("0\r\n\r\n");
                stopped.get(30, TimeUnit.SECONDS);
            }
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> new RawClient(server).close());
        }

        @Test
        void cancelsRunsThatDoNotEndAndTellsTheirClients() throws Exception {
            Waiting waiting = new Waiting();
            RunnableServer server = serving(waiting).start();
            try (RawClient streaming = new RawClient(server).post("/waiting/stream_events", INPUT);
                    RawClient waitingForAll = new RawClient(server).post("/waiting/invoke", INPUT)) {
                waiting.begun.acquire(2);
                server.close();
                assertThat(streaming.readAll())
                        .contains(
                                "event: error\ndata: {\"status_code\":503,\"message\":\"The server is stopping.\"}\n\n")
                        .doesNotContain("event: end");
                assertThat(waitingForAll.readTo("HTTP/1.1")).contains("503");
                waiting.interrupted.acquire(2);
            }
            server.close();
            server.stop(Duration.ofSeconds(1));
        }
    }

    @Nested
    class Builders {
        @Test
        void listenOnThisMachineOnly() throws Exception {
            assertThat(server.address()).isEqualTo("127.0.0.1");
            assertThat(server.port()).isPositive();
            assertThat(server.uri()).hasToString("http://127.0.0.1:" + server.port());
        }

        @Test
        void listenWhereTheyAreTold() throws Exception {
            try (RunnableServer server =
                    ClientServer.builder().address("0.0.0.0").port(0).start()) {
                assertThat(server.address()).isEqualTo("0.0.0.0");
            }
        }

        @Test
        void sayWhenAPortIsTaken() {
            assertThatExceptionOfType(BindException.class)
                    .isThrownBy(() -> ClientServer.builder().port(server.port()).start())
                    .withMessageContaining("The server cannot listen at 127.0.0.1, port " + server.port())
                    .withMessageContaining("Give it another port, or 0 for one that is free.");
        }

        @Test
        void sayWhenAnAddressIsUnknown() {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() ->
                            ClientServer.builder().address("no such address").start())
                    .withMessageContaining("The address no such address is not known.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "foo", "/foo/", "//", "/fo o", "/foo/{x}", "/..", "/foo/./bar", "/föö", "/foo?x"})
        void refuseWhatIsNoPath(String path) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RunnableServer.builder().mount(path, TypedRunnable.of("x", any -> any)))
                    .withMessageContaining("\"" + path + "\" is no path to mount a runnable at.");
        }

        @Test
        void refuseTwoRunnablesAtOnePath() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClientServer.builder()
                            .port(0)
                            .mount("/foo", TypedRunnable.of("x", any -> any))
                            .start())
                    .withMessageContaining("Two routes have the path POST /foo/invoke");
        }

        @Test
        void refuseKeysThatNoConfigHas() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClientServer.builder()
                            .port(0)
                            .configKeys("tags", "callbacks")
                            .start())
                    .withMessageContaining(
                            "A config has no \"callbacks\" that clients could send. There are: tags, metadata");
        }

        @Test
        void refuseLimitsThatLetNothingPass() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ServerLimits.builder().maxRuns(0))
                    .withMessage("maxRuns is 0. Give it 1 or more.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ServerLimits.builder().heartbeat(Duration.ZERO))
                    .withMessage("heartbeat is PT0S. Give it a millisecond or more.");
        }
    }
}
