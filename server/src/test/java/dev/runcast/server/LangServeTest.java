package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.server.clients.ClientServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The formats of LangServe, byte by byte where clients would notice. */
@Timeout(60)
class LangServeTest {
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private static RunnableServer server;

    @BeforeAll
    static void start() throws Exception {
        server = ClientServer.builder()
                .port(0)
                .mount("/", TypedRunnable.of("root", (Object any) -> any))
                .mount("/deep/er", TypedRunnable.of("deeper", (Object any) -> any))
                .mount("/failing", failing())
                .mount("/ask", asking())
                .mount("/unwritable", TypedRunnable.of("unwritable", (Object any) -> endless()))
                .configKeys("tags", "metadata", "run_name", "run_id", "configurable", "max_concurrency")
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Has a tool below it that fails. */
    private static TypedRunnable<String, String> failing() {
        TypedRunnable<String, String> tool = TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("tool")
                        .type(RunType.TOOL)
                        .parameter("query", String.class)
                        .build(),
                (query, config) -> {
                    throw new IllegalStateException("the password is secret");
                });
        return TypedRunnable.ofConfigured("failing", (String text, RunnableConfig config) -> tool.invoke(text, config));
    }

    private static TypedRunnable<String, String> asking() {
        RunnableDescriptor tool = RunnableDescriptor.builder("ask")
                .type(RunType.TOOL)
                .parameter("query", String.class)
                .build();
        return TypedRunnable.ofConfigured(tool, (query, config) -> query + "!");
    }

