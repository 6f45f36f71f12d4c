package dev.runcast.server;

import static dev.runcast.server.LangGraphJson.frames;
import static dev.runcast.server.LangGraphJson.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.server.clients.ClientServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stream modes of LangGraph that tell of steps and of messages. */
@Timeout(60)
class LangGraphStreamModesTest {
    private static RunnableServer server;

    @BeforeAll
    static void start() throws Exception {
        TypedRunnable<String, Object> words = model("words", List.of("Once ", "more"));
        TypedRunnable<String, String> silent = TypedRunnable.of(
                RunnableDescriptor.builder("silent")
                        .type(RunType.CHAT_MODEL)
                        .input(String.class)
                        .build(),
                (String text) -> text + "!");
        TypedRunnable<String, Object> ready = model(
                "ready",
                List.of(
                        Map.of("type", "AIMessageChunk", "content", "Hi", "id", "m1"),
                        Map.of("content", "", "id", "m1", "tool_call_chunks", List.of(Map.of("name", "search")))));
        TypedRunnable<String, Object> numbers = model("numbers", List.of(Map.of("n", 1)));
        server = ClientServer.builder()
                .port(0)
                .mount("/words", words)
                .mount("/silent", silent)
                .mount("/ready", ready)
                .mount("/numbers", numbers)
                .mount("/deep", calling("deep", calling("step", words)))
                .mount("/twice", calling("first", words).pipe(calling("second", silent)))
                .mount("/unwritable", calling("outer", TypedRunnable.of("inner", (String text) -> new Loop())))
                .start();
    }

    /** Cannot be written as JSON. */
    private static final class Loop {
        @SuppressWarnings("unused") // by the codec
        public String getText() {
            throw new IllegalStateException("unreadable");
        }
    }

    private static TypedRunnable<String, Object> model(String name, List<Object> chunks) {
        return TypedRunnable.ofChunks(
                RunnableDescriptor.builder(name)
                        .type(RunType.CHAT_MODEL)
                        .metadata("ls_model_name", name + "-1")
                        .build(),
                (String text, RunnableConfig config, ChunkSink<Object> sink) -> {
                    for (Object chunk : chunks) {
                        sink.emit(chunk);
                    }
                });
    }

