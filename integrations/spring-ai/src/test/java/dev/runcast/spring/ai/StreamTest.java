package dev.runcast.spring.ai;

import static dev.runcast.spring.ai.fixtures.ScriptedChatModel.call;
import static dev.runcast.spring.ai.fixtures.ScriptedChatModel.request;
import static dev.runcast.spring.ai.fixtures.ScriptedChatModel.say;
import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.spring.ai.fixtures.Assistant;
import dev.runcast.spring.ai.fixtures.AssistantRunnables;
import dev.runcast.spring.ai.fixtures.Calculator;
import dev.runcast.spring.ai.fixtures.Research;
import dev.runcast.spring.ai.fixtures.ResearchEvents;
import dev.runcast.spring.ai.fixtures.ResearchRunnables;
import dev.runcast.spring.ai.fixtures.ScriptedChatModel;
import dev.runcast.testkit.RecordingCallbackHandler;
import dev.runcast.testkit.junit.StrictMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@StrictMode
@Timeout(60)
class StreamTest {
    private static final EventType<String> WAITING = EventType.of("waiting", String.class);

    private final ResearchRunnables research = new ResearchRunnables(new Research());
    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final RunnableConfig config = RunnableConfig.builder()
            .addHandler(recording)
            .metadata("user", "ada")
            .build();

    private static ChatClient client(ChatModel model, Object... tools) {
        return ChatClient.builder(model)
                .defaultAdvisors(RunAdvisors.all())
                .defaultTools(tools)
                .build();
    }

    /** Asks outside every run. */
    private Flux<String> ask(ChatClient client, String question) {
        return client.prompt(question).toolContext(RunnableConfigs.toToolContext(config)).stream()
                .content();
    }

    private static AssistantRunnables assistant(ChatModel model, Object... tools) {
        return new AssistantRunnables(new Assistant(client(model, tools)));
    }

    @Test
    void everythingIsBelowTheCallersRunThoughThreadsChange() {
        ScriptedChatModel model = new ScriptedChatModel(
                call(request("1", "research", "{\"topic\": \"tea\"}"), request("2", "add", "{\"a\": 1, \"b\": 2}")),
                say("Tea is a drink."));
        AssistantRunnables assistant = assistant(
                model,
                new Calculator(),
                RunnableTools.of(research.researchRunnable()).get(0));
        assertThat(assistant
                        .withConfig(config)
                        .chat("What is tea?")
                        .collect(Collectors.joining())
                        .block())
                .isEqualTo("Tea is a drink.");
        assertThat(recording).hasTree("""
                        chat
                          chat_client
                            scripted-1
                            research
                            add
                            scripted-1
                        """);
        assertThat(recording).run("chat_client").startedWith("What is tea?").endedWith("Tea is a drink.");
        assertThat(recording).run("research").emittedTimes(ResearchEvents.PROGRESS, 2);
        assertThat(recording).run("add").emittedPayloads(Calculator.CALCULATED, "1 + 2");
    }

    @Test
    void piecesAreChunksOfTheModelsRun() {
        ScriptedChatModel model = new ScriptedChatModel(call("add", "{\"a\":1,\"b\":2}"), say("It is three."));
        ask(client(model, new Calculator()), "What is 1 + 2?").blockLast();

        List<Map<?, ?>> chunks = recording.events().stream()
                .filter(event -> event instanceof RunEvent.Chunk && event.run().type() == RunType.CHAT_MODEL)
                .<Map<?, ?>>map(event -> (Map<?, ?>) ((RunEvent.Chunk) event).chunk())
                .toList();
        assertThat(chunks.stream().<Object>map(chunk -> chunk.get("content")))
                .containsExactly("", "It", " ", "is", " ", "three.");
        assertThat(chunks.get(0).get("tool_call_chunks"))
                .isEqualTo(List.of(Map.of(
                        "name",
                        "add",
                        "args",
                        "{\"a\":1,\"b\":2}",
                        "id",
                        "call_1",
                        "index",
                        0,
                        "type",
                        "tool_call_chunk")));
        Map<?, ?> output = (Map<?, ?>)
                Objects.requireNonNull(recording.runs("scripted-1").get(1).output());
        assertThat(output.get("content")).isEqualTo("It is three.");
        assertThat(output.get("id"))
                .as("the message of which these are pieces")
                .isEqualTo(chunks.get(1).get("id"));
        assertThat(output.get("usage_metadata"))
                .isEqualTo(Map.of("input_tokens", 12, "output_tokens", 3, "total_tokens", 15));
        assertThat(output.get("response_metadata"))
                .isEqualTo(Map.of("id", "response-1", "model_name", "scripted-1-2026", "finish_reason", "stop"));
    }

