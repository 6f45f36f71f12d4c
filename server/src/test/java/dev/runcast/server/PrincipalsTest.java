package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.server.internal.core.Access;
import dev.runcast.server.internal.core.AuditLog;
import dev.runcast.server.internal.core.ClientConfigs;
import dev.runcast.server.internal.core.ProgramJson;
import dev.runcast.server.internal.core.Route;
import dev.runcast.server.internal.core.Runs;
import dev.runcast.server.internal.core.Schemas;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.core.Timers;
import dev.runcast.server.internal.langgraph.LangGraph;
import dev.runcast.server.internal.runs.OwnedRuns;
import dev.runcast.server.store.RunStore;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose runs and threads are whose, and who the program is told that a client is. */
@Timeout(60)
class PrincipalsTest {
    private static final String[] ADA = {"X-User", "ada"};
    private static final String[] BOB = {"X-User", "bob"};
    private static final String BODY = "{\"assistant_id\":\"work\",\"input\":\"tea\"}";

    private static final Authenticator USERS =
            request -> request.header("X-User").map(name -> ClientPrincipal.of(name, Map.of("role", "tester")));

    private static RunnableServer.Builder serving(TypedRunnable<?, ?> work) {
        return RunnableServer.builder().port(0).authenticator(USERS).mount("/work", work);
    }

    private static TypedRunnable<String, String> echo() {
        return TypedRunnable.of("echo", (String text) -> text);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return (Map<String, Object>) JsonCodec.defaultCodec().read(response.body(), Object.class);
    }

    private static String newThread(RunnableServer server, String... user) throws Exception {
        return (String) object(Http.post(server, "/threads", "{}", user)).get("thread_id");
    }

    // Runs and threads

    /** Returns all routes of threads and runs, also those that are added later. */
    static Stream<Route> routesOfThreadsAndRuns() {
        ServerLimits limits = ServerLimits.defaults();
        Timers timers = new Timers(Runnable::run);
        Access access = new Access((principal, action, path) -> true, new AuditLog(false));
        Runs runs = new Runs(limits, timers, access, false);
        ProgramJson json = new ProgramJson(null, runs);
        try {
            List<Route> routes = new LangGraph()
                    .routes(new Services(
                            List.of(),
                            access,
                            runs,
                            json,
                            new ClientConfigs(Set.of()),
                            new Schemas(),
                            true,
                            limits,
                            timers,
                            new OwnedRuns(RunStore.inMemory(limits), timers, Duration.ofSeconds(1), json, true)));
            return routes.stream()
                    .filter(route ->
                            route.path().contains("{thread_id}") || route.path().contains("{run_id}"));
        } finally {
            timers.close();
        }
    }

