package dev.runcast.langchain4j;

import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.runcast.langchain4j.fixtures.Calculator;
import dev.runcast.langchain4j.fixtures.Research;
import dev.runcast.langchain4j.fixtures.ResearchEvents;
import dev.runcast.langchain4j.fixtures.ResearchRunnables;
import dev.runcast.langchain4j.fixtures.ScriptedChatModel;
import dev.runcast.langchain4j.fixtures.ScriptedStreamingChatModel;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.testkit.RecordingCallbackHandler;
import dev.runcast.testkit.junit.StrictMode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@StrictMode
@Timeout(60)
class StreamingTest {
    private static final AiMessage CALL = AiMessage.from(
            ScriptedChatModel.request("1", "research", "{\"topic\": \"tea\"}"),
            ScriptedChatModel.request("2", "add", "{\"a\": 1, \"b\": 2}"));

    interface Assistant {
        TokenStream chat(@UserMessage String question, InvocationParameters parameters);
    }

    private final ResearchRunnables research = new ResearchRunnables(new Research());
    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final RunnableConfig config = RunnableConfig.builder()
            .addHandler(recording)
            .metadata("user", "ada")
            .build();

    private AiServices<Assistant> assistant(StreamingChatModel model) {
        return AiServices.builder(Assistant.class)
                .streamingChatModel(model)
                .toolProvider(RunnableTools.of(research.researchRunnable()))
                .toolProvider(RunnableTools.observed(new Calculator()));
    }

    /** Returns a run that asks the assistant and ends when it has answered. */
    private static TypedRunnable<String, String> chat(AiServices<Assistant> assistant) {
        Assistant built = assistant.build();
        return TypedRunnable.ofAsync("chat", (String question, RunnableConfig config) -> {
            CompletableFuture<String> answer = new CompletableFuture<>();
            built.chat(question, RunnableConfigs.toParameters(config))
                    .onPartialResponse(piece -> {})
                    .onCompleteResponse(
                            response -> answer.complete(response.aiMessage().text() + ", says "
                                    + RunContext.currentRun().map(Run::name).orElse("nobody")))
                    .onError(answer::completeExceptionally)
                    .start();
            return answer;
        });
    }

    @Test
    void everythingIsBelowTheCallersRunThoughThreadsChange() {
        StreamingChatModel model = ObservedStreamingChatModel.of(
                new ScriptedStreamingChatModel(List.of(), CALL, AiMessage.from("Tea is a drink.")));
        assertThat(chat(assistant(model)).invoke("What is tea?", config)).isEqualTo("Tea is a drink., says chat");
        assertThat(recording).hasTree("""
                        chat
                          scripted-1
                          research
                          add
                          scripted-1
                        """);
        assertThat(recording).run("research").emittedTimes(ResearchEvents.PROGRESS, 2);
        assertThat(recording).run("add").emittedPayloads(Calculator.CALCULATED, "1 + 2");
    }

