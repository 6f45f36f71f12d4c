package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.clients.ClientServer;
import dev.runcast.server.internal.agui.AgUi;
import dev.runcast.server.internal.core.RequestKeys;
import dev.runcast.server.internal.core.RequestKeys.Use;
import dev.runcast.server.internal.langgraph.LangGraph;
import dev.runcast.server.internal.langserve.LangServe;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That each key that a client sends counts, changes nothing, or is refused. */
class RequestKeysTest {
    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("POST invoke", "/foo/invoke"),
            Map.entry("POST batch", "/foo/batch"),
            Map.entry("POST stream", "/foo/stream"),
            Map.entry("POST stream_events", "/foo/stream_events"),
            Map.entry("POST stream_log", "/foo/stream_log"),
            Map.entry("POST runs/stream", "/runs/stream"),
            Map.entry("POST runs/wait", "/runs/wait"),
            Map.entry("POST runs", "/runs"),
            Map.entry("POST runs/batch", "/runs/batch"),
            Map.entry("POST /threads", "/threads"),
            Map.entry("PATCH /threads/{thread_id}", "/threads/{thread_id}"),
            Map.entry("POST /threads/search", "/threads/search"),
            Map.entry("POST /threads/count", "/threads/count"),
            Map.entry("POST /threads/prune", "/threads/prune"),
            Map.entry("POST /threads/{thread_id}/state/checkpoint", "/threads/{thread_id}/state/checkpoint"),
            Map.entry("POST /threads/{thread_id}/history", "/threads/{thread_id}/history"),
            Map.entry("POST /assistants/count", "/assistants/count"),
            Map.entry("POST /assistants/search", "/assistants/search"),
            Map.entry("POST /ag-ui/{agent}", "/ag-ui/foo"));

    private static final String RUN = "\"assistant_id\":\"foo\",\"input\":\"tea\"";

    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("POST batch", "\"inputs\":[\"tea\"]"),
            Map.entry("POST runs/stream", RUN),
            Map.entry("POST runs/wait", RUN),
            Map.entry("POST runs", RUN),
            Map.entry("POST runs/batch", RUN),
            Map.entry("POST /threads", "\"metadata\":{}"),
            Map.entry("PATCH /threads/{thread_id}", "\"metadata\":{}"),
            Map.entry("POST /threads/search", "\"limit\":1"),
            Map.entry("POST /threads/count", "\"metadata\":{}"),
            Map.entry("POST /threads/prune", "\"thread_ids\":[]"),
            Map.entry("POST /threads/{thread_id}/state/checkpoint", "\"checkpoint\":{}"),
            Map.entry("POST /threads/{thread_id}/history", "\"limit\":1"),
            Map.entry("POST /assistants/search", "\"limit\":1"),
            Map.entry("POST /assistants/count", "\"graph_id\":\"foo\""),
            Map.entry(
                    "POST /ag-ui/{agent}",
                    "\"threadId\":\"t\",\"runId\":\"r\",\"forwardedProps\":{\"input\":\"tea\"}"));

    private static String thread;

    private static RunnableServer server;

    @BeforeAll
    static void start() throws Exception {
        server = ClientServer.builder().mount("/limit", limit()).port(0).start();
        thread = UUID.randomUUID().toString();
        Http.post(server, "/threads", "{\"thread_id\":\"" + thread + "\"}");
    }

    /** Tells the limits of its config. */
    private static TypedRunnable<Object, List<Integer>> limit() {
        return TypedRunnable.ofConfigured(
                "limit",
                (Object any, RunnableConfig config) -> List.of(
                        config.recursionLimit().orElse(0),
                        config.maxConcurrency().orElse(0)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<RequestKeys> requests() {
        return Stream.of(new LangServe(), new LangGraph(), new AgUi(Map.of()))
                .flatMap(protocol -> protocol.requests().stream())
                .toList();
    }

    private static HttpResponse<String> post(RequestKeys request, String key, String value) throws Exception {
        String name = request.request();
        String body = BODIES.getOrDefault(name, "\"input\":\"tea\"");
        String path = PATHS.get(name).replace("{thread_id}", thread);
        String json = "{" + body + ",\"" + key + "\":" + value + "}";
        return Http.sendJson(server, name.split(" ", 2)[0], path, request.isOfList() ? "[" + json + "]" : json);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void areRefusedWhereTheServerDoesNotDoWhatTheyAskFor(RequestKeys request) throws Exception {
        List<String> refused = new ArrayList<>(request.keys().keySet());
        refused.removeIf(key -> request.keys().get(key) != Use.REFUSED);
        for (String key : refused) {
            for (String nothing : List.of("null", "false", "0", "\"\"", "[]", "{}")) {
                assertThat(post(request, key, nothing).statusCode())
                        .as(key + nothing)
                        .isEqualTo(200);
            }
            HttpResponse<String> response = post(request, key, "{\"a\":1}");
            assertThat(response.statusCode()).as(key).isEqualTo(422);
            assertThat(response.body())
                    .contains(
                            "\"loc\":[\"body\"," + (request.isOfList() ? "\"0\"," : "") + "\"" + key + "\"]",
                            "The server does not do what \\\"" + key + "\\\" asks for. Leave it out.");
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void areRefusedWhereTheServerDoesNotKnowThem(RequestKeys request) throws Exception {
        HttpResponse<String> response = post(request, "newest", "1");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("The server does not know \\\"newest\\\". Leave it out.");
        assertThat(post(request, "newest", "null").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void changeNothingWhereTheyAreIgnored(RequestKeys request) throws Exception {
        List<String> ignored = new ArrayList<>(request.keys().keySet());
        ignored.removeIf(key -> request.keys().get(key) != Use.IGNORED);
        for (String key : ignored) {
            assertThat(post(request, key, "[1]").statusCode()).as(key).isEqualTo(200);
        }
    }

    static List<RequestKeys> queries() {
        return new LangGraph().queries();
    }

    /** Asks for what may not be there: what is wrong with a query is said before. */
    private static HttpResponse<String> query(RequestKeys request, String parameter) throws Exception {
        String[] asked = request.request().replace("query of ", "").split(" ", 2);
        boolean isOfThread = asked[1].startsWith("runs") && !asked[1].equals("runs/stream");
        String path = (isOfThread ? "/threads/{thread_id}/" : "/") + asked[1].replaceFirst("^/", "");
        String own = path.replace("{thread_id}", thread)
                .replace("{assistant_id}", "foo")
                .replace("{run_id}", UUID.randomUUID().toString())
                .replace("{checkpoint_id}", UUID.randomUUID().toString());
        return asked[0].equals("GET")
                ? Http.get(server, own + "?" + parameter)
                : Http.post(server, own + "?" + parameter, "{" + RUN + "}");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void ofAQueryAreRefusedWhereTheServerDoesNotKnowThemOrDoesNotDoWhatTheyAskFor(RequestKeys request)
            throws Exception {
        Map<String, String> advice = new HashMap<>();
        advice.put("newest", "The server does not know \\\"newest\\\". Leave it out.");
        request.keys().forEach((key, use) -> {
            if (use == Use.REFUSED) {
                advice.put(key, "The server does not do what \\\"" + key + "\\\" asks for. Leave it out.");
            }
        });
        for (Map.Entry<String, String> refused : advice.entrySet()) {
            String key = refused.getKey();
            HttpResponse<String> response = query(request, key + "=x");
            assertThat(response.statusCode()).as(key).isEqualTo(422);
            assertThat(response.body()).contains("\"loc\":[\"query\",\"" + key + "\"]", refused.getValue());
            for (String nothing : List.of("", "=", "=0", "=false", "=%5B%5D")) {
                assertThat(query(request, key + nothing).body()).doesNotContain(refused.getValue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void ofAQueryAreTakenWhereTheyCountOrChangeNothing(RequestKeys request) throws Exception {
        for (Map.Entry<String, Use> key : request.keys().entrySet()) {
            if (key.getValue() != Use.REFUSED) {
                assertThat(query(request, key.getKey() + "=x").body()).doesNotContain("Leave it out.");
            }
        }
    }

    @Test
    void ofAQueryAreRefusedByAllOtherRoutes() throws Exception {
        for (String path : List.of("/foo/input_schema", "/assistants/foo", "/openapi.json", "/runnables")) {
            HttpResponse<String> response = Http.get(server, path + "?newest=1");
            assertThat(response.statusCode()).as(path).isEqualTo(422);
            assertThat(response.body()).contains("The server does not know \\\"newest\\\".");
        }
        assertThat(Http.post(server, "/foo/invoke?newest=1", "{\"input\":\"tea\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(Http.get(server, "/?newest=1").statusCode()).isEqualTo(200); // a page
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"recursion_limit":100}                      | [100,0]
            {"recursion_limit":1000000}                  | [500,0]
            {"max_concurrency":5}                        | [0,5]
            {"recursionLimit":7,"maxConcurrency":5}      | [7,5]
            """)
    void ofAConfigCountWithinTheBoundsOfTheServer(String config, String limits) throws Exception {
        assertThat(Http.post(server, "/limit/invoke", "{\"input\":1,\"config\":" + config + "}")
                        .body())
                .contains("\"output\":" + limits);
        assertThat(Http.post(server, "/runs/wait", "{\"assistant_id\":\"limit\",\"input\":1,\"config\":" + config + "}")
                        .body())
                .isEqualTo("{\"output\":" + limits + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "durability":"exit"              | 200
            "durability":"sync"              | 422
            "durability":"async"             | 422
            "multitask_strategy":"reject"    | 200
            "multitask_strategy":"enqueue"   | 200
            "multitask_strategy":"queue"     | 422
            "on_completion":"delete"         | 200
            "on_completion":"archive"        | 422
            """)
    void countWithTheValuesThatTheServerDoes(String member, int status) throws Exception {
        String body = "{\"assistant_id\":\"foo\",\"input\":\"tea\"," + member + "}";
        assertThat(Http.post(server, "/runs/wait", body).statusCode()).isEqualTo(status);
    }

    @Test
    void keepTheThreadOfARunThatHasNoneOfItsOwn() throws Exception {
        ServerLimits oneRun = ServerLimits.builder().maxFinishedRuns(1).build();
        try (RunnableServer own = ClientServer.builder().limits(oneRun).port(0).start()) {
            assertThat(Http.get(own, threadOfAForgottenRun(own, "keep")).statusCode())
                    .isEqualTo(200);
            assertThat(Http.get(own, threadOfAForgottenRun(own, "delete")).statusCode())
                    .isEqualTo(404);
        }
    }

    private static String threadOfAForgottenRun(RunnableServer server, String completion) throws Exception {
        String body = "{\"assistant_id\":\"foo\",\"input\":\"tea\",\"on_completion\":\"" + completion + "\"}";
        HttpResponse<String> first = Http.post(server, "/runs/wait", body);
        Http.post(server, "/runs/wait", body);
        return first.headers().firstValue("Content-Location").orElseThrow().replaceAll("/runs/.*", "");
    }

    @Test
    void letABatchRunAsManyAtOnceAsItsConfigSays() throws Exception {
        AtomicInteger active = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore two = new Semaphore(0);
        TypedRunnable<Object, Object> counting =
                TypedRunnable.ofConfigured("counting", (Object each, RunnableConfig config) -> {
                    int now = active.incrementAndGet();
                    most.accumulateAndGet(now, Math::max);
                    two.release();
                    if (each.equals(0)) {
                        two.acquire(2); // so that another one is surely there at the same time
                    }
                    active.decrementAndGet();
                    return each;
                });
        try (RunnableServer own =
                RunnableServer.builder().mount("/counting", counting).port(0).start()) {
            String inputs = IntStream.range(0, 20).mapToObj(String::valueOf).collect(Collectors.joining(","));
            assertThat(Http.post(
                                    own,
                                    "/counting/batch",
                                    "{\"inputs\":[" + inputs + "],\"config\":{\"max_concurrency\":2}}")
                            .body())
                    .startsWith("{\"output\":[" + inputs + "]");
        }
        assertThat(most).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "config":{"metadata":%s}     | "config","metadata"
            "config":{"configurable":%s} | "config","configurable"
            "include_names":%s           | "include_names"
            "exclude_tags":%s            | "exclude_tags"
            "config":{"tags":%s}         | "config","tags"
            """)
    void thatEachEventHasToBearAreCounted(String member, String place) throws Exception {
        boolean isList = !member.contains("metadata") && !member.contains("configurable");
        for (int count : new int[] {1000, 1001}) {
            String entries = IntStream.range(0, count)
                    .mapToObj(i -> "\"" + i + (isList ? "\"" : "\":1"))
                    .collect(Collectors.joining(",", isList ? "[" : "{", isList ? "]" : "}"));
            HttpResponse<String> response =
                    Http.post(server, "/foo/stream_log", "{\"input\":\"tea\"," + member.formatted(entries) + "}");
            assertThat(response.statusCode()).isEqualTo(count == 1000 ? 200 : 422);
            if (count > 1000) {
                assertThat(response.body())
                        .contains("[\"body\"," + place + "]", "There are 1001 entries. Give 1000 or fewer.");
            }
        }
    }
}