    /** Returns a tool that emits an event and waits for what the event leads to. */
    private static ToolCallback waiting(CountDownLatch latch) {
        return RunnableTools.of(TypedRunnable.ofConfigured(
                        RunnableDescriptor.builder("wait")
                                .type(RunType.TOOL)
                                .parameter("topic", String.class)
                                .events(WAITING)
                                .build(),
                        (String topic, RunnableConfig inner) -> {
                            CustomEvents.dispatch(WAITING, topic, inner);
                            latch.await();
                            return "done";
                        }))
                .get(0);
    }

    @Test
    void typedEventsOfToolsArriveBetweenThePiecesWhileTheToolsAreAtWork() {
        CountDownLatch read = new CountDownLatch(1);
        ScriptedChatModel model = new ScriptedChatModel(call("wait", "{\"topic\": \"tea\"}"), say("Tea is a drink."));
        Flux<StreamEvent> events = JdkFlowAdapter.flowPublisherToFlux(
                assistant(model, waiting(read)).chatRunnable().publishEvents("What is tea?"));

        List<String> seen = events.filter(event -> !event.name().equals("chat_client"))
                .doOnNext(event -> {
                    if (event.matches(WAITING)) {
                        read.countDown();
                    }
                })
                .map(event -> event.matches(WAITING)
                        ? "waiting for " + event.payload(WAITING)
                        : event.event() + " " + event.name())
                .collectList()
                .block();

        assertThat(seen)
                .containsSubsequence(
                        "on_chain_start chat",
                        "on_chat_model_start scripted-1",
                        "on_chat_model_stream scripted-1",
                        "on_chat_model_end scripted-1",
                        "on_tool_start wait",
                        "waiting for tea",
                        "on_tool_end wait",
                        "on_chat_model_start scripted-1",
                        "on_chat_model_stream scripted-1",
                        "on_chain_stream chat",
                        "on_chain_end chat");
    }

    @Test
    void aRunStartsWithTheSubscription() {
        Flux<String> answer = ask(client(new ScriptedChatModel(say("Tea."))), "What is tea?");
        assertThat(recording.runs()).isEmpty();
        answer.blockLast();
        assertThat(recording).hasRuns("chat_client", "scripted-1");
    }

    @Test
    void aModelThatFailsIsARunThatFails() {
        StepVerifier.create(ask(client(new ScriptedChatModel()), "What is tea?"))
                .verifyErrorMessage("The model has no more answers.");
        assertThat(recording)
                .run("chat_client")
                .failedWith(IllegalStateException.class)
                .child("scripted-1")
                .failedWith(IllegalStateException.class, "The model has no more answers.");
    }

    /** A model that says a word and then nothing, until it is cancelled. */
    private static final class EndlessChatModel implements ChatModel {
        private final AtomicBoolean isCancelled = new AtomicBoolean();

        @Override
        public ChatOptions getOptions() {
            return ToolCallingChatOptions.builder().build();
        }

        @Override
        public ChatResponse call(Prompt prompt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Flux<ChatResponse> stream(Prompt prompt) {
            return Flux.concat(Flux.just(new ChatResponse(List.of(new Generation(say("Tea"))))), Flux.never())
                    .doOnCancel(() -> isCancelled.set(true));
        }
    }

    @Test
    void cancellingCancelsTheRunsAndTheModel() {
        EndlessChatModel model = new EndlessChatModel();
        StepVerifier.create(ask(client(model), "What is tea?"))
                .expectNext("Tea")
                .thenCancel()
                .verify();
        assertThat(model.isCancelled).isTrue();
        assertThat(recording)
                .run("chat_client")
                .wasCancelled()
                .child("chat_model")
                .wasCancelled();
    }

    @Test
    void cancellingInterruptsATool() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CallbackHandler handler = new CallbackHandler() {
            @Override
            public void onCustomEvent(CustomEvent event) {
                started.countDown();
            }

            @Override
            public void onRunError(RunEvent.Error event) {
                if (event.run().name().equals("wait")) {
                    ended.countDown();
                }
            }
        };
        ScriptedChatModel model = new ScriptedChatModel(call("wait", "{\"topic\": \"tea\"}"));
        StepVerifier.create(client(model, waiting(new CountDownLatch(1)))
                        .prompt("What is tea?")
                        .toolContext(RunnableConfigs.toToolContext(
                                config.toBuilder().addHandler(handler).build()))
                        .stream()
                        .content())
                .then(() -> await(started))
                .thenCancel()
                .verify(Duration.ofSeconds(30));
        ended.await();
        assertThat(recording).run("chat_client").wasCancelled();
        assertThat(recording).run("wait").wasCancelled();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