    @Test
    void concurrentToolsAreBelowTheCallersRunToo() {
        StreamingChatModel model = ObservedStreamingChatModel.of(
                new ScriptedStreamingChatModel(List.of(), CALL, AiMessage.from("Tea is a drink.")));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            chat(assistant(model).executeToolsConcurrently(threads)).invoke("What is tea?", config);
        } finally {
            threads.shutdown();
        }
        assertThat(recording).run("chat").hasChildrenInAnyOrder("scripted-1", "research", "add", "scripted-1");
    }

    @Test
    void piecesAreChunksOfTheModelsRun() {
        AiMessage thoughtful = AiMessage.builder()
                .thinking("Hm.")
                .text("I look.")
                .toolExecutionRequests(List.of(ScriptedChatModel.request("1", "add", "{\"a\":1,\"b\":2}")))
                .build();
        StreamingChatModel model = ObservedStreamingChatModel.of(
                new ScriptedStreamingChatModel(List.of(), thoughtful, AiMessage.from("Three.")));
        chat(assistant(model)).invoke("What is 1 + 2?", config);

        List<Map<?, ?>> chunks = recording.events().stream()
                .filter(RunEvent.Chunk.class::isInstance)
                .<Map<?, ?>>map(event -> (Map<?, ?>) ((RunEvent.Chunk) event).chunk())
                .toList();
        assertThat(chunks.stream().<Object>map(chunk -> chunk.get("content")))
                .containsExactly("", "I", " ", "look.", "", "", "Three.");
        assertThat(chunks.get(0).get("additional_kwargs")).isEqualTo(Map.of("reasoning_content", "Hm."));
        assertThat(chunks.get(4).get("tool_call_chunks"))
                .isEqualTo(List.of(
                        Map.of("name", "add", "args", "{\"a\":1", "id", "1", "index", 0, "type", "tool_call_chunk")));
        Map<?, ?> output = (Map<?, ?>) recording.runs("scripted-1").get(0).output();
        assertThat(output.get("id"))
                .as("the message of which these are pieces")
                .isEqualTo(chunks.get(0).get("id"))
                .isEqualTo(
                        "lc_run--" + recording.runs("scripted-1").get(0).run().id());
        assertThat(output.get("additional_kwargs")).isEqualTo(Map.of("reasoning_content", "Hm."));
    }

    @Test
    void aListenerBesidesMakesNoSecondRun() {
        List<ChatModelListener> listeners = List.of(new RunChatModelListener());
        StreamingChatModel model =
                ObservedStreamingChatModel.of(new ScriptedStreamingChatModel(listeners, AiMessage.from("Tea.")));
        chat(assistant(model)).invoke("What is tea?", config);
        assertThat(recording).hasRuns("chat", "scripted-1").run("scripted-1").succeeded();
    }

    @Test
    void aListenerAloneHearsOfStartAndEnd() {
        List<ChatModelListener> listeners = List.of(new RunChatModelListener());
        chat(assistant(new ScriptedStreamingChatModel(listeners, AiMessage.from("Tea is a drink."))))
                .invoke("What is tea?", config);
        assertThat(recording).run("chat").hasChildren("scripted-1");
        assertThat(recording.events()).noneMatch(RunEvent.Chunk.class::isInstance);
    }

    @Test
    void aModelThatFailsIsARunThatFails() {
        IOException broken = new IOException("broken");
        StreamingChatModel model =
                ObservedStreamingChatModel.of(new ScriptedStreamingChatModel(List.of()).failing(broken));
        TypedRunnable<String, String> chat = chat(assistant(model));
        assertThatThrownBy(() -> chat.invoke("What is tea?", config)).hasCause(broken);
        assertThat(recording).run("chat").child("scripted-1").failedWith(IOException.class, "broken");
    }

    @Test
    void aModelThatThrowsIsARunThatFails() {
        StreamingChatModel model = ObservedStreamingChatModel.of(new StreamingChatModel() {});
        assertThatThrownBy(() -> TypedRunnable.of("chat", (String question) -> {
                            model.chat(question, new StreamingChatResponseHandler() {
                                @Override
                                public void onCompleteResponse(ChatResponse response) {}

                                @Override
                                public void onError(Throwable error) {}
                            });
                            return "";
                        })
                        .invoke("What is tea?", config))
                .hasMessage("Not implemented");
        assertThat(recording).run("chat").child("chat_model").failedWith(RuntimeException.class);
    }

    @Test
    void anAnswerThatIsCancelledIsARunThatWasCancelled() {
        ScriptedStreamingChatModel script =
                new ScriptedStreamingChatModel(List.of(), AiMessage.from("Tea is a drink."));
        CompletableFuture<String> first = new CompletableFuture<>();
        TypedRunnable<String, String> chat = TypedRunnable.ofAsync("chat", (String question, RunnableConfig inner) -> {
            ObservedStreamingChatModel.of(script).chat(question, new StreamingChatResponseHandler() {
                @Override
                public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
                    context.streamingHandle().cancel();
                    first.complete(piece.text());
                }

                @Override
                public void onCompleteResponse(ChatResponse response) {}

                @Override
                public void onError(Throwable error) {}
            });
            return first;
        });
        assertThat(chat.invoke("What is tea?", config)).isEqualTo("Tea");
        assertThat(script.isCancelled()).isTrue();
        assertThat(recording).run("scripted-1").wasCancelled();
    }

    @Test
    void anEventStreamThatIsClosedCancelsTheModel() throws Exception {
        ScriptedStreamingChatModel script =
                new ScriptedStreamingChatModel(List.of(), AiMessage.from("a ".repeat(100_000)));
        TypedRunnable<String, String> chat = chat(assistant(ObservedStreamingChatModel.of(script)));
        CompletableFuture<Void> ended = new CompletableFuture<>();
        RunnableConfig watched = RunnableConfig.builder()
                .addHandler(new CallbackHandler() {
                    @Override
                    public void onRunError(RunEvent.Error event) {
                        if (event.run().name().equals("scripted-1")) {
                            ended.complete(null);
                        }
                    }
                })
                .build();
        try (EventStream events = chat.streamEvents("What is tea?", watched)) {
            for (StreamEvent event : events) {
                if (event.kind() == StreamEvent.Kind.STREAM) {
                    break;
                }
            }
        }
        ended.get();
        assertThat(script.isCancelled()).isTrue();
    }

    @Test
    void isTheModelForAllElse() {
        ScriptedStreamingChatModel script = new ScriptedStreamingChatModel(List.of(new RunChatModelListener()));
        StreamingChatModel model = ObservedStreamingChatModel.of(script);
        assertThat(model.provider()).isEqualTo(script.provider());
        assertThat(model.listeners()).isEqualTo(script.listeners());
        assertThat(model.defaultRequestParameters()).isEqualTo(script.defaultRequestParameters());
        assertThat(model.supportedCapabilities()).isEqualTo(script.supportedCapabilities());
    }
}
