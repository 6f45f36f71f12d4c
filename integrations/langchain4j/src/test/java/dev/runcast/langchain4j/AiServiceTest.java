package dev.runcast.langchain4j;

import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.tool.ToolErrorHandlerResult;
import dev.langchain4j.service.tool.ToolExecution;
import dev.runcast.annotations.RunType;
import dev.runcast.langchain4j.fixtures.Calculator;
import dev.runcast.langchain4j.fixtures.Research;
import dev.runcast.langchain4j.fixtures.ResearchEvents;
import dev.runcast.langchain4j.fixtures.ResearchRunnables;
import dev.runcast.langchain4j.fixtures.ScriptedChatModel;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.runtime.tree.RunTree;
import dev.runcast.testkit.RecordingCallbackHandler;
import dev.runcast.testkit.junit.StrictMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@StrictMode
@Timeout(60)
class AiServiceTest {
    interface Assistant {
        String chat(@UserMessage String question, InvocationParameters parameters);
    }

    private final ResearchRunnables research = new ResearchRunnables(new Research());
    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final RunnableConfig config = RunnableConfig.builder()
            .addHandler(recording)
            .tags("outer")
            .metadata("user", "ada")
            .build();

    private static ScriptedChatModel model(AiMessage... answers) {
        List<ChatModelListener> listeners = List.of(new RunChatModelListener());
        return new ScriptedChatModel(listeners, answers);
    }

    private static AiServices<Assistant> assistant(ScriptedChatModel model) {
        return AiServices.builder(Assistant.class).chatModel(model);
    }

    /** Returns a run that asks the assistant and hands its config on. */
    private static TypedRunnable<String, String> chat(AiServices<Assistant> assistant) {
        Assistant built = assistant.build();
        return TypedRunnable.ofConfigured(
                "chat",
                (String question, RunnableConfig config) -> built.chat(question, RunnableConfigs.toParameters(config)));
    }

    private static String toolText(ScriptedChatModel model) {
        return ((ToolExecutionResultMessage) model.requests().get(1).messages().get(2)).text();
    }

    @Test
    void callsOfModelsAndToolsAreRunsBelowTheCallers() {
        ScriptedChatModel model =
                model(ScriptedChatModel.call("research", "{\"topic\": \"tea\"}"), AiMessage.from("Tea is a drink."));
        assertThat(chat(assistant(model).toolProvider(RunnableTools.of(research.researchRunnable())))
                        .invoke("What is tea?", config))
                .isEqualTo("Tea is a drink.");

        assertThat(recording).hasTree("""
                        chat
                          scripted-1
                          research
                          scripted-1
                        """);
        assertThat(recording)
                .run("research")
                .emittedPayloads(
                        ResearchEvents.PROGRESS,
                        new Research.Progress(1, 2, "searching tea"),
                        new Research.Progress(2, 2, "writing"))
                .endedWith("about tea for ada");
        assertThat(recording.runs("research").get(0).run().tags()).containsExactly("outer", "research");
        assertThat(toolText(model)).isEqualTo("about tea for ada");
    }

    @Test
    void aRunOfAModelSaysWhichOneItIs() {
        chat(assistant(model(AiMessage.from("Tea is a drink.")))).invoke("What is tea?", config);
        Run run = recording.runs("scripted-1").get(0).run();
        assertThat(run.type()).isEqualTo(RunType.CHAT_MODEL);
        assertThat(run.tags()).containsExactly("outer");
        assertThat(run.metadata())
                .isEqualTo(Map.of(
                        "user", "ada",
                        "ls_model_type", "chat",
                        "ls_provider", "openai",
                        "ls_model_name", "scripted-1",
                        "ls_temperature", 0.5,
                        "ls_max_tokens", 100));
    }

