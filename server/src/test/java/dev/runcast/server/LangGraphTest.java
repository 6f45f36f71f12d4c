package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.server.clients.ClientServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The formats and rules of LangGraph's runs API. */
@Timeout(60)
class LangGraphTest {
    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    private static RunnableServer server;

    @BeforeAll
    static void start() throws Exception {
        server = serving().start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RunnableServer.Builder serving() {
        return ClientServer.builder()
                .port(0)
                .mount("/deep/er", TypedRunnable.of("deeper", (Object any) -> any))
                .mount("/unwritable", TypedRunnable.of("unwritable", (Object any) -> endless()));
    }

    private static List<Object> endless() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return list;
    }

    private static HttpResponse<String> post(String path, String json) throws Exception {
        return Http.post(server, path, json);
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        return Http.get(server, path, headers);
    }

    private static Object json(HttpResponse<String> response) {
        return JsonCodec.defaultCodec().read(response.body(), Object.class);
    }

    private static Map<?, ?> object(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return (Map<?, ?>) json(response);
    }

    private static String newThread(RunnableServer server) throws Exception {
        return (String) object(Http.post(server, "/threads", "{}")).get("thread_id");
    }

    private static String body(String assistant, String rest) {
        return "{\"assistant_id\":\"" + assistant + "\",\"input\":\"tea\"" + rest + "}";
    }

