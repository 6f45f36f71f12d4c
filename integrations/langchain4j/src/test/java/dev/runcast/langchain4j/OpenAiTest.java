package dev.runcast.langchain4j;

import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.runcast.langchain4j.fixtures.Research;
import dev.runcast.langchain4j.fixtures.ResearchRunnables;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.testkit.RecordingCallbackHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With LangChain4j's client of OpenAI, and a server that speaks as OpenAI's does. */
@Timeout(60)
class OpenAiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String CALL = """
            {"id": "c1", "object": "chat.completion", "created": 1, "model": "gpt-test-1", "choices": [{"index": 0,
              "message": {"role": "assistant", "content": null, "tool_calls": [{"id": "call_1", "type": "function",
                "function": {"name": "research", "arguments": "{\\"topic\\":\\"tea\\"}"}}]},
              "finish_reason": "tool_calls"}],
             "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}}
            """;
    private static final String ANSWER = """
            {"id": "c2", "object": "chat.completion", "created": 1, "model": "gpt-test-1", "choices": [{"index": 0,
              "message": {"role": "assistant", "content": "Tea is a drink."}, "finish_reason": "stop"}],
             "usage": {"prompt_tokens": 20, "completion_tokens": 6, "total_tokens": 26}}
            """;
    private static final String CALL_IN_PIECES = """
            data: {"id":"c1","model":"gpt-test-1","choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"research","arguments":""}}]}}]}

            data: {"id":"c1","model":"gpt-test-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"topic\\":"}}]}}]}

            data: {"id":"c1","model":"gpt-test-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\\"tea\\"}"}}]}}]}

            data: {"id":"c1","model":"gpt-test-1","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

            data: [DONE]

            """;
    private static final String ANSWER_IN_PIECES = """
            data: {"id":"c2","model":"gpt-test-1","choices":[{"index":0,"delta":{"role":"assistant","content":"Tea is"}}]}

            data: {"id":"c2","model":"gpt-test-1","choices":[{"index":0,"delta":{"content":" a drink."}}]}

            data: {"id":"c2","model":"gpt-test-1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"id":"c2","model":"gpt-test-1","choices":[],"usage":{"prompt_tokens":20,"completion_tokens":6,"total_tokens":26}}

            data: [DONE]

            """;

    interface Assistant {
        String chat(@UserMessage String question, InvocationParameters parameters);
    }

    interface StreamingAssistant {
        TokenStream chat(@UserMessage String question, InvocationParameters parameters);
    }

    private final ResearchRunnables research = new ResearchRunnables(new Research());
    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final RunnableConfig config =
            RunnableConfig.builder().addHandler(recording).build();
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        requests.add(request);
        asked.countDown();
        String answer = answers.poll();
        if (answer == null) {
            return; // and let the client wait
        }
        boolean streams = request.path("stream").asBoolean(false);
        exchange.getResponseHeaders().set("Content-Type", streams ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1";
    }

    @Test
    void theModelGetsTheInputOfAToolAndNothingThatIsInjected() {
        answers.addAll(List.of(CALL, ANSWER));
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(OpenAiChatModel.builder()
                        .baseUrl(url())
                        .apiKey("none")
                        .modelName("gpt-test")
                        .listeners(List.of(new RunChatModelListener()))
                        .build())
                .toolProvider(RunnableTools.of(research.researchRunnable(), research.findRunnable()))
                .build();
        TypedRunnable<String, String> chat = TypedRunnable.ofConfigured(
                "chat",
                (String question, RunnableConfig inner) ->
                        assistant.chat(question, RunnableConfigs.toParameters(inner)));

        assertThat(chat.invoke("What is tea?", config)).isEqualTo("Tea is a drink.");

        assertThat(requests.get(0).path("tools").get(0)).isEqualTo(JSON.readTree("""
                        {"type": "function", "function": {"name": "research", "description": "Researches a topic.", "parameters": {
                          "type": "object",
                          "properties": {"topic": {"type": "string", "description": "what to look into"}},
                          "required": ["topic"]}}}
                        """));
        assertThat(requests.get(0)
                        .path("tools")
                        .get(1)
                        .path("function")
                        .path("parameters")
                        .path("properties"))
                .isEqualTo(JSON.readTree("""
                        {"query": {"type": "string", "description": "words that they contain"},
                         "depth": {"type": "string", "description": "how thoroughly to look", "enum": ["QUICK", "DEEP"]},
                         "filters": {"type": "array", "description": "what they must be", "items": {
                           "type": "object",
                           "properties": {
                             "field": {"type": "string"},
                             "values": {"type": "array", "items": {"type": "string"}},
                             "weight": {"type": "integer"}},
                           "required": ["weight"]}},
                         "weights": {"type": "object", "additionalProperties": {"type": "integer"},
                           "description": "how much each source counts"},
                         "limit": {"type": "integer", "description": "how many at most"},
                         "language": {"type": "string"}}
                        """));
        assertThat(requests.toString()).doesNotContain("config", "events");
        assertThat(requests.get(1).path("messages").get(2).path("content").asString())
                .isEqualTo("about tea for null");
        assertThat(recording).run("chat").hasChildren("gpt-test", "research", "gpt-test");
        assertThat(recording.runs("gpt-test").get(1).output())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("content", "Tea is a drink.")
                .containsEntry("usage_metadata", Map.of("input_tokens", 20, "output_tokens", 6, "total_tokens", 26))
                .containsEntry(
                        "response_metadata", Map.of("id", "c2", "model_name", "gpt-test-1", "finish_reason", "stop"));
    }

    @Test
    void closingAnEventStreamEndsTheCallOfTheModel() throws Exception {
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(OpenAiChatModel.builder()
                        .baseUrl(url())
                        .apiKey("none")
                        .modelName("gpt-test")
                        .maxRetries(0)
                        .listeners(List.of(new RunChatModelListener()))
                        .build())
                .build();
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        TypedRunnable<String, String> chat = TypedRunnable.of("chat", (String question) -> {
            try {
                return assistant.chat(question, new InvocationParameters());
            } catch (RuntimeException failure) {
                ended.complete(failure);
                throw failure;
            }
        });
        try (EventStream events = chat.streamEvents("What is tea?")) {
            events.stream().anyMatch(event -> event.event().equals("on_chat_model_start"));
            asked.await(); // and the server never answers
        }
        assertThat(ended.get()).hasRootCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void streamsInsideTheRunOfTheCaller() {
        answers.addAll(List.of(CALL_IN_PIECES, ANSWER_IN_PIECES));
        StreamingAssistant assistant = AiServices.builder(StreamingAssistant.class)
                .streamingChatModel(ObservedStreamingChatModel.of(OpenAiStreamingChatModel.builder()
                        .baseUrl(url())
                        .apiKey("none")
                        .modelName("gpt-test")
                        .build()))
                .toolProvider(RunnableTools.of(research.researchRunnable()))
                .build();
        TypedRunnable<String, String> chat = TypedRunnable.ofAsync("chat", (String question, RunnableConfig inner) -> {
            CompletableFuture<String> answer = new CompletableFuture<>();
            assistant
                    .chat(question, RunnableConfigs.toParameters(inner))
                    .onPartialResponse(piece -> {})
                    .onCompleteResponse(
                            response -> answer.complete(response.aiMessage().text()))
                    .onError(answer::completeExceptionally)
                    .start();
            return answer;
        });

        assertThat(chat.invoke("What is tea?", config)).isEqualTo("Tea is a drink.");

        assertThat(recording).run("chat").hasChildren("gpt-test", "research", "gpt-test");
        assertThat(recording.events().stream()
                        .filter(RunEvent.Chunk.class::isInstance)
                        .<Object>map(event -> ((Map<?, ?>) ((RunEvent.Chunk) event).chunk()).get("content")))
                .endsWith("Tea is", " a drink.");
    }
}
