package dev.runcast.spring.ai;

import static dev.runcast.spring.ai.fixtures.ScriptedChatModel.call;
import static dev.runcast.spring.ai.fixtures.ScriptedChatModel.request;
import static dev.runcast.spring.ai.fixtures.ScriptedChatModel.say;
import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.spring.ai.fixtures.Calculator;
import dev.runcast.spring.ai.fixtures.Research;
import dev.runcast.spring.ai.fixtures.ResearchEvents;
import dev.runcast.spring.ai.fixtures.ResearchRunnables;
import dev.runcast.spring.ai.fixtures.ScriptedChatModel;
import dev.runcast.testkit.RecordingCallbackHandler;
import dev.runcast.testkit.junit.StrictMode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.DefaultToolCallingManager;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.ToolExecutionResult;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.execution.ToolExecutionException;

@StrictMode
@Timeout(60)
class ChatClientTest {
    private final ResearchRunnables research = new ResearchRunnables(new Research());
    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final RunnableConfig config = RunnableConfig.builder()
            .addHandler(recording)
            .tags("outer")
            .metadata("user", "ada")
            .build();

    private static ChatClientRequestSpec ask(ScriptedChatModel model, String question) {
        return ChatClient.builder(model)
                .defaultAdvisors(RunAdvisors.all())
                .build()
                .prompt(question);
    }

    /** Asks inside a run. */
    private @Nullable String chat(ChatClientRequestSpec question) {
        return TypedRunnable.<Integer, @Nullable String>of(
                        "chat", (Integer unused) -> question.call().content())
                .invoke(0, config);
    }

    @Test
    void callsOfClientsModelsAndToolsAreRunsBelowTheCallers() {
        ScriptedChatModel model =
                new ScriptedChatModel(call("research", "{\"topic\": \"tea\"}"), say("Tea is a drink."));
        assertThat(chat(ask(model, "What is tea?").tools(RunnableTools.of(research.researchRunnable()))))
                .isEqualTo("Tea is a drink.");

        assertThat(recording).hasTree("""
                        chat
                          chat_client
                            scripted-1
                            research
                            scripted-1
                        """);
        assertThat(recording).run("chat_client").startedWith("What is tea?").endedWith("Tea is a drink.");
        assertThat(recording)
                .run("research")
                .emittedPayloads(
                        ResearchEvents.PROGRESS,
                        new Research.Progress(1, 2, "searching tea"),
                        new Research.Progress(2, 2, "writing"))
                .endedWith("about tea for ada");
        assertThat(recording.runs("research").get(0).run().tags()).containsExactly("outer", "research");
        assertThat(model.toolText()).isEqualTo("about tea for ada");
    }

    @Test
    void aConfigInTheToolContextNeedsNoRunAround() {
        ScriptedChatModel model = new ScriptedChatModel(call("ping", "{}"), say("Done."));
        ask(model, "Ping.")
                .tools(RunnableTools.of(research.pingRunnable()))
                .toolContext(RunnableConfigs.toToolContext(config))
                .call()
                .content();
        assertThat(recording).hasTree("""
                        chat_client
                          scripted-1
                          ping
                          scripted-1
                        """);
    }

    @Test
    void aRunOfAModelSaysWhichOneItIs() {
        chat(ask(new ScriptedChatModel(say("Tea is a drink.")), "What is tea?"));
        Run run = recording.runs("scripted-1").get(0).run();
        assertThat(run.type()).isEqualTo(RunType.CHAT_MODEL);
        assertThat(run.tags()).containsExactly("outer");
        assertThat(run.metadata())
                .isEqualTo(Map.of(
                        "user", "ada",
                        "ls_model_type", "chat",
                        "ls_model_name", "scripted-1",
                        "ls_temperature", 0.5,
                        "ls_max_tokens", 100));
    }

    @Test
    void toolsOfSpringAiAreRunsInWhichTheyCanEmitEvents() {
        ScriptedChatModel model = new ScriptedChatModel(
                call(request("1", "add", "{\"a\": 1, \"b\": 2}"), request("2", "ping", "{}")), say("Three."));
        chat(ask(model, "What is 1 + 2?").tools(new Calculator(), RunnableTools.of(research.pingRunnable())));
        assertThat(recording)
                .run("chat_client")
                .hasChildren("scripted-1", "add", "ping", "scripted-1")
                .child("add")
                .startedWith(Map.of("a", 1, "b", 2))
                .emittedPayloads(Calculator.CALCULATED, "1 + 2")
                .endedWith("3");
        assertThat(recording.runs("add").get(0).run().type()).isEqualTo(RunType.TOOL);
    }

