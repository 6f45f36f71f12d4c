package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.server.Authorizer.Action;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** What a principal may do with a runnable, and what is logged of it. */
@Timeout(60)
class AuthorizerTest {
    private static final String[] ADA = {"X-User", "ada"};
    private static final String[] BOB = {"X-User", "bob"};

    private static RunnableServer.Builder serving() {
        return RunnableServer.builder()
                .port(0)
                .livePage(true)
                .authenticator(request -> request.header("X-User").map(ClientPrincipal::of))
                .mount("/open", TypedRunnable.of("open", (String text) -> text))
                .mount("/secret", TypedRunnable.of("secret", (String text) -> text));
    }

    /** Ada may do everything, and others may not do this with /secret. */
    private static Authorizer refusing(Action refused) {
        return (principal, action, path) ->
                principal.name().equals("ada") || action != refused || !path.equals("/secret");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /secret/invoke",
        "POST, /secret/batch",
        "POST, /secret/stream",
        "POST, /secret/stream_events",
        "POST, /secret/stream_log",
        "POST, /secret/c/N4XyA/invoke",
        "GET, /secret/input_schema",
        "GET, /secret/output_schema",
        "GET, /secret/config_schema",
        "GET, /secret/invoke",
        "DELETE, /secret/invoke",
        "POST, /ag-ui/secret",
        "GET, /ag-ui/secret",
        "POST, /runs/wait",
        "POST, /runs/stream",
        "POST, /runs",
        "GET, /assistants/secret",
        "GET, /assistants/secret/schemas",
        "GET, /assistants/secret/graph"
    })
    void whatIsNotListedIsNotThere(String method, String path) throws Exception {
        try (RunnableServer server = serving().authorizer(refusing(Action.LIST)).start()) {
            HttpResponse<String> refused = send(server, method, path, RequestBodies.of(path, "secret"), BOB);
            HttpResponse<String> none =
                    send(server, method, path.replace("secret", "absent"), RequestBodies.of(path, "absent"), BOB);
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.body()).isEqualTo(none.body().replace("absent", "secret"));
            assertThat(send(server, method, path, RequestBodies.of(path, "secret"), ADA)
                            .statusCode())
                    .isNotEqualTo(404);
        }
    }

    private static HttpResponse<String> send(
            RunnableServer server, String method, String path, String json, String... user) throws Exception {
        return method.equals("POST") ? Http.post(server, path, json, user) : Http.send(server, method, path, user);
    }

    @Test
    void whatIsNotListedIsInNoList() throws Exception {
        try (RunnableServer server = serving().authorizer(refusing(Action.LIST)).start()) {
            for (HttpResponse<String> list :
                    List.of(Http.get(server, "/runnables", BOB), Http.post(server, "/assistants/search", "{}", BOB))) {
                assertThat(list.statusCode()).isEqualTo(200);
                assertThat(list.body()).contains("open").doesNotContain("secret");
            }
            assertThat(Http.get(server, "/assistants/absent", BOB).body())
                    .contains("There are: open.")
                    .doesNotContain("secret");
            assertThat(Http.get(server, "/runnables", ADA).body()).contains("open", "secret");
        }
    }

    @Test
    void everythingMayBeHidden() throws Exception {
        try (RunnableServer server =
                serving().authorizer((principal, action, path) -> false).start()) {
            assertThat(Http.get(server, "/runnables", ADA).body()).isEqualTo("[]");
            assertThat(Http.get(server, "/assistants/open", ADA).body()).contains("There are: none.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/secret/invoke",
        "/secret/batch",
        "/secret/stream",
        "/secret/stream_events",
        "/secret/stream_log",
        "/ag-ui/secret",
        "/runs",
        "/runs/wait",
        "/runs/stream"
    })
    void whoMayNotRunIsTold(String path) throws Exception {
        try (RunnableServer server = serving().authorizer(refusing(Action.RUN)).start()) {
            HttpResponse<String> refused = Http.post(server, path, RequestBodies.of(path, "secret"), BOB);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body())
                    .isEqualTo("{\"detail\":\"You may not run this. Have the server's Authorizer allow it.\"}");
            assertThat(server.activeRuns()).isZero();
            assertThat(Http.post(server, path, RequestBodies.of(path, "secret"), ADA)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Http.get(server, "/runnables", BOB).body()).contains("secret");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"READ", "CANCEL"})
    void whoMayNotReadOrCancelIsTold(Action refused) throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = RunnableServer.builder()
                .port(0)
                .authenticator(request -> request.header("X-User").map(ClientPrincipal::of))
                .authorizer(refusing(refused))
                .mount("/secret", waiting.runnable())
                .start()) {
            String thread = (String) ((Map<?, ?>) JsonCodec.defaultCodec()
                            .read(Http.post(server, "/threads", "{}", BOB).body(), Object.class))
                    .get("thread_id");
            try (RawClient client = new RawClient(server)
                    .post(
                            "/threads/" + thread + "/runs/stream",
                            RequestBodies.of("/threads/" + thread + "/runs/stream", "secret"),
                            BOB)) {
                String run = "/threads/" + thread + "/runs/"
                        + client.readTo("\"run_id\"").replaceFirst(".*\"run_id\":\"([^\"]*)\".*", "$1");
                boolean canRead = refused != Action.READ;
                assertThat(Http.get(server, run, BOB).statusCode()).isEqualTo(canRead ? 200 : 403);
                assertThat(Http.get(server, run + "/stream?cancel_on_disconnect=1", BOB)
                                .statusCode())
                        .isEqualTo(403);
                assertThat(Http.get(server, "/threads/" + thread + "/runs", BOB).body())
                        .matches(body -> body.equals("[]") == !canRead);
                if (canRead) {
                    assertThat(Http.post(server, run + "/cancel", "{}", BOB).statusCode())
                            .isEqualTo(403);
                    assertThat(Http.send(server, "DELETE", run, BOB).statusCode())
                            .isEqualTo(403);
                    assertThat(Http.send(server, "DELETE", "/threads/" + thread, BOB)
                                    .statusCode())
                            .isEqualTo(403);
                    assertThat(Http.post(
                                            server,
                                            "/threads/" + thread + "/runs",
                                            RequestBodies.of(
                                                    "/runs", "secret", ",\"multitask_strategy\":\"interrupt\""),
                                            BOB)
                                    .statusCode())
                            .isEqualTo(403);
                    assertThat(Http.get(server, "/threads/" + thread + "/runs", BOB)
                                    .body())
                            .contains("running")
                            .doesNotContain("pending");
                }
                waiting.go.countDown();
                client.readTo("event: values");
                HttpResponse<String> result = Http.get(server, run + "/join", BOB);
                assertThat(result.statusCode()).isEqualTo(canRead ? 200 : 403);
                assertThat(Http.get(server, "/threads/" + thread + "/state", BOB)
                                .statusCode())
                        .isEqualTo(canRead ? 200 : 403);
                assertThat(Http.get(server, "/threads/" + thread, BOB).statusCode())
                        .isEqualTo(canRead ? 200 : 403);
                assertThat(Http.post(server, "/threads/" + thread + "/copy", "", BOB)
                                .statusCode())
                        .isEqualTo(canRead ? 200 : 403);
                assertThat(Http.get(server, "/threads/" + thread + "/history", BOB)
                                .statusCode())
                        .isEqualTo(canRead ? 200 : 403);
                assertThat(Http.post(server, "/threads/search", "{}", BOB).body())
                        .matches(body -> body.equals("[]") == !canRead);
            }
        }
    }

    /** Also if the run was forgotten that left the state of the thread. */
    @Test
    void whoMayNotCancelDeletesNoThreads() throws Exception {
        ServerLimits limits = ServerLimits.builder().maxFinishedRuns(1).build();
        try (RunnableServer server =
                serving().limits(limits).authorizer(refusing(Action.CANCEL)).start()) {
            String thread = "/threads/11111111-1111-4111-8111-111111111111";
            String create = ",\"if_not_exists\":\"create\"";
            Http.post(server, thread + "/runs/wait", RequestBodies.of("/runs", "secret", create), BOB);
            Http.post(server, "/runs/wait", RequestBodies.of("/runs", "open"), BOB);
            assertThat(Http.get(server, thread + "/runs", BOB).body()).isEqualTo("[]");
            assertThat(Http.send(server, "DELETE", thread, BOB).statusCode()).isEqualTo(403);
            assertThat(Http.get(server, thread, BOB).statusCode()).isEqualTo(200);
            Http.post(server, thread + "/runs/wait", RequestBodies.of("/runs", "secret", create), ADA);
            assertThat(Http.send(server, "DELETE", thread, ADA).statusCode()).isEqualTo(204);
            assertThat(Http.get(server, thread, ADA).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatItThrowsIsLoggedAndAnsweredWith500() throws Exception {
        try (LogCapture log = LogCapture.ofWarnings()) {
            try (RunnableServer server = serving()
                    .authorizer((principal, action, path) -> {
                        throw new IllegalStateException("the rules are secret");
                    })
                    .start()) {
                HttpResponse<String> response =
                        Http.post(server, "/open/invoke", RequestBodies.of("/open/invoke", "open"), ADA);
                assertThat(response.statusCode()).isEqualTo(500);
                assertThat(response.body()).doesNotContain("secret");
            }
            assertThat(log.messages()).containsExactly("A request to POST /open/invoke failed");
        }
    }

    // The log of who did what

    private static List<Map<String, Object>> audited(boolean isWanted) throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.runcast.server.audit");
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
        Waiting waiting = new Waiting();
        try (RunnableServer server = serving()
                .auditLog(isWanted)
                .authorizer(refusing(Action.RUN))
                .mount("/waiting", waiting.runnable())
                .start()) {
            Http.post(server, "/open/invoke", RequestBodies.of("/open/invoke", "open"), ADA);
            Http.post(server, "/secret/invoke", RequestBodies.of("/secret/invoke", "secret"), BOB);
            try (RawClient client =
                    new RawClient(server).post("/runs/stream", RequestBodies.of("/runs/stream", "waiting"), ADA)) {
                String location = client.readTo("Content-Location").split(": ", 2)[1];
                waiting.begun.acquire();
                Http.get(server, location, ADA);
                Http.post(server, location + "/cancel?wait=1", "{}", ADA);
            }
        } finally {
            logger.detachAppender(appender);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
        return appender.list.stream()
                .map(event -> event.getKeyValuePairs().stream()
                        .collect(Collectors.toMap((KeyValuePair pair) -> pair.key, pair -> pair.value)))
                .toList();
    }

    @Test
    void itIsLoggedWhoDoesWhat() throws Exception {
        List<Map<String, Object>> entries = audited(true);
        assertThat(entries)
                .extracting(entry -> entry.get("principal") + " " + entry.get("outcome") + " " + entry.get("action")
                        + " " + entry.get("runnable"))
                .containsExactly(
                        "ada allowed run /open",
                        "bob refused run /secret",
                        "ada allowed run /waiting",
                        "ada allowed read /waiting",
                        "ada allowed cancel /waiting");
        assertThat(entries)
                .filteredOn(entry -> entry.get("outcome").equals("allowed"))
                .allSatisfy(entry -> assertThat((String) entry.get("run_id")).isNotEmpty());
        assertThat(entries.subList(2, 5))
                .extracting(entry -> entry.get("run_id"))
                .satisfies(ids -> assertThat(Set.copyOf(ids)).hasSize(1));
    }

    @Test
    void nothingIsLoggedUnlessItIsAskedFor() throws Exception {
        assertThat(audited(false)).isEmpty();
    }
}
