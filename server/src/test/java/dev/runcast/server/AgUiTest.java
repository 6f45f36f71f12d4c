package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.server.clients.ClientServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The events of AG-UI, and where the input is found. */
@Timeout(60)
class AgUiTest {
    private static final String TEA = "\"messages\":[{\"id\":\"1\",\"role\":\"user\",\"content\":\"tea\"}]";

    private static final AtomicInteger runs = new AtomicInteger();

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
                .mount("/", TypedRunnable.of("root", (String text) -> text))
                .mount("/deep/er", TypedRunnable.of("deeper", (String text) -> text))
                .mount("/nothing", TypedRunnable.of("nothing", (Object any) -> null))
                .mount(
                        "/now",
                        TypedRunnable.ofConfigured(
                                RunnableDescriptor.builder("now")
                                        .output(String.class)
                                        .build(),
                                (input, config) -> "now " + input))
                .mount(
                        "/numbers",
                        TypedRunnable.ofChunks(
                                "numbers", (Object any, RunnableConfig config, ChunkSink<Integer> chunks) -> {
                                    chunks.emit(1);
                                    chunks.emit(2);
                                }))
                .mount(
                        "/thread",
                        TypedRunnable.ofConfigured(
                                "thread",
                                (String text, RunnableConfig config) -> RunContext.currentRun()
                                                .orElseThrow()
                                                .metadata()
                                                .get("thread_id")
                                        + " " + config.configurable().get("thread_id")))
                .mount("/saved", TypedRunnable.ofConfigured("saved", AgUiTest::saved));
    }

    /** Has a run below it that fails, and one that takes its place. */
    private static String saved(String text, RunnableConfig config) {
        TypedRunnable<Object, Object> broken = TypedRunnable.of("plan-a", (Object any) -> {
            throw new IllegalStateException("the password is secret");
        });
        return (String) broken.withFallbacks(List.of(TypedRunnable.of("plan-b", (Object any) -> "b " + any)))
                .invoke(text, config);
    }

    private static HttpResponse<String> run(String path, String rest) throws Exception {
        return run(path, "r" + runs.incrementAndGet(), rest);
    }

    private static HttpResponse<String> run(String path, String runId, String rest) throws Exception {
        return Http.post(server, "/ag-ui" + path, ids("t", runId) + rest + "}");
    }

    /** Begins a request. */
    private static String ids(String threadId, String runId) {
        return "{\"threadId\":\"" + threadId + "\",\"runId\":\"" + runId + "\",";
    }

    private static List<Map<String, Object>> events(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
        List<Map<String, Object>> events = new ArrayList<>();
        for (SseFrame frame : SseFrame.parse(response.body())) {
            assertThat(frame.id()).isNull();
            assertThat(frame.event()).isNull();
            events.add(object(String.valueOf(frame.data())));
        }
        return events;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(String json) {
        return (Map<String, Object>) JsonCodec.defaultCodec().read(json, Map.class);
    }

    private static List<Object> all(List<Map<String, Object>> events, String key) {
        return events.stream().map(event -> event.get(key)).toList();
    }

    private static Map<String, Object> last(List<Map<String, Object>> events) {
        return events.get(events.size() - 1);
    }

    @Nested
    class Events {
        @Test
        void comeFromARunThatKnowsItsThread() throws Exception {
            assertThat(run("/thread", TEA).body()).contains("t t");
        }

        @Test
        void tellOfStepsCustomEventsTextAndTheResult() throws Exception {
            HttpResponse<String> response = run("/bar", TEA);
            assertThat(response.body()).doesNotContain("\r").startsWith("data: {\"type\":\"RUN_STARTED\"");
            List<Map<String, Object>> events = events(response);
            assertThat(all(events, "type"))
                    .containsExactly(
                            "RUN_STARTED",
                            "STEP_STARTED",
                            "CUSTOM",
                            "CUSTOM",
                            "CUSTOM",
                            "STEP_FINISHED",
                            "TEXT_MESSAGE_START",
                            "TEXT_MESSAGE_CONTENT",
                            "TEXT_MESSAGE_END",
                            "RUN_FINISHED");
            Map<String, Object> started = events.get(0);
            assertThat(started)
                    .containsEntry("threadId", "t")
                    .containsEntry("runId", "r" + runs)
                    .containsEntry("protocolVersion", "1.0");
            Object rootId = ((Map<?, ?>) started.get("metadata")).get("run_id");
            Map<String, Object> step = events.get(1);
            assertThat(step).containsEntry("stepName", "foo").containsKey("timestamp");
            Map<?, ?> place = (Map<?, ?>) step.get("metadata");
            assertThat(place.get("parent_ids")).isEqualTo(List.of(rootId));
            assertThat(events.get(2))
                    .containsEntry("name", "event1")
                    .containsEntry("value", Map.of("x", "tea"))
                    .containsEntry("metadata", place);
            assertThat(events.get(4)).containsEntry("value", Map.of("thread_id", "t"));
            assertThat(events.get(5)).containsEntry("stepName", "foo").containsEntry("metadata", place);
            assertThat(events.get(7)).containsEntry("delta", "TEA!").containsEntry("messageId", rootId);
            assertThat(last(events))
                    .containsEntry("result", "TEA!")
                    .containsEntry("threadId", "t")
                    .containsEntry("runId", "r" + runs);
        }

        @Test
        void areOneMessageForAllChunks() throws Exception {
            List<Map<String, Object>> events = events(run("/story", TEA));
            assertThat(events)
                    .filteredOn(event -> "TEXT_MESSAGE_CONTENT".equals(event.get("type")))
                    .extracting(event -> event.get("delta"))
                    .containsExactly("Once ", "there was ", "tea", ".");
            assertThat(all(events, "type")).containsOnlyOnce("TEXT_MESSAGE_START", "TEXT_MESSAGE_END");
        }

        @Test
        void areNoMessageForChunksThatAreNoText() throws Exception {
            List<Map<String, Object>> events = events(run("/numbers", TEA));
            assertThat(all(events, "type")).containsExactly("RUN_STARTED", "RUN_FINISHED");
            assertThat(last(events)).containsEntry("result", 3);
        }

        @Test
        void haveNoResultThatIsNull() throws Exception {
            List<Map<String, Object>> events = events(run("/nothing", TEA));
            assertThat(last(events)).containsEntry("type", "RUN_FINISHED").doesNotContainKey("result");
        }

        @Test
        void numberStepsOfOneNameThatGoOnAtOnce() throws Exception {
            List<Map<String, Object>> events = events(run("/twins", TEA));
            for (String type : List.of("STEP_STARTED", "STEP_FINISHED")) {
                assertThat(events)
                        .filteredOn(event -> type.equals(event.get("type")))
                        .extracting(event -> (String) event.get("stepName"))
                        .contains("twin", "twin (2)");
            }
            assertThat(last(events)).containsEntry("result", Map.of("a", "tea", "b", "tea"));
        }

        @Test
        void showToolsAsCallsWithArgumentsAndResults() throws Exception {
            List<Map<String, Object>> events = events(run("/helped", TEA));
            assertThat(all(events, "type"))
                    .containsExactly(
                            "RUN_STARTED",
                            "TOOL_CALL_START",
                            "TOOL_CALL_ARGS",
                            "TOOL_CALL_END",
                            "TOOL_CALL_RESULT",
                            "TOOL_CALL_START",
                            "TOOL_CALL_ARGS",
                            "TOOL_CALL_END",
                            "TOOL_CALL_RESULT",
                            "TEXT_MESSAGE_START",
                            "TEXT_MESSAGE_CONTENT",
                            "TEXT_MESSAGE_END",
                            "RUN_FINISHED");
            Map<?, ?> place = (Map<?, ?>) events.get(1).get("metadata");
            assertThat(events.get(1))
                    .containsEntry("toolCallId", place.get("run_id"))
                    .containsEntry("toolCallName", "search");
            assertThat(events.get(2)).containsEntry("delta", "{\"query\":\"tea\"}");
            assertThat(events.get(4))
                    .containsEntry("toolCallId", place.get("run_id"))
                    .containsEntry("content", "{\"found\":[\"tea\"]}")
                    .containsEntry("role", "tool");
            assertThat(events.get(8)).containsEntry("content", "The tool failed.");
        }

        @Test
        void areActivitiesAndStatesIfTheServerIsToldSo() throws Exception {
            List<Map<String, Object>> events = events(run("/plan", TEA));
            assertThat(all(events, "type"))
                    .containsExactly(
                            "RUN_STARTED",
                            "STATE_SNAPSHOT",
                            "ACTIVITY_SNAPSHOT",
                            "STATE_DELTA",
                            "ACTIVITY_SNAPSHOT",
                            "CUSTOM",
                            "TEXT_MESSAGE_START",
                            "TEXT_MESSAGE_CONTENT",
                            "TEXT_MESSAGE_END",
                            "RUN_FINISHED");
            assertThat(events.get(1)).containsEntry("snapshot", Map.of("cups", 1));
            assertThat(events.get(2))
                    .containsEntry("activityType", "progress")
                    .containsEntry("content", Map.of("step", 1))
                    .containsEntry("messageId", events.get(4).get("messageId"));
            assertThat(events.get(3))
                    .containsEntry("delta", List.of(Map.of("op", "replace", "path", "/cups", "value", 2)));
            assertThat(events.get(5)).containsEntry("name", "progress").containsEntry("value", "no object");
        }

        @Test
        void finishStepsThatFail() throws Exception {
            HttpResponse<String> response = run("/saved", TEA);
            assertThat(response.body()).doesNotContain("secret");
            List<Map<String, Object>> events = events(response);
            assertThat(events)
                    .filteredOn(event -> "STEP_FINISHED".equals(event.get("type")))
                    .extracting(event -> (String) event.get("stepName"))
                    .contains("plan-a", "plan-b");
            assertThat(last(events)).containsEntry("type", "RUN_FINISHED").containsEntry("result", "b tea");
        }

        @Test
        void endWithAnErrorThatTellsNothing() throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                List<Map<String, Object>> events = events(run("/half", TEA));
                assertThat(all(events, "type"))
                        .containsExactly(
                                "RUN_STARTED",
                                "TEXT_MESSAGE_START",
                                "TEXT_MESSAGE_CONTENT",
                                "CUSTOM",
                                "TEXT_MESSAGE_END",
                                "RUN_ERROR");
                assertThat(last(events))
                        .containsEntry("message", "Internal Server Error")
                        .containsEntry("code", "InternalServerError");
                assertThat(log.messages()).containsExactly("A run at \"/half\" failed");
            }
        }

        @Test
        void sayWhyTheRunWasCancelled() throws Exception {
            Waiting waiting = new Waiting();
            ServerLimits limits =
                    ServerLimits.builder().runTimeout(Duration.ofMillis(200)).build();
            try (RunnableServer server = serving()
                    .mount("/waiting", waiting.runnable())
                    .limits(limits)
                    .start()) {
                HttpResponse<String> response =
                        Http.post(server, "/ag-ui/waiting", "{\"threadId\":\"t\",\"runId\":\"r\"," + TEA + "}");
                assertThat(last(events(response))).containsEntry("code", "Timeout");
            }
        }

        @Test
        void endTheRunWhenTheirClientGoes() throws Exception {
            Waiting waiting = new Waiting();
            ServerLimits limits =
                    ServerLimits.builder().heartbeat(Duration.ofMillis(40)).build();
            try (RunnableServer server = serving()
                            .mount("/waiting", waiting.runnable())
                            .limits(limits)
                            .start();
                    RawClient client = new RawClient(server)) {
                client.post("/ag-ui/waiting", "{\"threadId\":\"t\",\"runId\":\"r\"," + TEA + "}");
                client.readTo("begun");
                client.reset();
                assertThat(waiting.interrupted.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
                while (server.activeRuns() > 0) {
                    Thread.onSpinWait(); // The test's time-out ends this.
                }
            }
        }
    }

    @Nested
    class RunsThatThereAre {
        @Test
        void areReadAgainByTheirIds() throws Exception {
            String first = run("/bar", "again", TEA).body();
            assertThat(run("/bar", "again", TEA).body()).isEqualTo(first).contains("RUN_FINISHED");
        }

        @Test
        void areOthersInAnotherThreadOrOfAnotherRunnable() throws Exception {
            String first = run("/bar", "other", TEA).body();
            assertThat(Http.post(server, "/ag-ui/bar", ids("t2", "other") + TEA + "}")
                            .body())
                    .contains("RUN_FINISHED")
                    .isNotEqualTo(first);
            assertThat(run("/story", "other", TEA).body()).contains("Once ");
        }

        @Test
        void areReadByOneWhoComesBackWhileTheyGoOn() throws Exception {
            Waiting waiting = new Waiting();
            ServerLimits limits =
                    ServerLimits.builder().heartbeat(Duration.ofMillis(40)).build();
            String body = ids("t", "r")
                    + "\"messages\":[],\"forwardedProps\":{\"input\":\"x\",\"onDisconnect\":\"continue\"}}";
            try (RunnableServer server = serving()
                    .mount("/waiting", waiting.runnable())
                    .limits(limits)
                    .start()) {
                try (RawClient client = new RawClient(server)) {
                    client.post("/ag-ui/waiting", body);
                    client.readTo("begun");
                    client.reset();
                }
                try (RawClient client = new RawClient(server)) {
                    client.post("/ag-ui/waiting", body);
                    client.readTo("begun");
                    waiting.go.countDown();
                    client.readTo("RUN_FINISHED");
                }
            }
        }

        @Test
        void needAWordThatThereIs() throws Exception {
            HttpResponse<String> response =
                    run("/bar", "\"forwardedProps\":{\"input\":\"x\",\"onDisconnect\":\"wait\"}");
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).contains("onDisconnect", "Give \\\"cancel\\\" or \\\"continue\\\"");
        }
    }

    @Nested
    class Inputs {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/foo | \"messages\":[],\"forwardedProps\":{\"input\":\"milk\"} | MILK",
                    "/foo | \"messages\":[{\"role\":\"user\",\"content\":\"milk\"},{\"role\":\"assistant\",\"content\":\"x\"}] | MILK",
                    "/foo | \"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"user\",\"content\":\"milk\"}] | MILK",
                    "/foo | \"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"mi\"},{\"type\":\"text\",\"text\":\"lk\"}]}] | MILK",
                    "/foo | \"messages\":[{\"role\":\"user\",\"content\":\"milk\"}],\"state\":{},\"tools\":[],\"context\":[],\"forwardedProps\":{} | MILK",
                    "/now | \"messages\":[] | now null",
                    "'' | \"messages\":[{\"role\":\"user\",\"content\":\"milk\"}] | milk",
                    "/deep/er | \"messages\":[{\"role\":\"user\",\"content\":\"milk\"}] | milk"
                })
        void areFound(String path, String rest, String result) throws Exception {
            assertThat(last(events(run(path, rest)))).containsEntry("result", result);
        }

        @Test
        void areReadAsTheirType() throws Exception {
            assertThat(last(events(run("/sum", "\"forwardedProps\":{\"input\":{\"a\":1,\"b\":2}}"))))
                    .containsEntry("result", 3);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/sum | \"messages\":[{\"role\":\"user\",\"content\":\"milk\"}] | forwardedProps.input",
                    "/sum | \"forwardedProps\":{\"input\":{\"a\":\"x\"}} | [\"body\",\"forwardedProps\",\"input\",\"a\"]",
                    "/foo | \"messages\":[] | no message of the user",
                    "/foo | \"messages\":[{\"role\":\"user\"}] | content",
                    "/foo | \"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\"}]}] | Only text",
                    "/foo | \"messages\":5 | list",
                    "/foo | \"messages\":[],\"forwardedProps\":5 | forwardedProps"
                })
        void areRefusedWithARemedy(String path, String rest, String word) throws Exception {
            HttpResponse<String> response = run(path, rest);
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).contains(word);
        }

        @Test
        void haveToSayWhichRunTheyAre() throws Exception {
            for (String json : List.of("{\"runId\":\"r\"}", "{\"threadId\":\"t\"}")) {
                assertThat(Http.post(server, "/ag-ui/foo", json).statusCode()).isEqualTo(422);
            }
            assertThat(Http.post(server, "/ag-ui/unknown", "{}").statusCode()).isEqualTo(404);
        }
    }
}