    @Test
    void toolsOfSpringAiGetTheContextThatTheyWouldGet() {
        ScriptedChatModel model = new ScriptedChatModel(call("context", "{}"), say("ok"));
        Map<String, Object> context = new HashMap<>(RunnableConfigs.toToolContext(config));
        context.put("tenant", "acme");
        ask(model, "What do you know?")
                .tools(new Calculator())
                .toolContext(context)
                .call()
                .content();
        assertThat(model.toolText()).isEqualTo("\"{tenant=acme}\"");
    }

    @Test
    void toolsOnOtherThreadsAreRunsBelowTheClients() {
        ToolCallingManager elsewhere = new ToolCallingManager() {
            private final ToolCallingManager manager =
                    DefaultToolCallingManager.builder().build();

            @Override
            public List<ToolDefinition> resolveToolDefinitions(ToolCallingChatOptions options) {
                return manager.resolveToolDefinitions(options);
            }

            @Override
            public ToolExecutionResult executeToolCalls(Prompt prompt, ChatResponse response) {
                return CompletableFuture.supplyAsync(
                                () -> manager.executeToolCalls(prompt, response), work -> new Thread(work).start())
                        .join();
            }
        };
        ScriptedChatModel model = new ScriptedChatModel(
                call(request("1", "research", "{\"topic\": \"tea\"}"), request("2", "add", "{\"a\": 1, \"b\": 2}")),
                say("Done."));
        chat(ask(model, "Both, please.")
                .advisors(ToolCallingAdvisor.builder()
                        .toolCallingManager(elsewhere)
                        .build())
                .tools(new Calculator(), RunnableTools.of(research.researchRunnable())));
        assertThat(recording).run("chat_client").hasChildren("scripted-1", "research", "add", "scripted-1");
        assertThat(recording).run("add").emittedPayloads(Calculator.CALCULATED, "1 + 2");
    }

    @Test
    void theModelIsToldWhatIsWrongWithItsArguments() {
        ScriptedChatModel model =
                new ScriptedChatModel(call("divide", "{\"dividend\": 6, \"divisor\": \"two\"}"), say("Sorry."));
        chat(ask(model, "What is 6 / 2?").tools(RunnableTools.of(research.divideRunnable())));
        assertThat(model.toolText()).startsWith("The argument \"divisor\" of the tool \"divide\" is wrong.");
        assertThat(recording).run("chat_client").hasChildren("scripted-1", "scripted-1");
    }

    @Test
    void toolsThatFailAreRunsThatFail() {
        ScriptedChatModel model = new ScriptedChatModel(
                call(
                        request("1", "divide", "{\"dividend\": 1, \"divisor\": 0}"),
                        request("2", "fail", "{\"number\": 7}")),
                say("Sorry."));
        chat(ask(model, "What is 1 / 0?").tools(new Calculator(), RunnableTools.of(research.divideRunnable())));
        assertThat(recording).run("divide").failedWith(ArithmeticException.class, "zero");
        assertThat(recording).run("fail").failedWith(IllegalStateException.class, "no 7");
        assertThat(recording).run("chat_client").succeeded();
        assertThat(model.toolText()).contains("zero");
    }

    @Test
    void aCheckedExceptionOfAToolEndsTheCall() {
        ScriptedChatModel model = new ScriptedChatModel(call("read", "{\"file\": \"a.txt\"}"), say("There is none."));
        ChatClientRequestSpec question =
                ask(model, "What is in a.txt?").tools(RunnableTools.of(research.readRunnable()));
        assertThatExceptionOfType(ToolExecutionException.class)
                .isThrownBy(() -> chat(question))
                .withCauseInstanceOf(IOException.class);
        assertThat(recording).run("read").failedWith(IOException.class, "There is no file a.txt.");
        assertThat(recording).run("chat_client").failedWith(ToolExecutionException.class);
    }

    @Test
    void aModelThatFailsIsARunThatFails() {
        ChatClientRequestSpec question = ask(new ScriptedChatModel(), "What is tea?");
        assertThatThrownBy(() -> chat(question)).hasMessage("The model has no more answers.");
        assertThat(recording)
                .run("chat_client")
                .failedWith(IllegalStateException.class)
                .child("scripted-1")
                .failedWith(IllegalStateException.class, "The model has no more answers.");
    }

    @Test
    void nobodyNeedsToListen() {
        ScriptedChatModel model =
                new ScriptedChatModel(call("divide", "{\"dividend\": 6, \"divisor\": 2}"), say("Three."));
        assertThat(ask(model, "What is 6 / 2?")
                        .tools(RunnableTools.of(research.divideRunnable()))
                        .call()
                        .content())
                .isEqualTo("Three.");
    }
}
