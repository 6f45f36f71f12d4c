package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much of a server one principal can take from others. */
@Timeout(60)
class SharesTest {
    private static final String[] ADA = {"X-User", "ada"};
    private static final String[] BOB = {"X-User", "bob"};
    private static final String INPUT = "{\"input\":\"tea\"}";
    private static final String BODY = "{\"assistant_id\":\"echo\",\"input\":\"tea\"}";

    private static RunnableServer.Builder serving(ServerLimits.Builder limits) {
        return RunnableServer.builder()
                .port(0)
                .limits(limits.build())
                .authenticator(request -> request.header("X-User").map(ClientPrincipal::of))
                .mount("/echo", TypedRunnable.of("echo", (Object any) -> any));
    }

    @Test
    void isAQuarterOfTheRunsUnlessItIsSet() {
        assertThat(ServerLimits.defaults().maxRunsPerPrincipal()).isEqualTo(64);
        assertThat(ServerLimits.builder().maxRuns(2).build().maxRunsPerPrincipal())
                .isEqualTo(1);
        assertThat(ServerLimits.builder()
                        .maxRunsPerPrincipal(7)
                        .maxRuns(100)
                        .build()
                        .maxRunsPerPrincipal())
                .isEqualTo(7);
    }

    @Test
    void isAsManyRequestsInAMinuteAsAreSet() throws Exception {
        try (RunnableServer server =
                serving(ServerLimits.builder().maxRequestsPerMinute(3)).start()) {
            for (int i = 0; i < 3; i++) {
                assertThat(Http.post(server, "/echo/invoke", INPUT, ADA).statusCode())
                        .isEqualTo(200);
            }
            for (String path : List.of("/echo/invoke", "/runs/wait")) {
                HttpResponse<String> refused = Http.post(server, path, RequestBodies.of(path, "echo"), ADA);
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.body()).contains("You may send 3 requests in a minute. Try again in ");
                assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                        .isBetween(1L, 20L);
            }
            assertThat(Http.post(server, "/echo/invoke", INPUT, BOB).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void isOfAnAddressWhereClientsHaveNoNames() throws Exception {
        try (RunnableServer server = RunnableServer.builder()
                .port(0)
                .limits(ServerLimits.builder().maxRequestsPerMinute(1).build())
                .trustedProxies("127.0.0.1")
                .mount("/echo", TypedRunnable.of("echo", (Object any) -> any))
                .start()) {
            for (String address : List.of("192.0.2.1", "192.0.2.2")) {
                String[] from = {"X-Forwarded-For", address};
                assertThat(Http.post(server, "/echo/invoke", INPUT, from).statusCode())
                        .isEqualTo(200);
                assertThat(Http.post(server, "/echo/invoke", INPUT, from).statusCode())
                        .isEqualTo(429);
            }
            assertThat(Http.get(server, "/").statusCode()).isEqualTo(200); // the live page's own files
        }
    }

    @Test
    void leavesRunsToOthers() throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = serving(ServerLimits.builder().maxRuns(8))
                .mount("/waiting", waiting.runnable())
                .start()) {
            List<RawClient> clients = new ArrayList<>();
            for (String path : List.of("/waiting/invoke", "/waiting/stream_events")) {
                clients.add(new RawClient(server).post(path, INPUT, ADA));
            }
            waiting.begun.acquire(2);
            for (String path : List.of("/waiting/invoke", "/echo/stream", "/runs/wait")) {
                HttpResponse<String> refused = Http.post(server, path, RequestBodies.of(path, "echo"), ADA);
                assertThat(refused.statusCode()).as(path).isEqualTo(429);
                assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(refused.body())
                        .contains("You have 2 runs, and may have 2 at once. Try again when one has ended.");
            }
            assertThat(Http.post(server, "/echo/invoke", INPUT, BOB).statusCode())
                    .isEqualTo(200);

            waiting.go.countDown();
            for (RawClient client : clients) {
                client.readTo("HTTP/1.1 200");
            }
            while (server.activeRuns() > 0) {
                Thread.onSpinWait(); // The test's time-out ends this.
            }
            assertThat(Http.post(server, "/echo/invoke", INPUT, ADA).statusCode())
                    .isEqualTo(200);
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void holdsForBatches() throws Exception {
        try (RunnableServer server = serving(ServerLimits.builder().maxRuns(8)).start()) {
            assertThat(Http.post(server, "/echo/batch", "{\"inputs\":[1,2]}", ADA)
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> refused = Http.post(server, "/echo/batch", "{\"inputs\":[1,2,3]}", ADA);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body())
                    .contains("A batch of 3 runs is more than the server does at once for a client: 2."
                            + " Send smaller batches.");
        }
    }

    @Test
    void isEverythingWhereNobodyIsAskedWhoHeIs() throws Exception {
        try (RunnableServer server = RunnableServer.builder()
                .port(0)
                .limits(ServerLimits.builder().maxRuns(8).build())
                .mount("/echo", TypedRunnable.of("echo", (Object any) -> any))
                .start()) {
            assertThat(Http.post(server, "/echo/batch", "{\"inputs\":[1,2,3,4,5,6,7,8]}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static String newThread(RunnableServer server, String... user) throws Exception {
        return (String) ((Map<?, ?>) JsonCodec.defaultCodec()
                        .read(Http.post(server, "/threads", "{}", user).body(), Object.class))
                .get("thread_id");
    }

    private static int status(RunnableServer server, String path, String... user) throws Exception {
        return Http.get(server, path, user).statusCode();
    }

    @Test
    void ofThreadsIsNotEnlargedAtTheCostOfOthers() throws Exception {
        try (RunnableServer server =
                serving(ServerLimits.builder().maxThreads(4)).start()) {
            String bobs = newThread(server, BOB); // idle for the longest
            String first = newThread(server, ADA);
            for (int i = 0; i < 10; i++) {
                newThread(server, ADA);
            }
            assertThat(status(server, "/threads/" + bobs, BOB)).isEqualTo(200);
            assertThat(status(server, "/threads/" + first, ADA)).isEqualTo(404);

            String second = newThread(server, BOB); // takes the place of one of the three others
            assertThat(status(server, "/threads/" + bobs, BOB)).isEqualTo(200);
            assertThat(status(server, "/threads/" + second, BOB)).isEqualTo(200);
        }
    }

    @Test
    void ofFinishedRunsIsNotEnlargedAtTheCostOfOthers() throws Exception {
        try (RunnableServer server =
                serving(ServerLimits.builder().maxFinishedRuns(3)).start()) {
            String bobs = finishedRun(server, BOB); // the first to have ended
            String first = finishedRun(server, ADA);
            for (int i = 0; i < 10; i++) {
                finishedRun(server, ADA);
            }
            assertThat(status(server, bobs, BOB)).isEqualTo(200);
            assertThat(status(server, first, ADA)).isEqualTo(404);
        }
    }

    @Test
    void ofRunsIsFreeAgainWhenTheClientIsToldThatItsRunHasEnded() throws Exception {
        try (RunnableServer server = serving(ServerLimits.builder().maxRuns(1)).start()) {
            for (int i = 0; i < 100; i++) {
                finishedRun(server, ADA);
                assertThat(server.activeRuns()).isZero();
                assertThat(Http.post(server, "/runs/stream", BODY, ADA).body()).contains("event: values");
                assertThat(server.activeRuns()).isZero();
            }
        }
    }

    private static String finishedRun(RunnableServer server, String... user) throws Exception {
        return Http.post(server, "/runs/wait", BODY, user)
                .headers()
                .firstValue("Content-Location")
                .orElseThrow();
    }

    private static String large(String assistant) {
        return "{\"assistant_id\":\"" + assistant + "\",\"input\":\"tea\",\"metadata\":{\"large\":\""
                + "x".repeat(10_000) + "\"}}";
    }

    @Test
    void ofWhatIsKeptIsNotEnlargedAtTheCostOfOthers() throws Exception {
        try (RunnableServer server =
                serving(ServerLimits.builder().maxKeptBytes(2_000_000)).start()) {
            String bobs = finishedRun(server, BOB); // the first to have ended
            List<String> adas = new ArrayList<>();
            for (int i = 0; i < 30; i++) { // of 20 kB each, and so are their events
                HttpResponse<String> response = Http.post(server, "/runs/wait", large("echo"), ADA);
                assertThat(response.statusCode()).isEqualTo(200);
                adas.add(response.headers().firstValue("Content-Location").orElseThrow());
            }
            assertThat(status(server, bobs, BOB)).isEqualTo(200);
            assertThat(status(server, adas.get(0), ADA)).isEqualTo(404);
            assertThat(status(server, adas.get(29), ADA)).isEqualTo(200);
        }
    }

    @Test
    void ofWhatIsKeptHoldsForRunsThatGoOn() throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = serving(ServerLimits.builder().maxKeptBytes(800_000))
                .mount("/waiting", waiting.runnable())
                .start()) {
            int begun = 0;
            HttpResponse<String> refused = Http.post(server, "/runs", large("waiting"), ADA);
            while (refused.statusCode() == 200) { // Each is of 20 kB, and has one or two events of 20 kB.
                waiting.begun.acquire();
                begun++;
                refused = Http.post(server, "/runs", large("waiting"), ADA);
            }
            assertThat(begun).isBetween(3, 5);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body()).contains("hold more data than one client may have");
            assertThat(Http.post(server, "/threads", "{}", ADA).statusCode()).isEqualTo(429);
            assertThat(Http.post(server, "/runs/wait", large("echo"), BOB).statusCode())
                    .isEqualTo(200);
            assertThat(server.activeRuns()).isEqualTo(begun);

            waiting.go.countDown();
            while (server.activeRuns() > 0) {
                Thread.onSpinWait(); // The test's time-out ends this.
            }
            assertThat(Http.post(server, "/runs/wait", large("echo"), ADA).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void ofWhatIsKeptIsNotMadeByForgettingTheThreadOfTheRun() throws Exception {
        try (RunnableServer server =
                serving(ServerLimits.builder().maxKeptBytes(400_000)).start()) {
            String metadata = "{\"metadata\":{\"large\":\"" + "x".repeat(60_000) + "\"}}";
            HttpResponse<String> created = Http.post(server, "/threads", metadata, ADA);
            String thread =
                    (String) ((Map<?, ?>) JsonCodec.defaultCodec().read(created.body(), Object.class)).get("thread_id");
            for (int i = 0; i < 2; i++) {
                assertThat(Http.post(server, "/threads/" + thread + "/runs/wait", BODY, ADA)
                                .statusCode())
                        .isEqualTo(429);
                assertThat(Http.get(server, "/threads/" + thread, ADA).body()).contains("\"status\":\"idle\"");
            }
            assertThat(server.activeRuns()).isZero();
        }
    }

    @Test
    void ofWhatIsKeptIsAllOfItWhereNobodyIsAskedWhoHeIs() throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = RunnableServer.builder()
                        .port(0)
                        .limits(ServerLimits.builder().maxKeptBytes(30_000).build())
                        .mount("/waiting", waiting.runnable())
                        .start();
                RawClient client = new RawClient(server)) {
            String thread = "/threads/" + LangGraphJson.newThread(server);
            client.post(thread + "/runs/stream", BODY.replace("echo", "waiting"));
            waiting.begun.acquire();
            String metadata = "{\"metadata\":{\"large\":\"" + "x".repeat(20_000) + "\"}}";
            assertThat(Http.sendJson(server, "PATCH", thread, metadata).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> refused = Http.post(server, "/runs/wait", large("waiting"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body()).contains("hold more data than it can keep");
            waiting.go.countDown();
            client.readTo("event: values");
        }
    }

    @Test
    void ofWhatIsKeptAreLeftToOthersByRunsThatGoOn() throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = RunnableServer.builder()
                        .port(0)
                        .limits(ServerLimits.builder().maxKeptBytes(30_000).build())
                        .mount("/waiting", waiting.runnable())
                        .mount("/echo", TypedRunnable.of("echo", (Object any) -> any))
                        .start();
                RawClient first = new RawClient(server).post("/runs/stream", large("waiting"));
                RawClient second = new RawClient(server).post("/waiting/stream_events", big(10_000))) {
            waiting.begun.acquire(2);
            for (int i = 0; i < 3; i++) {
                assertThat(Http.post(server, "/runs/wait", large("echo")).statusCode())
                        .isEqualTo(200);
            }
            waiting.go.countDown();
            first.readTo("event: values");
            second.readTo("on_chain_end");
        }
    }

    private static String big(int bytes) {
        return "{\"input\":\"tea\",\"config\":{\"metadata\":{\"big\":\"" + "x".repeat(bytes) + "\"}}}";
    }

    @Test
    void ofRequestsHoldsWhileTheyAreAnswered() throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = serving(ServerLimits.builder().maxRequestBytes(1_000_000))
                        .mount("/waiting", waiting.runnable())
                        .start();
                RawClient adas = new RawClient(server).post("/waiting/invoke", big(100_000), ADA)) {
            waiting.begun.acquire();
            HttpResponse<String> refused = Http.post(server, "/echo/invoke", big(100_000), ADA);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body()).contains("hold more data than one client may have");
            assertThat(Http.post(server, "/echo/invoke", big(1000), ADA).statusCode())
                    .isEqualTo(200);
            assertThat(Http.post(server, "/echo/invoke", big(100_000), BOB).statusCode())
                    .isEqualTo(200);

            waiting.go.countDown();
            adas.readTo("200");
            while (server.activeRuns() > 0) {
                Thread.onSpinWait(); // The test's time-out ends this.
            }
            assertThat(Http.post(server, "/echo/invoke", big(100_000), ADA).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void ofRequestsIsAllOfItWhereNobodyIsAskedWhoHeIs() throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = RunnableServer.builder()
                        .port(0)
                        .limits(ServerLimits.builder().maxRequestBytes(300_000).build())
                        .mount("/waiting", waiting.runnable())
                        .mount("/echo", TypedRunnable.of("echo", (Object any) -> any))
                        .start();
                RawClient first = new RawClient(server).post("/waiting/invoke", big(100_000));
                RawClient second = new RawClient(server).post("/waiting/invoke", big(100_000))) {
            waiting.begun.acquire(2);
            for (String body : List.of(big(100_000), "{\"input\":[0" + ",0".repeat(5000) + "]}")) {
                HttpResponse<String> refused = Http.post(server, "/echo/invoke", body);
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(refused.body()).contains("hold more data than it takes at once");
            }
            assertThat(Http.post(server, "/echo/invoke", big(1000)).statusCode())
                    .isEqualTo(200);
            waiting.go.countDown();
            first.readTo("200");
            second.readTo("200");
        }
    }

    @Test
    void ofBusyThreadsIsNotTakenFromOthers() throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = serving(ServerLimits.builder().maxThreads(2))
                .mount("/waiting", waiting.runnable())
                .start()) {
            String bobs = newThread(server, BOB);
            String busy = newThread(server, ADA);
            try (RawClient client = new RawClient(server)
                    .post("/threads/" + busy + "/runs/stream", BODY.replace("echo", "waiting"), ADA)) {
                client.readTo("run_id");
                HttpResponse<String> refused = Http.post(server, "/threads", "{}", ADA);
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(refused.body()).contains("The server has as many threads as it can: 2. Try again later.");
                assertThat(status(server, "/threads/" + bobs, BOB)).isEqualTo(200);
            }
        }
    }
}