    private static List<Object> endless() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return list;
    }

    private static HttpResponse<String> post(String path, String json) throws Exception {
        return Http.post(server, path, json);
    }

    private static Object json(HttpResponse<String> response) {
        return JsonCodec.defaultCodec().read(response.body(), Object.class);
    }

    /** Returns the frames of a stream with run ids and times made equal. */
    private static List<String> frames(HttpResponse<String> response) {
        String text = response.body()
                .replaceAll(UUID, "ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+00:00", "TIME");
        assertThat(text).endsWith("\n\n");
        return List.of(text.split("\n\n"));
    }

    @Nested
    class Invoke {
        @Test
        void givesTheOutputAndTheRunId() throws Exception {
            HttpResponse<String> response = post("/foo/invoke", "{\"input\":\"tea\",\"config\":{},\"kwargs\":{}}");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(response.body())
                    .matches(Pattern.quote("{\"output\":\"TEA\",\"metadata\":{\"run_id\":\"")
                            + UUID
                            + Pattern.quote("\",\"feedback_tokens\":[]}}"));
        }

        @Test
        void takesTheRunIdOfTheConfig() throws Exception {
            String id = "11111111-2222-4333-8444-555555555555";
            HttpResponse<String> response =
                    post("/foo/invoke", "{\"input\":\"tea\",\"config\":{\"run_id\":\"" + id + "\"}}");
            assertThat(response.body()).contains("\"run_id\":\"" + id + "\"");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {"/invoke|1", "/deep/er/invoke|[1,{\"a\":null}]", "/sum/invoke|{\"b\":2,\"a\":1}"})
        void isWhereARunnableIsMounted(String path, String input) throws Exception {
            assertThat(post(path, "{\"input\":" + input + "}").statusCode()).isEqualTo(200);
        }

        /** As LangChain's clients call tools, and as plain Java does. */
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/invoke|input|{\"query\":\"tea\"}|\"tea!\"",
                    "/invoke|input|\"tea\"|\"tea!\"",
                    "/batch|inputs|[{\"query\":\"tea\"},\"milk\"]|[\"tea!\",\"milk!\"]"
                })
        void ofAToolTakesItsArguments(String request, String member, String input, String output) throws Exception {
            assertThat(post("/ask" + request, "{\"" + member + "\":" + input + "}")
                            .body())
                    .startsWith("{\"output\":" + output + ",");
        }

        @Test
        void ofAToolSaysWhichArgumentDoesNotFit() throws Exception {
            HttpResponse<String> response = post("/ask/batch", "{\"inputs\":[\"tea\",{\"query\":{}}]}");
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).contains("\"loc\":[\"body\",\"inputs\",\"1\",\"query\"]");
        }

        @Test
        void ofAnOutputThatCannotBeWrittenFails() throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                HttpResponse<String> response = post("/unwritable/invoke", "{\"input\":1}");
                assertThat(response.statusCode()).isEqualTo(500);
                assertThat(response.body()).isEqualTo("{\"detail\":\"Internal Server Error\"}");
                assertThat(log.messages()).containsExactly("A run at \"/unwritable\" could not be answered");
            }
        }

        @Test
        void ofARunThatFailsTellsNoMore() throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                HttpResponse<String> response = post("/broken/invoke", "{\"input\":\"tea\"}");
                assertThat(response.statusCode()).isEqualTo(500);
                assertThat(response.body()).isEqualTo("{\"detail\":\"Internal Server Error\"}");
                assertThat(log.messages()).containsExactly("A run at \"/broken\" failed");
            }
        }
    }

    @Nested
    class Batches {
        @Test
        void giveTheOutputsInOrder() throws Exception {
            HttpResponse<String> response =
                    post("/foo/batch", "{\"inputs\":[\"a\",\"b\"],\"config\":{},\"kwargs\":[]}");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body().replaceAll(UUID, "ID"))
                    .isEqualTo(
                            "{\"output\":[\"A\",\"B\"],\"metadata\":{\"run_ids\":[\"ID\",\"ID\"],\"responses\":["
                                    + "{\"run_id\":\"ID\",\"feedback_tokens\":[]},{\"run_id\":\"ID\",\"feedback_tokens\":[]}]}}");
        }

        @Test
        void giveEachRunItsId() throws Exception {
            String id = "11111111-2222-4333-8444-555555555555";
            HttpResponse<String> response =
                    post("/foo/batch", "{\"inputs\":[\"a\",\"b\"],\"config\":{\"run_id\":\"" + id + "\"}}");
            assertThat(response.body()).containsOnlyOnce("[\"" + id + "\",\"").doesNotContain(id + "\",\"" + id);
        }

        @Test
        void mayBeEmpty() throws Exception {
            assertThat(post("/foo/batch", "{\"inputs\":[]}").body())
                    .isEqualTo("{\"output\":[],\"metadata\":{\"run_ids\":[],\"responses\":[]}}");
        }

        @Test
        void needAConfigForEachInput() throws Exception {
            HttpResponse<String> response = post("/foo/batch", "{\"inputs\":[\"a\",\"b\"],\"config\":[{}]}");
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).contains("There are 2 inputs and 1 configs.");
        }

        @Test
        void tellWhichInputIsWrong() throws Exception {
            HttpResponse<String> response =
                    post("/sum/batch", "{\"inputs\":[{\"a\":1,\"b\":2},{\"a\":\"x\",\"b\":2}]}");
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).contains("\"loc\":[\"body\",\"inputs\",\"1\",\"a\"]");
        }

        @Test
        void failAsTheFirstRunThatFails() throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                assertThat(post("/broken/batch", "{\"inputs\":[\"a\",\"b\"]}").statusCode())
                        .isEqualTo(500);
                assertThat(log.messages()).containsExactly("A run at \"/broken\" failed");
            }
        }

        @Test
        void areNotLargerThanWhatTheServerDoesAtOnce() throws Exception {
            HttpResponse<String> response = post("/foo/batch", "{\"inputs\":[" + "\"a\",".repeat(256) + "\"a\"]}");
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).contains("A batch of 257 runs", "256", "Send smaller batches.");
        }
    }

    @Nested
    class Streams {
        @Test
        void giveTheRunIdAndTheChunks() throws Exception {
            HttpResponse<String> response = post("/story/stream", "{\"input\":\"Ada\"}");
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
            assertThat(frames(response))
                    .containsExactly(
                            "event: metadata\ndata: {\"run_id\":\"ID\"}",
                            "event: data\ndata: \"Once \"",
                            "event: data\ndata: \"there was \"",
                            "event: data\ndata: \"Ada\"",
                            "event: data\ndata: \".\"",
                            "event: end");
        }

        @Test
        void useLineFeedsOnly() throws Exception {
            assertThat(post("/story/stream", "{\"input\":\"a\\r\\nb\"}").body()).doesNotContain("\r");
        }

        @Test
        void breakOffAfterAnError() throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                try (RawClient client = new RawClient(server).post("/half/stream", "{\"input\":\"tea\"}")) {
                    String answer = client.readAll();
                    assertThat(answer)
                            .contains("event: data\ndata: \"first\"\n\n")
                            .contains(
                                    "event: error\ndata: {\"status_code\":500,\"message\":\"Internal Server Error\"}\n\n")
                            .doesNotContain("event: end", "secret")
                            .doesNotEndWith("0\r\n\r\n"); // which would be the end of a whole answer
                }
                assertThat(log.messages()).containsExactly("A run at \"/half\" failed");
            }
        }

        /** Node's fetch takes what breaks off for complete if the connection was to be closed anyway. */
        @Test
        void doNotSayThatTheConnectionIsToBeClosed() throws Exception {
            assertThat(post("/story/stream", "{\"input\":\"tea\"}").headers().firstValue("Connection"))
                    .isEmpty();
        }

        @Test
        void endWell() throws Exception {
            try (RawClient client = new RawClient(server).post("/story/stream", "{\"input\":\"tea\"}")) {
                client.readTo("event: end");
                assertThat(client.readTo("0")).isEqualTo("0");
                client.post("/foo/invoke", "{\"input\":\"tea\"}"); // on the same connection
                assertThat(client.readTo("HTTP/1.1")).contains("200");
            }
        }
    }

    @Nested
    class EventStreams {
        @Test
        void tellOfFailuresByEventsToWhoeverWantsThat() throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                HttpResponse<String> response =
                        post("/failing/stream_events", "{\"input\":\"tea\",\"error_events\":true}");
                assertThat(frames(response).stream()
                                .map(frame -> frame.replaceAll("(?s).*\"event\":\"(\\w+)\".*", "$1")))
                        .containsExactly(
                                "on_chain_start",
                                "on_tool_start",
                                "on_tool_error",
                                "on_chain_error",
                                "event: error\ndata: {\"status_code\":500,\"message\":\"Internal Server Error\"}");
                assertThat(response.body())
                        .contains("\"data\":{\"error\":\"Internal Server Error\"")
                        .doesNotContain("secret");
                assertThat(log.messages()).containsExactly("A run at \"/failing\" failed");
            }
        }

        @Test
        void tellNoMoreOfFailedToolsThanTheServerTells() throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                try (RawClient client = new RawClient(server).post("/failing/stream_events", "{\"input\":\"tea\"}")) {
                    assertThat(client.readAll())
                            .contains("\"on_tool_error\"", "\"data\":{\"error\":\"Internal Server Error\",\"input\":{")
                            .doesNotContain("secret", "on_chain_error");
                }
                assertThat(log.messages()).containsExactly("A run at \"/failing\" failed");
            }
        }

        @Test
        void giveEachEventAsItIs() throws Exception {
            HttpResponse<String> response = post(
                    "/foo/stream_events",
                    "{\"input\":\"tea\",\"config\":{\"tags\":[\"t\"],\"metadata\":{\"user\":\"ada\"},\"recursion_limit\":25,"
                            + "\"configurable\":{}},\"include_names\":null,\"kwargs\":{\"version\":\"v2\"},\"diff\":false}");
            String rest =
                    "\"name\":\"foo\",\"tags\":[\"t\"],\"run_id\":\"ID\",\"metadata\":{\"user\":\"ada\"},\"parent_ids\":[]}";
            assertThat(frames(response))
                    .hasSize(7)
                    .startsWith(
                            "event: data\ndata: {\"event\":\"on_chain_start\",\"data\":{\"input\":\"tea\"}," + rest,
                            "event: data\ndata: {\"event\":\"on_custom_event\",\"run_id\":\"ID\",\"name\":\"event1\",\"tags\":[\"t\"],"
                                    + "\"metadata\":{\"user\":\"ada\"},\"data\":{\"x\":\"tea\"},\"parent_ids\":[]}")
                    .endsWith("event: end");
        }

        @ParameterizedTest
        @ValueSource(strings = {"stream_events", "stream_log"})
        void hideMetadataOfThePrograms(String endpoint) throws Exception {
            HttpResponse<String> response = post(
                    "/bar/" + endpoint, "{\"input\":\"tea\",\"config\":{\"metadata\":{\"__own\":1,\"user\":\"ada\"}}}");
            assertThat(response.body())
                    .contains("\"metadata\":{\"user\":\"ada\"}")
                    .doesNotContain("__own");
        }

        @Test
        void areFiltered() throws Exception {
            HttpResponse<String> response = post(
                    "/bar/stream_events",
                    "{\"input\":\"tea\",\"include_types\":[\"event1\",\"chain\"],\"exclude_names\":[\"foo\",\"bar\"]}");
            assertThat(frames(response)).hasSize(2).first().asString().contains("\"name\":\"event1\"");
        }

        @Test
        void mayBeEmpty() throws Exception {
            assertThat(post("/foo/stream_events", "{\"input\":\"tea\",\"include_names\":[]}")
                            .body())
                    .isEqualTo("event: end\n\n");
        }

        @Test
        void takeTheRunNameOfTheConfig() throws Exception {
            assertThat(post("/foo/stream_events", "{\"input\":\"tea\",\"config\":{\"runName\":\"mine\"}}")
                            .body())
                    .contains("\"name\":\"mine\"");
        }
    }

    @Nested
    class Logs {
        /** As langchain-core 1.8.3 writes them for the same program. */
        @Test
        void arePatchesOfTheRunLog() throws Exception {
            HttpResponse<String> response =
                    post("/steps/stream_log", "{\"input\":\"ada\",\"config\":{\"tags\":[\"t\"]},\"diff\":true}");
            String entry = "\"metadata\":{},\"start_time\":\"TIME\",\"streamed_output\":[],\"streamed_output_str\":[],"
                    + "\"final_output\":null,\"end_time\":null}}]}";
            assertThat(frames(response))
                    .contains(
                            data(
                                    "{\"ops\":[{\"op\":\"replace\",\"path\":\"\",\"value\":{\"id\":\"ID\",\"streamed_output\":[],"
                                            + "\"final_output\":null,\"logs\":{},\"name\":\"RunnableSequence\",\"type\":\"chain\"}}]}"),
                            data(
                                    "{\"ops\":[{\"op\":\"add\",\"path\":\"/logs/foo\",\"value\":{\"id\":\"ID\",\"name\":\"foo\","
                                            + "\"type\":\"chain\",\"tags\":[\"seq:step:1\",\"t\"]," + entry),
                            data(
                                    "{\"ops\":[{\"op\":\"add\",\"path\":\"/logs/foo/streamed_output/-\",\"value\":\"ADA\"}]}"),
                            data(
                                    "{\"ops\":[{\"op\":\"add\",\"path\":\"/logs/story\",\"value\":{\"id\":\"ID\",\"name\":\"story\","
                                            + "\"type\":\"chain\",\"tags\":[\"seq:step:2\",\"t\"]," + entry),
                            data("{\"ops\":[{\"op\":\"add\",\"path\":\"/streamed_output/-\",\"value\":\"Once \"},"
                                    + "{\"op\":\"replace\",\"path\":\"/final_output\",\"value\":\"Once \"}]}"),
                            data(
                                    "{\"ops\":[{\"op\":\"add\",\"path\":\"/streamed_output/-\",\"value\":\"there was \"},"
                                            + "{\"op\":\"replace\",\"path\":\"/final_output\",\"value\":\"Once there was \"}]}"),
                            data(
                                    "{\"ops\":[{\"op\":\"add\",\"path\":\"/logs/foo/final_output\",\"value\":{\"output\":\"ADA\"}},"
                                            + "{\"op\":\"add\",\"path\":\"/logs/foo/end_time\",\"value\":\"TIME\"}]}"),
                            "event: end");
        }

        @Test
        void showNoRunThatIsFilteredOut() throws Exception {
            String log = post("/steps/stream_log", "{\"input\":\"ada\",\"exclude_names\":[\"foo\"]}")
                    .body();
            assertThat(log).contains("/logs/story").doesNotContain("/logs/foo");
        }

        private static String data(String json) {
            return "event: data\ndata: " + json;
        }
    }

    @Nested
    class ConfigsInThePath {
        /** What lz-string makes of {@code {"tags":["hashed"],"configurable":{"ü":"✓"}}}. */
        private static final String HASH = "N4IgLghg5gziBcBtEALCMUFMAmIC6ANCAMYD2AdgGYCWUArgE4QBGANpgqAD8IiDI5CAC+goA";

        @Test
        void areMergedWithThatOfTheBody() throws Exception {
            HttpResponse<String> response = post(
                    "/foo/c/" + HASH + "/stream_events",
                    "{\"input\":\"tea\",\"config\":{\"tags\":[\"called\"],\"configurable\":{\"k\":1}}}");
            assertThat(frames(response).get(0)).contains("\"tags\":[\"called\",\"hashed\"]");
            assertThat(response.body()).contains("\"data\":{\"ü\":\"✓\",\"k\":1}");
        }

        @Test
        void areThereForSchemasToo() throws Exception {
            assertThat(Http.get(server, "/foo/c/" + HASH + "/input_schema").statusCode())
                    .isEqualTo(200);
            assertThat(Http.get(server, "/foo/c/nonsense/input_schema").statusCode())
                    .isEqualTo(400);
        }

        @Test
        void thatAreNoneAreRefused() throws Exception {
            HttpResponse<String> response = post("/foo/c/nonsense/invoke", "{\"input\":\"tea\"}");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("Invalid config hash.");
        }
    }

    @Nested
    class WrongRequests {
        @ParameterizedTest
        @ValueSource(strings = {"", "{", "[]", "null", "tea", "{\"input\":1,}", "{\"input\":1}{}", "{\"a\":1,\"a\":2}"})
        void thatAreNoObjectAreToldWhy(String body) throws Exception {
            HttpResponse<String> response = post("/foo/invoke", body);
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body())
                    .startsWith("{\"detail\":[{\"type\":\"json_invalid\",\"loc\":[\"body\"],\"msg\":\"T")
                    .doesNotContain("`", "token", "Object", "Source");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{}|[\"body\",\"input\"]|missing",
                    "{\"input\":[1]}|[\"body\",\"input\"]|value_error",
                    "{\"input\":\"tea\",\"config\":7}|[\"body\",\"config\"]|json_invalid",
                    "{\"input\":\"tea\",\"config\":{\"tags\":7}}|[\"body\",\"config\"]|value_error",
                    "{\"input\":\"tea\",\"config\":{\"secret\":7}}|[\"body\",\"config\",\"secret\"]|extra_forbidden",
                    "{\"input\":\"tea\",\"config\":{\"recursion_limit\":7}}|[\"body\",\"config\",\"recursion_limit\"]|extra_forbidden",
                    "{\"input\":\"tea\",\"include_names\":\"x\"}|[\"body\",\"include_names\"]|list_type",
                    "{\"input\":\"tea\",\"include_names\":[7]}|[\"body\",\"include_names\"]|list_type",
                })
        void areToldTheirPlace(String body, String place, String type) throws Exception {
            HttpResponse<String> response = post("/foo/stream_events", body);
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).startsWith("{\"detail\":[{\"type\":\"" + type + "\",\"loc\":" + place + ",");
        }

        @Test
        void areToldWhereInTheInputTheyAreWrong() throws Exception {
            HttpResponse<String> response = post("/sum/invoke", "{\"input\":{\"a\":\"one\",\"b\":2}}");
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).contains("\"loc\":[\"body\",\"input\",\"a\"]");
            assertThat(post("/sum/invoke", "{\"input\":{\"a\":1}}").statusCode())
                    .isEqualTo(422);
        }

        @Test
        void thatAreNoUtf8AreToldSo() throws Exception {
            try (RawClient client = new RawClient(server)) {
                client.send(
                                "POST /foo/invoke HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n")
                        .send(new byte[] {(byte) 0xFF});
                assertThat(client.readTo("HTTP/1.1")).contains("400");
            }
        }
    }

    @Nested
    class Schemas {
        @Test
        void describeTheInput() throws Exception {
            Map<String, Object> integer = Map.of("type", "integer", "format", "int32");
            Map<String, Object> expected = new LinkedHashMap<>();
            expected.put("title", "sum_input");
            expected.put("$schema", "https://json-schema.org/draft/2020-12/schema");
            expected.put("type", "object");
            expected.put("properties", Map.of("a", integer, "b", integer));
            expected.put("required", List.of("a", "b"));
            assertThat(json(Http.get(server, "/sum/input_schema"))).isEqualTo(expected);
        }

        @Test
        void describeTheOutput() throws Exception {
            assertThat(json(Http.get(server, "/foo/output_schema")))
                    .isEqualTo(Map.of(
                            "title", "foo_output",
                            "$schema", "https://json-schema.org/draft/2020-12/schema",
                            "type", "string"));
        }

        @Test
        void describeTheConfig() throws Exception {
            assertThat(Http.get(server, "/foo/config_schema").body())
                    .startsWith("{\"title\":\"foo_config\",\"type\":\"object\",\"properties\":{\"tags\":{")
                    .contains("\"run_id\"")
                    .doesNotContain("recursion_limit");
        }

        @Test
        void ofWhatIsNotKnownAllowAnything() throws Exception {
            assertThat(json(Http.get(server, "/deep/er/input_schema")))
                    .isEqualTo(
                            Map.of("title", "deeper_input", "$schema", "https://json-schema.org/draft/2020-12/schema"));
        }
    }

    @Test
    void withoutAContractOfEventsTheServerSaysHowToHaveOne() throws Exception {
        HttpResponse<String> response = Http.get(server, "/events.json");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("-Adev.runcast.eventContract");
    }
}