    private static TypedRunnable<String, String> calling(String name, TypedRunnable<String, ?> below) {
        return TypedRunnable.ofConfigured(name, (String text, RunnableConfig config) -> {
            below.invoke(text, config);
            return name + " has ended";
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<SseFrame> stream(String assistant, String modes) throws Exception {
        return frames(Http.post(server, "/runs/stream", run(assistant, ",\"stream_mode\":" + modes)));
    }

    private static List<String> data(List<SseFrame> frames, String event) {
        return frames.stream()
                .filter(frame -> frame.event().equals(event))
                .map(SseFrame::data)
                .toList();
    }

    @Nested
    class Updates {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "foo | {\"foo\":\"TEA\"}",
                    "bar | {\"foo\":\"TEA\"}",
                    "deep | {\"step\":\"step has ended\"}",
                    "twice | {\"first\":\"first has ended\"} {\"second\":\"second has ended\"}"
                })
        void areWhatEachStepMade(String assistant, String updates) throws Exception {
            assertThat(String.join(" ", data(stream(assistant, "\"updates\""), "updates")))
                    .isEqualTo(updates);
        }

        @Test
        void comeBeforeTheValues() throws Exception {
            assertThat(stream("foo", "[\"values\",\"updates\"]"))
                    .extracting(SseFrame::event)
                    .containsExactly("metadata", "updates", "values");
        }

        /** What a step made that nobody is given is no reason for the run to fail. */
        @Test
        void haveANoteForWhatCannotBeWritten() throws Exception {
            List<SseFrame> frames = stream("unwritable", "[\"values\",\"updates\"]");
            assertThat(data(frames, "updates")).singleElement().asString().startsWith("{\"inner\":");
            assertThat(data(frames, "values")).containsExactly("{\"output\":\"outer has ended\"}");
        }
    }

    @Nested
    class Messages {
        private List<List<Map<String, Object>>> messages(String assistant) throws Exception {
            return data(stream(assistant, "\"messages-tuple\""), "messages").stream()
                    .map(LangGraphStreamModesTest::tuple)
                    .toList();
        }

        @Test
        void areChunksOfTheMessagesOfModels() throws Exception {
            List<SseFrame> frames = stream("words", "[\"messages-tuple\",\"events\"]");
            String runId = frames.get(0).data().replaceAll(".*\"run_id\":\"([^\"]*)\".*", "$1");
            String threadId = frames.get(0).data().replaceAll(".*\"thread_id\":\"([^\"]*)\".*", "$1");
            List<String> messages = data(frames, "messages");
            assertThat(messages).hasSize(2);
            assertThat(messages.get(0))
                    .isEqualTo("[{\"content\":\"Once \",\"additional_kwargs\":{},\"response_metadata\":{},"
                            + "\"type\":\"AIMessageChunk\",\"name\":null,\"id\":\"lc_run--" + runId
                            + "\",\"tool_calls\":[],\"invalid_tool_calls\":[],\"usage_metadata\":null,"
                            + "\"tool_call_chunks\":[]},"
                            + "{\"ls_model_name\":\"words-1\",\"thread_id\":\"" + threadId
                            + "\",\"langgraph_node\":\"words\",\"run_id\":\"" + runId + "\"}]");
            assertThat(tuple(messages.get(1)).get(0))
                    .isEqualTo(with(tuple(messages.get(0)).get(0), "content", "more"));
        }

        @Test
        void tellInWhichStepTheyAre() throws Exception {
            List<List<Map<String, Object>>> messages = messages("twice");
            assertThat(messages)
                    .extracting(message -> message.get(1).get("langgraph_node"))
                    .containsExactly("first", "first", "second");
            assertThat(messages)
                    .extracting(message -> message.get(0).get("type"))
                    .containsExactly("AIMessageChunk", "AIMessageChunk", "ai");
            assertThat(messages("deep"))
                    .extracting(message -> message.get(1).get("langgraph_node"))
                    .containsExactly("step", "step");
        }

        @Test
        void areWholeWhereAModelDoesNotStream() throws Exception {
            List<List<Map<String, Object>>> messages = messages("silent");
            assertThat(messages).hasSize(1);
            assertThat(messages.get(0).get(0))
                    .containsEntry("type", "ai")
                    .containsEntry("content", "tea!")
                    .doesNotContainKey("tool_call_chunks");
        }

        /** As LangChain4j's models have them. */
        @Test
        void areTakenAsTheyAre() throws Exception {
            List<List<Map<String, Object>>> messages = messages("ready");
            assertThat(messages).extracting(message -> message.get(0).get("id")).containsExactly("m1", "m1");
            assertThat(messages)
                    .extracting(message -> message.get(0).get("content"))
                    .containsExactly("Hi", "");
            assertThat(messages.get(1).get(0))
                    .containsEntry("type", "AIMessageChunk")
                    .containsEntry("tool_call_chunks", List.of(Map.of("name", "search")));
        }

        @Test
        void haveOtherChunksAsJsonInTheirContent() throws Exception {
            assertThat(messages("numbers"))
                    .extracting(message -> message.get(0).get("content"))
                    .containsExactly("{\"n\":1}");
        }

        @Test
        void areNoneOfOtherRuns() throws Exception {
            assertThat(messages("story")).isEmpty();
        }

        @Test
        void areSelectedByTheirModeWhenAClientJoins() throws Exception {
            String run = LangGraphJson.location(
                    Http.post(server, "/runs", run("words", ",\"stream_mode\":[\"messages-tuple\",\"values\"]")));
            Http.get(server, run + "/join");
            assertThat(frames(Http.get(server, run + "/stream?stream_mode=messages-tuple")))
                    .extracting(SseFrame::event)
                    .containsExactly("metadata", "messages", "messages");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> tuple(String json) {
        return (List<Map<String, Object>>) JsonCodec.defaultCodec().read(json, Object.class);
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(map);
        changed.put(key, value);
        return changed;
    }
}