    private static List<SseFrame> frames(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).endsWith("\n\n");
        return SseFrame.parse(response.body());
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Location").orElseThrow();
    }

    @Nested
    class Assistants {
        private List<Object> search(String json) throws Exception {
            return new ArrayList<>((List<?>) json(post("/assistants/search", json)));
        }

        @Test
        void areTheRunnables() throws Exception {
            List<Object> found = search("{\"limit\":100}");
            assertThat(found)
                    .extracting(each -> (Object) ((Map<?, ?>) each).get("assistant_id"))
                    .contains("foo", "bar", "deep/er");
            Map<?, ?> foo = object(get("/assistants/foo"));
            assertThat(foo.get("graph_id")).isEqualTo("foo");
            assertThat(foo.get("name")).isEqualTo("foo");
            assertThat(found).contains(foo);
        }

        @Test
        void areFoundByPagesAndByGraph() throws Exception {
            List<Object> all = search("{\"limit\":100}");
            assertThat(search("{\"limit\":2,\"offset\":1}")).isEqualTo(all.subList(1, 3));
            assertThat(search("{\"graph_id\":\"bar\"}")).hasSize(1);
        }

        @Test
        void haveTheirSlashEscapedInPaths() throws Exception {
            assertThat(object(get("/assistants/deep%2Fer")).get("name")).isEqualTo("deeper");
        }

        @Test
        void areCounted() throws Exception {
            assertThat(post("/assistants/count", "{}").body())
                    .isEqualTo(String.valueOf(search("{\"limit\":1000}").size()));
            assertThat(post("/assistants/count", "{\"graph_id\":\"bar\"}").body())
                    .isEqualTo("1");
        }

        @Test
        void haveSchemas() throws Exception {
            Map<?, ?> schemas = object(get("/assistants/sum/schemas"));
            assertThat(schemas.get("graph_id")).isEqualTo("sum");
            assertThat(schemas.get("input_schema")).isEqualTo(json(get("/sum/input_schema")));
            assertThat(schemas.get("output_schema")).isEqualTo(json(get("/sum/output_schema")));
            assertThat(schemas.get("state_schema")).isEqualTo(schemas.get("output_schema"));
            assertThat((Map<?, ?>) schemas.get("config_schema"))
                    .extracting("type")
                    .isEqualTo("object");
        }

        @Test
        void haveNoSchemasWhereTheServerKeepsThem() throws Exception {
            try (RunnableServer secretive = serving().schemas(false).start()) {
                assertThat(Http.get(secretive, "/assistants/sum/schemas").statusCode())
                        .isEqualTo(404);
                assertThat(Http.get(secretive, "/assistants/sum/graph").statusCode())
                        .isEqualTo(200);
            }
        }

        @Test
        void areTheOnlyNodesOfTheirGraphs() throws Exception {
            Map<?, ?> graph = object(get("/assistants/deep%2Fer/graph?xray=1"));
            assertThat((List<?>) graph.get("nodes"))
                    .extracting(node -> (Object) ((Map<?, ?>) node).get("id"))
                    .containsExactly("__start__", "deeper", "__end__");
            assertThat(graph.get("edges"))
                    .isEqualTo(List.of(
                            Map.of("source", "__start__", "target", "deeper"),
                            Map.of("source", "deeper", "target", "__end__")));
        }

        @Test
        void thatAreNotThereAreNamedWithThoseThatAre() throws Exception {
            HttpResponse<String> response = get("/assistants/nothing");
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("no assistant \\\"nothing\\\"", "foo, bar");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"{\"limit\":-1}", "{\"limit\":\"x\"}", "{\"metadata\":{\"a\":1}}", "{\"name\":\"foo\"}"})
        void areNotFoundByWhatIsNotKnown(String json) throws Exception {
            assertThat(post("/assistants/search", json).statusCode()).isEqualTo(422);
        }
    }

    @Nested
    class Threads {
        @Test
        void areCreatedAndShown() throws Exception {
            Map<?, ?> thread = object(post("/threads", "{\"metadata\":{\"user\":\"ada\"}}"));
            assertThat((String) thread.get("thread_id")).matches(ID);
            assertThat(thread.get("status")).isEqualTo("idle");
            assertThat(thread.get("metadata")).isEqualTo(Map.of("user", "ada"));
            assertThat(thread.get("values")).isEqualTo(Map.of());
            assertThat(object(get("/threads/" + thread.get("thread_id")))).isEqualTo(thread);
        }

        @Test
        void haveTheIdThatTheClientGives() throws Exception {
            String own = UUID.randomUUID().toString();
            String json = "{\"thread_id\":\"" + own + "\"";
            assertThat(object(post("/threads", json + "}")).get("thread_id")).isEqualTo(own);
            HttpResponse<String> again = post("/threads", json + "}");
            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(again.body()).contains("do_nothing");
            assertThat(object(post("/threads", json + ",\"if_exists\":\"do_nothing\"}"))
                            .get("thread_id"))
                    .isEqualTo(own);
        }

        @Test
        void haveAStateThatTheirLastRunLeft() throws Exception {
            String thread = newThread(server);
            assertThat(object(get("/threads/" + thread + "/state")).get("values"))
                    .isEqualTo(Map.of());
            post("/threads/" + thread + "/runs/wait", body("foo", ""));
            try (LogCapture log = LogCapture.ofWarnings()) {
                post("/threads/" + thread + "/runs/wait", body("broken", ""));
                assertThat(log.messages()).containsExactly("A run at \"/broken\" failed");
            }
            Map<?, ?> state = object(get("/threads/" + thread + "/state"));
            assertThat(state.get("values")).isEqualTo(Map.of("output", "TEA"));
            assertThat(state.get("next")).isEqualTo(List.of());
            assertThat((Map<?, ?>) state.get("checkpoint"))
                    .extracting("thread_id")
                    .isEqualTo(thread);
            assertThat(object(get("/threads/" + thread)).get("status")).isEqualTo("error");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"thread_id\":\"mine\"} | thread_id",
                    "{\"metadata\":1} | metadata",
                    "{\"if_exists\":\"replace\"} | raise",
                    "{\"ttl\":5} | ttl",
                    "{\"supersteps\":[{\"updates\":[1]}]} | supersteps"
                })
        void areRefusedIfTheyCannotBeSo(String json, String word) throws Exception {
            HttpResponse<String> response = post("/threads", json);
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).contains(word);
        }

        @Test
        void thatAreNotThereAreSaidSo() throws Exception {
            for (String path : List.of("/threads/" + NOBODY, "/threads/" + NOBODY + "/state")) {
                assertThat(get(path).statusCode()).isEqualTo(404);
                assertThat(get(path).body()).contains("POST /threads");
            }
            assertThat(post("/threads/" + NOBODY + "/runs/wait", body("foo", ""))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(get("/threads/mine").statusCode()).isEqualTo(422);
        }

        @Test
        void areCreatedByRunsThatSaySo() throws Exception {
            String own = UUID.randomUUID().toString();
            assertThat(post("/threads/" + own + "/runs/wait", body("foo", ",\"if_not_exists\":\"create\""))
                            .body())
                    .isEqualTo("{\"output\":\"TEA\"}");
            assertThat(object(get("/threads/" + own)).get("values")).isEqualTo(Map.of("output", "TEA"));
        }
    }

    @Nested
    class Streams {
        @Test
        void areNumberedFramesAfterTheirMetadata() throws Exception {
            String thread = newThread(server);
            HttpResponse<String> response = post(
                    "/threads/" + thread + "/runs/stream",
                    body("foo", ",\"stream_mode\":[\"events\",\"custom\",\"values\"]"));
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
            assertThat(location(response)).matches("/threads/" + thread + "/runs/" + ID);
            List<SseFrame> frames = frames(response);
            String runId = location(response).substring(location(response).lastIndexOf('/') + 1);
            assertThat(frames.get(0))
                    .isEqualTo(new SseFrame(
                            "0-0",
                            "metadata",
                            "{\"run_id\":\"" + runId + "\",\"thread_id\":\"" + thread + "\",\"attempt\":1}"));
            assertThat(frames)
                    .extracting(SseFrame::id)
                    .containsExactly("0-0", "1-0", "2-0", "2-1", "3-0", "3-1", "4-0", "4-1", "5-0", "6-0", "6-4");
            assertThat(frames)
                    .extracting(SseFrame::event)
                    .containsExactly(
                            "metadata",
                            "events",
                            "events",
                            "custom",
                            "events",
                            "custom",
                            "events",
                            "custom",
                            "events",
                            "events",
                            "values");
            assertThat(frames.get(1).data())
                    .startsWith("{\"event\":\"on_chain_start\",\"data\":{\"input\":\"tea\"},\"name\":\"foo\"")
                    .contains("\"run_id\":\"" + runId + "\"");
            assertThat(frames.get(3).data())
                    .isEqualTo("{\"event\":\"on_custom_event\",\"run_id\":\"" + runId
                            + "\",\"name\":\"event1\",\"tags\":[],\"metadata\":{\"thread_id\":\"" + thread + "\"},"
                            + "\"data\":{\"x\":\"tea\"},\"parent_ids\":[]}")
                    .isEqualTo(frames.get(2).data());
            assertThat(frames.get(7).data()).contains("\"data\":{\"thread_id\":\"" + thread + "\"}");
            assertThat(frames.get(10).data()).isEqualTo("{\"output\":\"TEA\"}");
        }

        /** An object with a member "output" is told from a text, which the values of a thread do not do. */
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {"foo|\"tea\"|\"TEA\"", "deep/er|{\"output\":1}|{\"output\":1}", "deep/er|null|null"})
        void endWithTheOutputAsItIs(String assistant, String input, String output) throws Exception {
            String body = "{\"assistant_id\":\"" + assistant + "\",\"input\":" + input
                    + ",\"stream_mode\":[\"output\",\"values\"]}";
            List<SseFrame> frames = frames(post("/runs/stream", body));
            assertThat(frames).extracting(SseFrame::event).containsExactly("metadata", "values", "output");
            assertThat(frames.get(2).data()).isEqualTo("{\"output\":" + output + "}");
            assertThat(frames.get(2).id()).endsWith("-5");
        }

        @ParameterizedTest
        @ValueSource(strings = {"half", "unwritable"})
        void haveNoOutputIfTheRunFails(String assistant) throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                HttpResponse<String> response = post("/runs/stream", body(assistant, ",\"stream_mode\":\"output\""));
                assertThat(frames(response)).extracting(SseFrame::event).containsExactly("metadata", "error");
                assertThat(log.messages()).containsExactly("A run at \"/" + assistant + "\" failed");
            }
        }

        @Test
        void areOfValuesByDefault() throws Exception {
            assertThat(frames(post("/runs/stream", body("search", ""))))
                    .extracting(SseFrame::data)
                    .last()
                    .isEqualTo("{\"found\":[\"tea\"]}");
        }

        @Test
        void endWithAnErrorThatTellsNothing() throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                HttpResponse<String> response = post("/runs/stream", body("half", ",\"stream_mode\":\"custom\""));
                assertThat(frames(response))
                        .last()
                        .isEqualTo(new SseFrame(
                                "4-6",
                                "error",
                                "{\"error\":\"InternalServerError\",\"message\":\"Internal Server Error\"}"));
                assertThat(object(get(location(response))).get("status")).isEqualTo("error");
                assertThat(log.messages()).containsExactly("A run at \"/half\" failed");
            }
        }

        @Test
        void endWithAnErrorIfTheOutputCannotBeWritten() throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                assertThat(frames(post("/runs/stream", body("unwritable", ""))))
                        .extracting(SseFrame::event)
                        .containsExactly("metadata", "error");
                assertThat(log.messages()).containsExactly("A run at \"/unwritable\" failed");
            }
        }

        @ParameterizedTest
        @CsvSource({"'',false", "',\"stream_resumable\":true',true", "',\"on_disconnect\":\"continue\"',true"})
        void sayWhereToComeBackIfThatIsOfUse(String rest, boolean said) throws Exception {
            HttpResponse<String> response = post("/runs/stream", body("foo", rest));
            assertThat(response.headers().firstValue("Location").filter((location(response) + "/stream")::equals))
                    .matches(found -> found.isPresent() == said);
        }

        @Test
        void giveTheMetadataOfTheRunToItsEvents() throws Exception {
            HttpResponse<String> response = post(
                    "/runs/stream",
                    body(
                            "bar",
                            ",\"stream_mode\":\"events\",\"metadata\":{\"a\":1,\"__own\":2},"
                                    + "\"config\":{\"metadata\":{\"b\":2},\"tags\":[\"t\"]}"));
            assertThat(frames(response))
                    .filteredOn(frame -> "events".equals(frame.event()))
                    .allSatisfy(frame ->
                            assertThat(frame.data()).contains("\"metadata\":{\"b\":2,\"a\":1,", "\"tags\":[\"t\"]"));
            assertThat(object(get(location(response))).get("metadata")).isEqualTo(Map.of("a", 1, "__own", 2));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "422 | {\"input\":\"tea\"} | assistant_id",
                    "422 | {\"assistant_id\":\"foo\"} | input",
                    "422 | {\"assistant_id\":\"sum\",\"input\":{\"a\":\"x\"}} | [\"body\",\"input\",\"a\"]",
                    "404 | {\"assistant_id\":\"nothing\",\"input\":1} | nothing",
                    "422 | {\"assistant_id\":\"foo\",\"input\":\"\",\"stream_mode\":\"messages\"} | events, custom, messages-tuple, updates, values",
                    "422 | {\"assistant_id\":\"foo\",\"input\":\"\",\"stream_mode\":[\"values\",\"debug\"]} | debug",
                    "422 | {\"assistant_id\":\"foo\",\"input\":\"\",\"stream_mode\":5} | stream_mode",
                    "422 | {\"assistant_id\":\"foo\",\"input\":\"\",\"webhook\":\"http://x\"} | webhook",
                    "422 | {\"assistant_id\":\"foo\",\"input\":\"\",\"interrupt_before\":[\"a\"]} | interrupt_before",
                    "422 | {\"assistant_id\":\"foo\",\"input\":\"\",\"multitask_strategy\":\"queue\"} | enqueue",
                    "422 | {\"assistant_id\":\"foo\",\"input\":\"\",\"on_disconnect\":\"wait\"} | continue",
                    "422 | {\"assistant_id\":\"foo\",\"input\":\"\",\"metadata\":[]} | metadata",
                    "422 | {\"assistant_id\":\"foo\",\"input\":\"\",\"config\":{\"run_id\":\"" + NOBODY
                            + "\"}} | run_id"
                })
        void areRefusedIfTheyCannotBeAsAskedFor(int status, String json, String word) throws Exception {
            for (String path : List.of("/runs/stream", "/runs/wait", "/runs")) {
                HttpResponse<String> response = post(path, json);
                assertThat(response.statusCode()).isEqualTo(status);
                assertThat(response.body()).contains(word);
            }
        }
    }

    @Nested
    class Waits {
        @Test
        void giveTheValues() throws Exception {
            HttpResponse<String> response =
                    post("/runs/wait", "{\"assistant_id\":\"sum\",\"input\":{\"a\":1,\"b\":2}}");
            assertThat(response.body()).isEqualTo("{\"output\":3}");
            assertThat(location(response)).matches("/threads/" + ID + "/runs/" + ID);
            assertThat(get(location(response) + "/join").body()).isEqualTo("{\"output\":3}");
        }

        @Test
        void giveErrorsAsValues() throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                String error =
                        "{\"__error__\":{\"error\":\"InternalServerError\",\"message\":\"Internal Server Error\"}}";
                HttpResponse<String> response = post("/runs/wait", body("broken", ""));
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo(error);
                assertThat(get(location(response) + "/join").body()).isEqualTo(error);
                assertThat(log.messages()).containsExactly("A run at \"/broken\" failed");
            }
        }
    }

    @Nested
    class Joins {
        @Test
        void giveWhatFollowsAnEvent() throws Exception {
            HttpResponse<String> response = post("/runs/stream", body("foo", ",\"stream_mode\":\"custom\""));
            List<SseFrame> frames = frames(response);
            String stream = location(response) + "/stream";
            assertThat(frames(get(stream))).isEqualTo(frames);
            assertThat(frames(get(stream, "Last-Event-ID", "-1"))).isEqualTo(frames);
            assertThat(frames(get(stream, "Last-Event-ID", frames.get(1).id()))).isEqualTo(frames.subList(2, 4));
            assertThat(frames(get(stream, "Last-Event-ID", "2"))).isEqualTo(frames.subList(2, 4));
            assertThat(frames(get(stream.replaceFirst("/threads/" + ID, ""), "Last-Event-ID", "3-1")))
                    .isEqualTo(frames.subList(3, 4));
            assertThat(get(stream, "Last-Event-ID", "4-1").body()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "99",
                    "-2",
                    "x",
                    "1.5",
                    "18446744073709551615",
                    "9223372036854775808",
                    "+1",
                    "1-",
                    "1-12",
                    "99-0"
                })
        void refuseIdsThatAreNone(String id) throws Exception {
            String run = location(post("/runs/wait", body("foo", "")));
            assertThat(get(run + "/stream", "Last-Event-ID", id).statusCode()).isEqualTo(422);
        }

        @Test
        void refuseUnknownModes() throws Exception {
            String run = location(post("/runs/wait", body("foo", "")));
            HttpResponse<String> response = get(run + "/stream?stream_mode=debug");
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body())
                    .contains("Ask for one or more of events, custom, messages-tuple, updates, values, output.");
            assertThat(get(run + "/stream?stream_mode=&cancel_on_disconnect=false")
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void sayWhatIsNotKeptAnyMore() throws Exception {
            ServerLimits limits = ServerLimits.builder().maxReplayEvents(5).build();
            try (RunnableServer server = serving().limits(limits).start()) {
                HttpResponse<String> response = Http.post(
                        server,
                        "/runs/stream",
                        "{\"assistant_id\":\"ticks\",\"input\":{\"count\":20,\"pauseMillis\":0},\"stream_mode\":\"custom\"}");
                List<SseFrame> frames = frames(response);
                assertThat(frames).as("a reader that is there misses nothing").hasSize(21);
                String stream = location(response) + "/stream";
                // Of the run's events the last five are kept: three ticks, a chunk and the end.
                for (String[] early : new String[][] {{}, {"Last-Event-ID", "17"}}) {
                    HttpResponse<String> gone = Http.get(server, stream, early);
                    assertThat(gone.statusCode()).isEqualTo(409);
                    assertThat(gone.body()).contains("Send Last-Event-ID: 18", "GET …/join");
                }
                assertThat(frames(Http.get(server, stream, "Last-Event-ID", "18")))
                        .isEqualTo(frames.subList(18, 21));
            }
        }

        @Test
        void areOfRunsThatAreThere() throws Exception {
            String run = location(post("/runs/wait", body("foo", "")));
            String other = "/threads/" + newThread(server) + run.substring(run.indexOf("/runs/"));
            for (String path : List.of(other, "/threads/" + NOBODY + "/runs/" + NOBODY)) {
                assertThat(get(path).statusCode()).isEqualTo(404);
                assertThat(get(path + "/stream").statusCode()).isEqualTo(404);
                assertThat(get(path + "/join").statusCode()).isEqualTo(404);
                assertThat(Http.send(server, "POST", path + "/cancel").statusCode())
                        .isEqualTo(404);
            }
            assertThat(get("/runs/mine/stream").statusCode()).isEqualTo(422);
        }
    }

    /** What happens while a run goes on. */
    @Nested
    class RunsThatGoOn {
        private final Waiting waiting = new Waiting();

        private RunnableServer serving(ServerLimits limits) throws Exception {
            return LangGraphTest.serving()
                    .mount("/waiting", waiting.runnable())
                    .limits(limits)
                    .start();
        }

        private RunnableServer serving() throws Exception {
            return serving(
                    ServerLimits.builder().heartbeat(Duration.ofMillis(40)).build());
        }

        /** Starts a run and returns where it is. */
        private String begin(RawClient client, String thread, String rest) throws Exception {
            client.post("/threads/" + thread + "/runs/stream", body("waiting", ",\"stream_mode\":\"custom\"" + rest));
            String path = client.readTo("Content-Location:").split(":", 2)[1].strip();
            client.readTo("begun");
            assertThat(waiting.begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            return path;
        }

        @Test
        void occupyTheirThread() throws Exception {
            try (RunnableServer server = serving();
                    RawClient client = new RawClient(server)) {
                String thread = newThread(server);
                String run = begin(client, thread, "");
                HttpResponse<String> refused = Http.post(server, "/threads/" + thread + "/runs/wait", body("foo", ""));
                assertThat(refused.statusCode()).isEqualTo(409);
                assertThat(refused.body()).contains(run.substring(run.lastIndexOf('/') + 1), "another thread");
                assertThat(object(Http.get(server, "/threads/" + thread)).get("status"))
                        .isEqualTo("busy");
                assertThat(object(Http.get(server, run)).get("status")).isEqualTo("running");
                waiting.go.countDown();
                assertThat(Http.get(server, run + "/join").body().strip()).isEqualTo("{\"output\":\"tea\"}");
                assertThat(Http.post(server, "/threads/" + thread + "/runs/wait", body("foo", ""))
                                .body()
                                .strip())
                        .isEqualTo("{\"output\":\"TEA\"}");
            }
        }

        @Test
        void areCancelled() throws Exception {
            try (RunnableServer server = serving();
                    RawClient client = new RawClient(server)) {
                String run = begin(client, newThread(server), "");
                HttpResponse<String> answer = Http.send(server, "POST", run + "/cancel?wait=1&action=interrupt");
                assertThat(answer.statusCode()).isEqualTo(204);
                assertThat(object(Http.get(server, run)).get("status")).isEqualTo("interrupted");
                assertThat(client.readTo("data:"))
                        .contains("{\"error\":\"Cancelled\",\"message\":\"The run was cancelled.\"}");
                assertThat(waiting.interrupted.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
                HttpResponse<String> again = Http.send(server, "POST", run + "/cancel");
                assertThat(again.statusCode()).isEqualTo(409);
                assertThat(again.body()).contains("interrupted");
            }
        }

        @Test
        void areForgottenWhenRolledBack() throws Exception {
            try (RunnableServer server = serving();
                    RawClient client = new RawClient(server)) {
                String thread = newThread(server);
                String run = begin(client, thread, "");
                assertThat(Http.send(server, "POST", run + "/cancel?action=undo")
                                .statusCode())
                        .isEqualTo(422);
                assertThat(Http.send(server, "POST", run + "/cancel?wait=true&action=rollback")
                                .statusCode())
                        .isEqualTo(204);
                assertThat(Http.get(server, run).statusCode()).isEqualTo(404);
                assertThat(object(Http.get(server, "/threads/" + thread)).get("status"))
                        .isEqualTo("idle");
            }
        }

        @Test
        void areCancelledWithoutWaiting() throws Exception {
            try (RunnableServer server = serving();
                    RawClient client = new RawClient(server)) {
                String run = begin(client, newThread(server), "");
                assertThat(Http.send(server, "POST", run + "/cancel").statusCode())
                        .isEqualTo(202);
                assertThat(Http.get(server, run + "/join").body()).contains("Cancelled");
            }
        }

        @Test
        void endWithTheirClientUnlessTheySayOtherwise() throws Exception {
            try (RunnableServer server = serving();
                    RawClient client = new RawClient(server)) {
                String run = begin(client, newThread(server), "");
                client.reset();
                assertThat(waiting.interrupted.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
                Http.get(server, run + "/join");
                assertThat(object(Http.get(server, run)).get("status")).isEqualTo("interrupted");
            }
        }

        @Test
        void endWithAClientThatJoinedForThat() throws Exception {
            try (RunnableServer server = serving();
                    RawClient client = new RawClient(server);
                    RawClient joined = new RawClient(server)) {
                String run = begin(client, newThread(server), ",\"on_disconnect\":\"continue\"");
                joined.send("GET " + run + "/stream?cancel_on_disconnect=1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
                joined.readTo("begun");
                joined.reset();
                assertThat(waiting.interrupted.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {",\"on_disconnect\":\"continue\"", ",\"stream_resumable\":true"})
        void outliveTheirClientIfTheySaySo(String rest) throws Exception {
            try (RunnableServer server = serving();
                    RawClient client = new RawClient(server);
                    RawClient second = new RawClient(server)) {
                String run = begin(client, newThread(server), rest);
                client.reset();
                second.send("GET " + run + "/stream HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 1\r\n\r\n");
                assertThat(second.readTo("id:")).isEqualTo("id: 2-1");
                second.readTo(": ping"); // It is connected now, and the first is known to have gone.
                waiting.go.countDown();
                assertThat(Http.get(server, run + "/join").body().strip()).isEqualTo("{\"output\":\"tea\"}");
                assertThat(object(Http.get(server, run)).get("status")).isEqualTo("success");
            }
        }

        @Test
        void areToldWhenTheServerStops() throws Exception {
            try (RunnableServer server = serving();
                    RawClient client = new RawClient(server)) {
                begin(client, newThread(server), "");
                server.stop(Duration.ZERO);
                assertThat(client.readTo("data:")).contains("\"error\":\"ServerStopping\"");
                client.readTo("0");
            }
        }

        @Test
        void thatTakeTooLongAreSaidToHave() throws Exception {
            ServerLimits limits =
                    ServerLimits.builder().runTimeout(Duration.ofMillis(200)).build();
            try (RunnableServer server = serving(limits)) {
                HttpResponse<String> response = Http.post(server, "/runs/wait", body("waiting", ""));
                assertThat(response.body()).contains("\"error\":\"Timeout\"");
                assertThat(object(Http.get(server, location(response))).get("status"))
                        .isEqualTo("timeout");
            }
        }

        @Test
        void keepTheirThreadsWhenThereAreTooMany() throws Exception {
            ServerLimits limits = ServerLimits.builder().maxThreads(2).build();
            try (RunnableServer server = serving(limits);
                    RawClient first = new RawClient(server);
                    RawClient second = new RawClient(server)) {
                String busy = newThread(server);
                String run = begin(first, busy, "");
                String idle = newThread(server);
                String another = newThread(server);
                assertThat(Http.get(server, "/threads/" + idle).statusCode()).isEqualTo(404);
                begin(second, another, "");
                HttpResponse<String> refused = Http.post(server, "/threads", "{}");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(Http.post(server, "/runs/wait", body("foo", "")).statusCode())
                        .as("a run with a thread of its own")
                        .isEqualTo(200);
                assertThat(object(Http.get(server, run)).get("status")).isEqualTo("running");
            }
        }

        @Test
        void areNotHeldUpByReadersThatAreNotThere() throws Exception {
            ServerLimits limits = ServerLimits.builder()
                    .maxReplayEvents(4)
                    .heartbeat(Duration.ofMillis(40))
                    .build();
            try (RunnableServer server = serving(limits);
                    RawClient client = new RawClient(server)) {
                client.post(
                        "/runs/stream",
                        "{\"assistant_id\":\"ticks\",\"input\":{\"count\":300,\"pauseMillis\":1},"
                                + "\"stream_mode\":\"custom\",\"stream_resumable\":true}");
                String run = client.readTo("Content-Location:").split(":", 2)[1].strip();
                client.readTo("tick");
                client.reset();
                assertThat(Http.get(server, run + "/join").body().strip()).isEqualTo("{\"ticks\":300}");
                assertThat(Http.get(server, run + "/stream", "Last-Event-ID", "2")
                                .statusCode())
                        .isEqualTo(409);
                assertThat(frames(Http.get(server, run + "/stream", "Last-Event-ID", "300")))
                        .hasSize(1);
            }
        }
    }

    /** It would have to hold 40 MB. */
    @Test
    void aReaderThatDoesNotReadHoldsTheRunUpUntilItIsTakenForGone() throws Exception {
        String large = "x".repeat(20_000);
        TypedRunnable<String, String> verbose =
                TypedRunnable.ofConfigured("verbose", (String text, RunnableConfig config) -> {
                    for (int i = 0; i < 2000; i++) {
                        CustomEvents.dispatch("large", large, config);
                    }
                    return text;
                });
        ServerLimits limits = ServerLimits.builder()
                .maxReplayEvents(4)
                .heartbeat(Duration.ofMillis(40))
                .writeTimeout(Duration.ofMillis(300))
                .build();
        try (RunnableServer server =
                        serving().mount("/verbose", verbose).limits(limits).start();
                RawClient client = new RawClient(server)) {
            client.post("/runs/stream", body("verbose", ",\"stream_mode\":\"custom\",\"stream_resumable\":true"));
            String run = client.readTo("Content-Location:").split(":", 2)[1].strip();
            assertThat(object(Http.get(server, run)).get("status")).isEqualTo("running");
            assertThat(Http.get(server, run + "/join").body().strip()).isEqualTo("{\"output\":\"tea\"}");
            assertThat(Http.get(server, run + "/stream", "Last-Event-ID", "3").statusCode())
                    .as("those that it missed are gone, and it is told so")
                    .isEqualTo(409);
        }
    }

    @Test
    void finishedRunsAreForgottenWhenThereAreTooMany() throws Exception {
        ServerLimits limits = ServerLimits.builder().maxFinishedRuns(2).build();
        try (RunnableServer server = serving().limits(limits).start()) {
            String first = location(Http.post(server, "/runs/wait", body("foo", "")));
            String second = location(Http.post(server, "/runs/wait", body("foo", "")));
            String third = location(Http.post(server, "/runs/wait", body("foo", "")));
            HttpResponse<String> forgotten = Http.get(server, first + "/stream");
            assertThat(forgotten.statusCode()).isEqualTo(404);
            assertThat(forgotten.body()).contains("it was forgotten");
            assertThat(Http.get(server, first.substring(0, first.indexOf("/runs/")))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(Http.get(server, second).statusCode()).isEqualTo(200);
            assertThat(Http.get(server, third).statusCode()).isEqualTo(200);
        }
    }

    /** After an empty line some clients would take the id that came last for another event. */
    @Test
    void commentsAreNoEvents() throws Exception {
        Waiting waiting = new Waiting();
        ServerLimits limits =
                ServerLimits.builder().heartbeat(Duration.ofMillis(40)).build();
        try (RunnableServer server = serving()
                        .mount("/waiting", waiting.runnable())
                        .limits(limits)
                        .start();
                RawClient client = new RawClient(server)) {
            client.post("/runs/stream", body("waiting", ""));
            client.readTo("event: metadata");
            String before = "";
            for (String line = client.readLine(); !line.startsWith(":"); line = client.readLine()) {
                before = line;
            }
            assertThat(before).as("the length of the comment").isEqualTo("7");
            waiting.go.countDown();
            client.readTo("event: values");
        }
    }
}