    @ParameterizedTest
    @MethodSource("routesOfThreadsAndRuns")
    void areNotThereForOthers(Route route) throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = serving(waiting.runnable()).start()) {
            String thread = newThread(server, ADA);
            try (RawClient ada = new RawClient(server).post("/threads/" + thread + "/runs/stream", BODY, ADA)) {
                String run = runId(ada);
                String path = pathOf(route, thread, run);
                HttpResponse<String> others = send(server, route.method(), path, BOB);
                String nobodys = pathOf(
                        route, UUID.randomUUID().toString(), UUID.randomUUID().toString());
                HttpResponse<String> none = send(server, route.method(), nobodys, BOB);

                assertThat(others.statusCode()).isEqualTo(404);
                assertThat(others.body()).isEqualTo(none.body()).doesNotContain(thread, run);
                assertThat(object(Http.get(server, "/threads/" + thread + "/runs/" + run, ADA))
                                .get("status"))
                        .isEqualTo("running");
            }
        }
    }

    private static String pathOf(Route route, String thread, String run) {
        return route.path()
                .replace("{thread_id}", thread)
                .replace("{run_id}", run)
                .replace("{checkpoint_id}", run);
    }

    private static HttpResponse<String> send(RunnableServer server, String method, String path, String... user)
            throws IOException, InterruptedException {
        return method.equals("POST") ? Http.post(server, path, BODY, user) : Http.send(server, method, path, user);
    }

    private static String runId(RawClient client) throws IOException {
        return client.readTo("\"run_id\"").replaceFirst(".*\"run_id\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void areNotFoundByOthers() throws Exception {
        try (RunnableServer server = serving(echo()).start()) {
            String thread = newThread(server, ADA);
            Http.post(server, "/threads/" + thread + "/runs/wait", BODY, ADA);
            String id = "{\"ids\":[\"" + thread + "\"]}";
            for (String query : List.of("{}", id, "{\"metadata\":{}}")) {
                assertThat(Http.post(server, "/threads/search", query, ADA).body())
                        .contains(thread);
                assertThat(Http.post(server, "/threads/search", query, BOB).body())
                        .isEqualTo("[]");
            }
            assertThat(Http.post(server, "/threads/count", "{}", ADA).body()).isEqualTo("1");
            assertThat(Http.post(server, "/threads/count", "{}", BOB).body()).isEqualTo("0");
        }
    }

    @Test
    void mayHaveTheIdsOfThoseOfOthers() throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = serving(waiting.runnable()).start()) {
            String thread = newThread(server, ADA);
            try (RawClient ada = new RawClient(server).post("/threads/" + thread + "/runs/stream", BODY, ADA)) {
                String run = runId(ada);
                HttpResponse<String> own =
                        Http.post(server, "/threads", "{\"thread_id\":\"" + thread + "\",\"metadata\":{\"b\":1}}", BOB);
                assertThat(object(own)).containsEntry("thread_id", thread).containsEntry("status", "idle");
                assertThat(object(Http.get(server, "/threads/" + thread, ADA)))
                        .containsEntry("metadata", Map.of())
                        .containsEntry("status", "busy");

                HttpResponse<String> busy = Http.post(server, "/threads/" + thread + "/runs/wait", BODY, ADA);
                assertThat(busy.statusCode()).isEqualTo(409);
                assertThat(busy.body()).contains(run);
                try (RawClient bob = new RawClient(server).post("/threads/" + thread + "/runs/stream", BODY, BOB)) {
                    assertThat(runId(bob)).isNotEqualTo(run);
                }
            }
        }
    }

    @Test
    void areMadeByAskingForARunInAThreadOfAnother() throws Exception {
        try (RunnableServer server = serving(echo()).start()) {
            String thread = newThread(server, ADA);
            String create = "{\"assistant_id\":\"work\",\"input\":\"mine\",\"if_not_exists\":\"create\"}";
            assertThat(Http.post(server, "/threads/" + thread + "/runs/wait", create, BOB)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Http.get(server, "/threads/" + thread + "/state", ADA).body())
                    .doesNotContain("mine");
            assertThat(Http.get(server, "/threads/" + thread + "/state", BOB).body())
                    .contains("mine");
        }
    }

    @Test
    void belongToTokensOneByOne() throws Exception {
        try (RunnableServer server = RunnableServer.builder()
                .port(0)
                .bearerTokens(Set.of("first-secret", "second-secret")::contains)
                .mount(
                        "/who",
                        TypedRunnable.of(
                                "who",
                                (Object any) ->
                                        ClientPrincipal.current().orElseThrow().name()))
                .start()) {
            String[] first = {"Authorization", "Bearer first-secret"};
            String[] second = {"Authorization", "Bearer second-secret"};
            String thread = newThread(server, first);
            assertThat(Http.get(server, "/threads/" + thread, first).statusCode())
                    .isEqualTo(200);
            assertThat(Http.get(server, "/threads/" + thread, second).statusCode())
                    .isEqualTo(404);
            Object name = object(Http.post(server, "/who/invoke", "{\"input\":1}", first))
                    .get("output");
            assertThat((String) name).matches("token-[0-9a-f]{32}");
            assertThat(object(Http.post(server, "/who/invoke", "{\"input\":1}", first)))
                    .containsEntry("output", name);
            assertThat(object(Http.post(server, "/who/invoke", "{\"input\":1}", second)))
                    .doesNotContainEntry("output", name);
        }
    }

    // What the program is told

    /** Keeps what runs tell of their principals: by their metadata, and by the two ways to ask. */
    private static final class Seen implements CallbackHandler {
        final List<Object> metadata = new CopyOnWriteArrayList<>();
        final List<Optional<ClientPrincipal>> principals = new CopyOnWriteArrayList<>();

        TypedRunnable<Object, String> runnable() {
            TypedRunnable<Object, String> inner = TypedRunnable.ofConfigured("inner", (any, config) -> {
                principals.add(ClientPrincipal.current());
                principals.add(ClientPrincipal.current(config));
                return "done";
            });
            return TypedRunnable.ofConfigured("outer", (Object any, RunnableConfig config) -> {
                        principals.add(ClientPrincipal.current());
                        principals.add(ClientPrincipal.current(config));
                        return inner.invoke(any, config);
                    })
                    .withConfig(RunnableConfig.builder().addHandler(this).build());
        }

        @Override
        public void onRunStart(RunEvent.Start event) {
            metadata.add(event.run().metadata().getOrDefault(ClientPrincipal.METADATA_KEY, "none"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/work/invoke",
                "/work/batch",
                "/work/stream",
                "/work/stream_events",
                "/work/stream_log",
                "/runs/wait",
                "/runs/stream",
                "/ag-ui/work"
            })
    void areToldToTheProgramWhateverTheProtocol(String path) throws Exception {
        Seen seen = new Seen();
        try (RunnableServer server = serving(seen.runnable()).start()) {
            String forged = ",\"config\":{\"configurable\":{\"runcast_principal\":\"root\",\"principal\":\"root\"}}";
            HttpResponse<String> response = Http.post(server, path, RequestBodies.of(path, "work", forged), ADA);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
        assertThat(seen.metadata).containsExactly("ada", "ada");
        assertThat(seen.principals)
                .hasSize(4)
                .allSatisfy(principal -> assertThat(principal).hasValueSatisfying(who -> {
                    assertThat(who.name()).isEqualTo("ada");
                    assertThat(who.attributes()).isEqualTo(Map.of("role", "tester", "remote_address", "127.0.0.1"));
                    assertThat(who.isAnonymous()).isFalse();
                }));
    }

    @Test
    void areAnonymousWhereNobodyIsAsked() throws Exception {
        Seen seen = new Seen();
        try (RunnableServer server =
                RunnableServer.builder().port(0).mount("/work", seen.runnable()).start()) {
            Http.post(server, "/work/invoke", "{\"input\":1}");
        }
        assertThat(seen.metadata).containsExactly("none", "none");
        assertThat(seen.principals).hasSize(4).containsOnly(Optional.of(ClientPrincipal.anonymous()));
    }

    @Test
    void areNothingInRunsThatNoServerStarted() {
        Seen seen = new Seen();
        seen.runnable().invoke(1);
        assertThat(seen.principals).hasSize(4).containsOnly(Optional.empty());
        assertThat(ClientPrincipal.current()).isEmpty();
        assertThat(ClientPrincipal.current(RunnableConfig.empty())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cannotBeSentAsMetadata(boolean isAsked) throws Exception {
        RunnableServer.Builder builder = RunnableServer.builder().port(0).mount("/work", echo());
        try (RunnableServer server = (isAsked ? builder.authenticator(USERS) : builder).start()) {
            String metadata = "\"metadata\":{\"runcast_principal\":\"root\"}";
            for (HttpResponse<String> response : List.of(
                    Http.post(server, "/work/invoke", "{\"input\":\"tea\",\"config\":{" + metadata + "}}", ADA),
                    Http.post(server, "/runs/wait", BODY.replace("}", "," + metadata + "}"), ADA))) {
                assertThat(response.statusCode()).isEqualTo(422);
                assertThat(response.body()).contains("The server itself says who a client is");
            }
        }
    }

    @Test
    void haveNamesByWhichTheyAreEqual() {
        assertThat(ClientPrincipal.of("ada", Map.of("role", "admin")))
                .isEqualTo(ClientPrincipal.of("ada"))
                .hasSameHashCodeAs(ClientPrincipal.of("ada"))
                .hasToString("ada")
                .isNotEqualTo(ClientPrincipal.of("bob"))
                .isNotEqualTo(ClientPrincipal.anonymous());
        assertThat(ClientPrincipal.of("anonymous")).isNotEqualTo(ClientPrincipal.anonymous());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientPrincipal.of(" "))
                .withMessage("The name of a principal is blank. Give it one that no other principal has.");
    }

    // Who gets in

    @Test
    void areAskedOfEveryRequestButThoseForWhatIsPublic() throws Exception {
        try (RunnableServer server = serving(echo()).livePage(true).start()) {
            for (String path : List.of("/runnables", "/work/input_schema", "/events.json", "/nothing", "/threads/x")) {
                HttpResponse<String> response = Http.get(server, path);
                assertThat(response.statusCode()).as(path).isEqualTo(401);
                assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
                assertThat(response.body())
                        .isEqualTo("{\"detail\":\"The server does not know who sends this."
                                + " Send the header Authorization: Bearer …\"}");
            }
            assertThat(Http.get(server, "/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void areAskedForByTheSchemeOfTheAuthenticator() throws Exception {
        Authenticator basic = new Authenticator() {
            @Override
            public Optional<ClientPrincipal> authenticate(ClientRequest request) {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.path()).isEqualTo("/work/invoke");
                return Optional.empty();
            }

            @Override
            public String challenge() {
                return "Basic realm=\"runs\"";
            }
        };
        try (RunnableServer server = RunnableServer.builder()
                .port(0)
                .authenticator(basic)
                .mount("/work", echo())
                .start()) {
            HttpResponse<String> response = Http.post(server, "/work/invoke", "{\"input\":\"tea\"}");
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"runs\"");
            assertThat(response.body()).contains("Send the header Authorization: Basic …");
        }
    }

    static List<Authenticator> brokenAuthenticators() {
        return List.of(
                request -> {
                    throw new IllegalStateException("the secret store is down");
                },
                request -> {
                    throw new IOException("the secret store is down");
                },
                request -> null);
    }

    @ParameterizedTest
    @MethodSource("brokenAuthenticators")
    @SuppressWarnings("NullAway") // as programs without NullAway may
    void areNobodyWhenThatCannotBeFoundOut(Authenticator broken) throws Exception {
        List<Object> inputs = new ArrayList<>();
        try (LogCapture log = LogCapture.ofWarnings()) {
            try (RunnableServer server = RunnableServer.builder()
                    .port(0)
                    .authenticator(broken)
                    .mount("/work", TypedRunnable.of("work", (Object any) -> inputs.add(any)))
                    .start()) {
                HttpResponse<String> response = Http.post(server, "/work/invoke", "{\"input\":1}", ADA);
                assertThat(response.statusCode()).isEqualTo(500);
                assertThat(response.body()).isEqualTo("{\"detail\":\"Internal Server Error\"}");
            }
            assertThat(log.messages()).containsExactly("A request to POST /work/invoke failed");
        }
        assertThat(inputs).isEmpty();
    }

    /** A preflight cannot say who sends it. */
    @Test
    void areNotToldByPreflightsWhatIsThere() throws Exception {
        try (RunnableServer server =
                serving(echo()).allowOrigins("https://example.com").start()) {
            String[] headers = {"Origin", "https://example.com", "Access-Control-Request-Method", "POST"};
            HttpResponse<String> there = Http.send(server, "OPTIONS", "/work/invoke", headers);
            HttpResponse<String> notThere = Http.send(server, "OPTIONS", "/nothing", headers);
            assertThat(there.statusCode()).isEqualTo(204);
            assertThat(notThere.statusCode()).isEqualTo(204);
            assertThat(notThere.headers().firstValue("Access-Control-Allow-Methods"))
                    .isEqualTo(there.headers().firstValue("Access-Control-Allow-Methods"));
        }
    }
}