    @Test
    void eventsOfAToolArriveWhileTheAssistantIsAtWork() {
        CountDownLatch read = new CountDownLatch(1);
        EventType<String> waiting = EventType.of("waiting", String.class);
        TypedRunnable<String, String> wait = TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("wait")
                        .type(RunType.TOOL)
                        .parameter("topic", String.class)
                        .events(waiting)
                        .build(),
                (String topic, RunnableConfig inner) -> {
                    CustomEvents.dispatch(waiting, topic, inner);
                    read.await(); // for the one who reads the events
                    return "done";
                });
        TypedRunnable<String, String> chat =
                chat(assistant(model(ScriptedChatModel.call("wait", "{\"topic\": \"tea\"}"), AiMessage.from("Tea.")))
                        .toolProvider(RunnableTools.of(wait)));
        List<String> events = new ArrayList<>();
        try (EventStream stream = chat.streamEvents("What is tea?")) {
            for (Iterator<StreamEvent> each = stream.iterator(); each.hasNext(); ) {
                StreamEvent event = each.next();
                events.add(event.event() + " " + event.name());
                if (event.matches(waiting)) {
                    read.countDown();
                }
            }
        }
        assertThat(events)
                .containsExactly(
                        "on_chain_start chat",
                        "on_chat_model_start scripted-1",
                        "on_chat_model_end scripted-1",
                        "on_tool_start wait",
                        "on_custom_event waiting",
                        "on_tool_end wait",
                        "on_chat_model_start scripted-1",
                        "on_chat_model_end scripted-1",
                        "on_chain_stream chat",
                        "on_chain_end chat");
    }

    @Test
    void toolsOnOtherThreadsAreRunsBelowTheCallers() {
        AiMessage both = AiMessage.from(
                ScriptedChatModel.request("1", "together", "{\"name\": \"a\"}"),
                ScriptedChatModel.request("2", "together", "{\"name\": \"b\"}"));
        ScriptedChatModel model = model(both, AiMessage.from("Done."));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            chat(assistant(model)
                            .toolProvider(RunnableTools.of(research.togetherRunnable()))
                            .executeToolsConcurrently(threads))
                    .invoke("Both, please.", config);
        } finally {
            threads.shutdown();
        }
        assertThat(recording).run("chat").hasChildrenInAnyOrder("scripted-1", "together", "together", "scripted-1");
        assertThat(recording.runs("together")).hasSize(2).allSatisfy(run -> {
            assertThat(run).emittedExactly(ResearchEvents.PROGRESS, ResearchEvents.PROGRESS);
            assertThat(run.run().tags()).containsExactly("outer");
            assertThat(String.valueOf(run.output())).contains(" on pool-");
        });
        assertThat(recording.runs("together").stream().map(RunTree::output).distinct())
                .hasSize(2);
    }

    interface PlainAssistant {
        String chat(String question);
    }

    @Test
    void toolsThatAreCalledOnThreadsOfLangChain4jStayBelowTheCallersRun() {
        ScriptedChatModel model = model(
                AiMessage.from(
                        ScriptedChatModel.request("call_1", "together", "{\"name\": \"tea\"}"),
                        ScriptedChatModel.request("call_2", "together", "{\"name\": \"milk\"}"),
                        ScriptedChatModel.request("call_3", "add", "{\"a\": 1, \"b\": 2}")),
                AiMessage.from("Done."));
        PlainAssistant assistant = AiServices.builder(PlainAssistant.class)
                .chatModel(model)
                .toolProvider(RunnableTools.of(research.togetherRunnable()))
                .toolProvider(RunnableTools.observed(new Calculator()))
                .executeToolsConcurrently()
                .build();
        TypedRunnable.of("chat", assistant::chat).invoke("Both, please.", config);
        assertThat(recording)
                .run("chat")
                .hasChildrenInAnyOrder("scripted-1", "together", "together", "add", "scripted-1");
    }

    @Test
    void aToolThatNobodyHearsOfSaysSoOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger(RunnableTools.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        try {
            AiMessage twice = AiMessage.from(
                    ScriptedChatModel.request("call_1", "ping", "{}"),
                    ScriptedChatModel.request("call_2", "ping", "{}"));
            AiServices.builder(PlainAssistant.class)
                    .chatModel(new ScriptedChatModel(List.of(), twice, AiMessage.from("Done.")))
                    .toolProvider(RunnableTools.of(research.pingRunnable()))
                    .executeToolsConcurrently()
                    .build()
                    .chat("Both, please.");
        } finally {
            logger.setAdditive(true);
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .startsWith("The tool \"ping\" is called outside every run")
                        .contains("RunChatModelListener", "RunnableConfigs.toParameters(config)"));
    }

    @Test
    void aConfigWithoutARunMakesToolsRootRuns() {
        ScriptedChatModel model =
                model(ScriptedChatModel.call("research", "{\"topic\": \"tea\"}"), AiMessage.from("Tea is a drink."));
        assistant(model)
                .toolProvider(RunnableTools.of(research.researchRunnable()))
                .build()
                .chat("What is tea?", RunnableConfigs.toParameters(config));
        assertThat(recording).hasRuns("research");
    }

    @Test
    void otherParametersMayStandBesidesTheConfig() {
        ScriptedChatModel model =
                model(ScriptedChatModel.call("research", "{\"topic\": \"tea\"}"), AiMessage.from("Tea is a drink."));
        InvocationParameters parameters = InvocationParameters.from(Map.of("other", 1, RunnableConfigs.KEY, config));
        assistant(model)
                .toolProvider(RunnableTools.of(research.researchRunnable()))
                .build()
                .chat("What is tea?", parameters);
        assertThat(recording).hasRuns("research");
    }

    @Test
    void toolsOfLangChain4jAreRunsBesides() {
        AiMessage both = AiMessage.from(
                ScriptedChatModel.request("1", "add", "{\"a\": 1, \"b\": 2}"),
                ScriptedChatModel.request("2", "research", "{\"topic\": \"tea\"}"));
        chat(assistant(model(both, AiMessage.from("Three.")))
                        .toolProvider(RunnableTools.observed(new Calculator()))
                        .toolProvider(RunnableTools.of(research.researchRunnable())))
                .invoke("What is 1 + 2?", config);
        assertThat(recording)
                .run("chat")
                .hasChildren("scripted-1", "add", "research", "scripted-1")
                .child("add")
                .emittedPayloads(Calculator.CALCULATED, "1 + 2")
                .endedWith("3");
    }

    @Test
    void theResultOfAnImmediateToolIsTheAnswer() {
        ScriptedChatModel model = model(ScriptedChatModel.call("divide", "{\"dividend\": 6, \"divisor\": 2}"));
        Calculation calculation = AiServices.builder(Calculation.class)
                .chatModel(model)
                .toolProvider(RunnableTools.of(ReturnBehavior.IMMEDIATE, research.divideRunnable()))
                .build();
        Result<String> result = TypedRunnable.of("chat", calculation::calculate).invoke("What is 6 / 2?", config);
        assertThat(result.toolExecutions())
                .singleElement()
                .extracting(ToolExecution::result)
                .isEqualTo("3");
        assertThat(model.requests()).as("the model is not told").hasSize(1);
        assertThat(recording).run("chat").hasChildren("scripted-1", "divide");
    }

    interface Calculation {
        Result<String> calculate(String question);
    }

    @Test
    void aToolKnowsItsInvocation() {
        TypedRunnable<String, String> remember = TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("remember")
                        .type(RunType.TOOL)
                        .parameter("fact", String.class)
                        .build(),
                (String fact, RunnableConfig inner) -> {
                    InvocationContext invocation =
                            RunnableConfigs.invocation(inner).orElseThrow();
                    return fact + " for " + invocation.chatMemoryId() + " of "
                            + invocation.invocationParameters().<String>get("tenant");
                });
        ScriptedChatModel model =
                model(ScriptedChatModel.call("remember", "{\"fact\": \"Tea is hot.\"}"), AiMessage.from("Done."));
        Companion companion = AiServices.builder(Companion.class)
                .chatModel(model)
                .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(10))
                .toolProvider(RunnableTools.of(remember))
                .build();
        InvocationParameters parameters = RunnableConfigs.toParameters(config);
        parameters.put("tenant", "acme");
        companion.chat("ada", "Remember this.", parameters);
        assertThat(recording).run("remember").endedWith("Tea is hot. for ada of acme");
    }

    interface Companion {
        String chat(@MemoryId String user, @UserMessage String text, InvocationParameters parameters);
    }

    @Test
    void thereIsNoInvocationOutsideAnAiService() {
        assertThat(RunnableConfigs.invocation(config)).isEmpty();
    }

    @Test
    void theModelIsToldWhatIsWrongWithItsArguments() {
        ScriptedChatModel model = model(
                ScriptedChatModel.call("divide", "{\"dividend\": 6, \"divisor\": \"two\"}"), AiMessage.from("Sorry."));
        chat(assistant(model)
                        .toolProvider(RunnableTools.of(research.divideRunnable()))
                        .toolArgumentsErrorHandler((error, context) -> ToolErrorHandlerResult.text(error.getMessage())))
                .invoke("What is 6 / 2?", config);
        assertThat(toolText(model)).startsWith("The argument \"divisor\" of the tool \"divide\" is wrong.");
        assertThat(recording).run("chat").hasChildren("scripted-1", "scripted-1");
    }

    @Test
    void aToolThatFailsReachesTheHandlerOfLangChain4jAsItIs() {
        List<Throwable> errors = new ArrayList<>();
        ScriptedChatModel model =
                model(ScriptedChatModel.call("read", "{\"file\": \"a.txt\"}"), AiMessage.from("There is none."));
        chat(assistant(model)
                        .toolProvider(RunnableTools.of(research.readRunnable()))
                        .toolExecutionErrorHandler((error, context) -> {
                            errors.add(error);
                            return ToolErrorHandlerResult.text("It failed.");
                        }))
                .invoke("What is in a.txt?", config);
        assertThat(errors).singleElement().isInstanceOf(IOException.class);
        assertThat(toolText(model)).isEqualTo("It failed.");
        assertThat(recording)
                .run("chat")
                .hasChildren("scripted-1", "read", "scripted-1")
                .child("read")
                .failedWith(IOException.class, "There is no file a.txt.");
    }

    @Test
    void aModelThatFailsIsARunThatFails() {
        TypedRunnable<String, String> chat = chat(assistant(model()));
        assertThatThrownBy(() -> chat.invoke("What is tea?", config)).hasMessage("The model has no more answers.");
        assertThat(recording)
                .run("chat")
                .child("scripted-1")
                .failedWith(IllegalStateException.class, "The model has no more answers.");
    }

    @Test
    void twoListenersMakeOneRun() {
        ScriptedChatModel model = new ScriptedChatModel(
                List.of(new RunChatModelListener(), new RunChatModelListener()), AiMessage.from("Tea."));
        chat(assistant(model)).invoke("What is tea?", config);
        assertThat(recording).hasRuns("chat", "scripted-1");
    }

    @Test
    void nobodyNeedsToListen() {
        ScriptedChatModel model =
                model(ScriptedChatModel.call("divide", "{\"dividend\": 6, \"divisor\": 2}"), AiMessage.from("Three."));
        assertThat(assistant(model)
                        .toolProvider(RunnableTools.of(research.divideRunnable()))
                        .build()
                        .chat("What is 6 / 2?", new InvocationParameters()))
                .isEqualTo("Three.");
    }
}
