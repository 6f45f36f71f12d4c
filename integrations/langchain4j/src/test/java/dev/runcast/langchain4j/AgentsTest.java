package dev.runcast.langchain4j;

import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.agentic.agent.ErrorRecoveryResult;
import dev.langchain4j.agentic.internal.SuspendedResponse;
import dev.langchain4j.agentic.scope.ResultWithAgenticScope;
import dev.langchain4j.agentic.supervisor.SupervisorAgent;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import dev.runcast.langchain4j.fixtures.Research;
import dev.runcast.langchain4j.fixtures.ResearchEvents;
import dev.runcast.langchain4j.fixtures.ResearchRunnables;
import dev.runcast.langchain4j.fixtures.ScriptedChatModel;
import dev.runcast.langchain4j.fixtures.ScriptedStreamingChatModel;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.tree.RunTree;
import dev.runcast.testkit.RecordingCallbackHandler;
import dev.runcast.testkit.junit.StrictMode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Agents of LangChain4j, real but for their models, with a {@link RunAgentListener}. */
@StrictMode
@Timeout(60)
class AgentsTest {
    private static final EventType<Integer> SHORTENED = EventType.of("shortened", Integer.class);
    private static final EventType<String> WAITING = EventType.of("waiting", String.class);

    /** Asks its model, which may look things up. */
    public interface Researcher {
        @UserMessage("What is {{topic}}?")
        @Agent(value = "Finds out.", name = "researcher", outputKey = "facts")
        String research(@V("topic") String topic);
    }

    /** Asks its model. */
    public interface Writer {
        @UserMessage("Write about {{facts}}.")
        @Agent(value = "Writes.", name = "writer", outputKey = "text")
        String write(@V("facts") String facts);
    }

    /** Asks its model. */
    public interface Critic {
        @UserMessage("Is {{topic}} good?")
        @Agent(value = "Judges.", name = "critic", outputKey = "verdict")
        String judge(@V("topic") String topic);
    }

    /** Answers piece by piece. */
    public interface Narrator {
        @UserMessage("Tell of {{topic}}.")
        @Agent(value = "Tells.", name = "narrator", outputKey = "tale")
        TokenStream tell(@V("topic") String topic);
    }

    /** A workflow with a config among its parameters. */
    public interface Newsroom {
        @Agent(name = "newsroom")
        String report(@V("topic") String topic, InvocationParameters parameters);
    }

    /** A workflow that may have to wait for somebody. */
    public interface Approval {
        @Agent(name = "approval")
        ResultWithAgenticScope<String> approve(@MemoryId String id, @V("topic") String topic);
    }

    /** Is no model. */
    public static final class Editor {
        @Agent(value = "Shortens.", name = "editor", outputKey = "title")
        public String edit(@V("topic") String topic) {
            CustomEvents.dispatch(SHORTENED, topic.length());
            return topic.substring(0, 1);
        }
    }

    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final RunnableConfig config =
            RunnableConfig.builder().addHandler(recording).build();

    private static ScriptedChatModel model(AiMessage... answers) {
        return new ScriptedChatModel(List.of(new RunChatModelListener()), answers);
    }

    private static Researcher researcher(AiMessage... answers) {
        return AgenticServices.agentBuilder(Researcher.class)
                .chatModel(model(answers))
                .toolProvider(RunnableTools.of(new ResearchRunnables(new Research()).researchRunnable()))
                .build();
    }

    private static Writer writer(String... answers) {
        return AgenticServices.agentBuilder(Writer.class)
                .chatModel(model(messages(answers)))
                .build();
    }

    private static Critic critic(String... answers) {
        return AgenticServices.agentBuilder(Critic.class)
                .chatModel(model(messages(answers)))
                .build();
    }

    private static AiMessage[] messages(String... answers) {
        return List.of(answers).stream().map(AiMessage::from).toArray(AiMessage[]::new);
    }

    /** Calls an agent within a run that is listened to. */
    private String call(UntypedAgent agent) {
        return TypedRunnable.of("ask", (String topic) -> String.valueOf(agent.invoke(Map.of("topic", topic))))
                .invoke("tea", config);
    }

    @Test
    void callsOfAgentsAreRunsWithWhatTheyCallBelow() {
        UntypedAgent newsroom = AgenticServices.sequenceBuilder()
                .name("newsroom")
                .subAgents(
                        researcher(
                                ScriptedChatModel.call("research", "{\"topic\": \"tea\"}"),
                                AiMessage.from("Tea is a drink.")),
                        writer("A poem."))
                .outputKey("text")
                .listener(new RunAgentListener())
                .build();
        assertThat(call(newsroom)).isEqualTo("A poem.");
        assertThat(recording).hasTree("""
                ask
                  newsroom
                    researcher
                      scripted-1
                      research
                      scripted-1
                    writer
                      scripted-1
                """);
        assertThat(recording)
                .run("newsroom")
                .startedWith(Map.of("topic", "tea"))
                .endedWith("A poem.");
        assertThat(recording)
                .run("writer")
                .startedWith(Map.of("facts", "Tea is a drink."))
                .endedWith("A poem.");
        assertThat(recording).run("research").emittedTimes(ResearchEvents.PROGRESS, 2);
    }

    @Test
    void agentsOnOtherThreadsAreBelowTheirCaller() {
        UntypedAgent newsroom = AgenticServices.parallelBuilder()
                .name("newsroom")
                .subAgents(researcher(AiMessage.from("A drink.")), critic("Good."))
                .output(scope -> scope.readState("facts") + " " + scope.readState("verdict"))
                .listener(new RunAgentListener())
                .build();
        assertThat(call(newsroom)).isEqualTo("A drink. Good.");
        assertThat(recording).run("ask").hasChildren("newsroom");
        assertThat(recording).run("newsroom").hasChildrenInAnyOrder("researcher", "critic");
        assertThat(recording).run("researcher").hasChildren("scripted-1");
        assertThat(recording).run("critic").hasChildren("scripted-1");
    }

    @Test
    void eachTurnOfALoopIsARunOfItsAgents() {
        UntypedAgent revision = AgenticServices.loopBuilder()
                .name("revision")
                .subAgents(critic("Bad.", "Good."))
                .maxIterations(5)
                .exitCondition(scope -> scope.readState("verdict", "").equals("Good."))
                .listener(new RunAgentListener())
                .build();
        call(revision);
        assertThat(recording).hasTree("""
                ask
                  revision
                    critic
                      scripted-1
                    critic
                      scripted-1
                """);
        assertThat(recording.runs("critic")).extracting(RunTree::output).containsExactly("Bad.", "Good.");
    }

    @Test
    void agentsWhoseConditionIsNotMetAreNoRuns() {
        UntypedAgent choice = AgenticServices.conditionalBuilder()
                .name("choice")
                .subAgents(scope -> scope.readState("topic", "").equals("tea"), critic("Good."))
                .subAgents(scope -> scope.readState("topic", "").equals("coffee"), researcher())
                .listener(new RunAgentListener())
                .build();
        call(choice);
        assertThat(recording).hasTree("""
                ask
                  choice
                    critic
                      scripted-1
                """);
    }

    @Test
    void aSupervisorHasItsPlansAndItsAgentsBelow() {
        SupervisorAgent supervisor = AgenticServices.supervisorBuilder()
                .name("supervisor")
                .chatModel(model(messages(
                        "{\"agentName\": \"critic$0\", \"arguments\": {\"topic\": \"tea\"}}",
                        "{\"agentName\": \"done\", \"arguments\": {\"response\": \"Tea is good.\"}}")))
                .subAgents(critic("Good."))
                .listener(new RunAgentListener())
                .build();
        TypedRunnable.of("ask", (String question) -> supervisor.invoke(question))
                .invoke("Is tea good?", config);
        assertThat(recording).hasTree("""
                ask
                  supervisor
                    scripted-1
                    critic
                      scripted-1
                    scripted-1
                """);
        assertThat(recording).run("critic").startedWith(Map.of("topic", "tea")).endedWith("Good.");
    }

    @Test
    void workflowsOfWorkflowsAreTrees() {
        UntypedAgent research = AgenticServices.parallelBuilder()
                .name("research")
                .subAgents(researcher(AiMessage.from("A drink.")), critic("Good."))
                .outputKey("facts")
                .output(scope -> scope.readState("facts") + " " + scope.readState("verdict"))
                .build();
        UntypedAgent newsroom = AgenticServices.sequenceBuilder()
                .name("newsroom")
                .subAgents(research, writer("A poem."))
                .outputKey("text")
                .listener(new RunAgentListener())
                .build();
        call(newsroom);
        assertThat(recording).run("newsroom").hasChildren("research", "writer");
        assertThat(recording).run("research").hasChildrenInAnyOrder("researcher", "critic");
    }

    @Test
    void usesOfOneSystemAtOnceDoNotMix() throws Exception {
        CyclicBarrier bothStarted = new CyclicBarrier(2);
        UntypedAgent newsroom = AgenticServices.parallelBuilder()
                .name("newsroom")
                .subAgents(critic("Good.", "Good."), AgenticServices.agentAction(scope -> bothStarted.await()))
                .listener(new RunAgentListener())
                .build();
        RunnableConfig alone =
                config.toBuilder().detached().addHandler(recording).build();
        TypedRunnable<String, Object> ask =
                TypedRunnable.of("ask", (String topic) -> newsroom.invoke(Map.of("topic", topic)));
        CompletableFuture<?> other = CompletableFuture.runAsync(() -> ask.invoke("coffee", alone));
        ask.invoke("tea", alone);
        other.get();
        assertThat(recording.roots()).hasSize(2).allSatisfy(root -> {
            assertThat(root).hasChildren("newsroom");
            assertThat(root.children().get(0)).hasChildren("critic");
            assertThat(root.children().get(0).children().get(0)).startedWith(Map.of("topic", root.input()));
        });
    }

    @Test
    void oneAgentForManyItemsIsARunEach() {
        List<String> topics = List.of("tea", "coffee", "cocoa");
        UntypedAgent each = AgenticServices.parallelMapperBuilder()
                .name("each")
                .itemsProvider("topics")
                .subAgents(critic("Good.", "Good.", "Good."))
                .listener(new RunAgentListener())
                .build();
        TypedRunnable.of("ask", (List<String> all) -> String.valueOf(each.invoke(Map.of("topics", all))))
                .invoke(topics, config);
        assertThat(recording).run("each").hasChildrenInAnyOrder("critic_0", "critic_1", "critic_2");
        for (String item : List.of("critic_0", "critic_1", "critic_2")) {
            assertThat(recording).run(item).hasChildren("scripted-1").endedWith("Good.");
        }
    }

    @Test
    void asynchronousAgentsAreBelowTheirCaller() {
        UntypedAgent newsroom = AgenticServices.sequenceBuilder()
                .name("newsroom")
                .subAgents(
                        AgenticServices.agentBuilder(Researcher.class)
                                .chatModel(model(AiMessage.from("A drink.")))
                                .async(true)
                                .build(),
                        writer("A poem."))
                .outputKey("text")
                .listener(new RunAgentListener())
                .build();
        assertThat(call(newsroom)).isEqualTo("A poem.");
        assertThat(recording).run("newsroom").hasChildrenInAnyOrder("researcher", "writer");
    }

    @Test
    void failuresOfAgentsAreThoseOfTheirRuns() {
        UntypedAgent newsroom = AgenticServices.sequenceBuilder()
                .name("newsroom")
                .subAgents(critic("Good."), writer())
                .listener(new RunAgentListener())
                .build();
        assertThatThrownBy(() -> TypedRunnable.of(
                                "ask", (String facts) -> newsroom.invoke(Map.of("topic", "tea", "facts", facts)))
                        .invoke("A drink.", config))
                .hasRootCauseMessage("The model has no more answers.");
        assertThat(recording).hasTree("""
                ask
                  newsroom
                    critic
                      scripted-1
                    writer
                      scripted-1
                """);
        assertThat(recording).run("critic").endedWith("Good.");
        assertThat(recording).run("writer").failedWith(IllegalStateException.class, "The model has no more answers.");
        assertThat(recording).run("newsroom").failedWith(IllegalStateException.class, "The model has no more answers.");
    }

    @Test
    void attemptsAreRuns() {
        UntypedAgent newsroom = AgenticServices.sequenceBuilder()
                .name("newsroom")
                .subAgents(AgenticServices.agentBuilder(Critic.class)
                        .chatModel(scope -> scope.hasState("again") ? model(AiMessage.from("Good.")) : model())
                        .build())
                .errorHandler(failure -> {
                    failure.agenticScope().writeState("again", true);
                    return ErrorRecoveryResult.retry();
                })
                .outputKey("verdict")
                .listener(new RunAgentListener())
                .build();
        assertThat(call(newsroom)).isEqualTo("Good.");
        assertThat(recording).hasTree("""
                ask
                  newsroom
                    critic
                      scripted-1
                    critic
                      scripted-1
                """);
        assertThat(recording.runs("critic").get(0)).failedWith(IllegalStateException.class);
        assertThat(recording.runs("critic").get(1)).endedWith("Good.");
    }

    @Test
    void aStreamOfTokensIsNoOutput() {
        UntypedAgent newsroom = AgenticServices.sequenceBuilder()
                .name("newsroom")
                .subAgents(
                        AgenticServices.agentBuilder(Narrator.class)
                                .streamingChatModel(ObservedStreamingChatModel.of(
                                        new ScriptedStreamingChatModel(List.of(), AiMessage.from("Once upon a time."))))
                                .build(),
                        critic("Good."))
                .output(scope -> scope.readState("tale"))
                .listener(new RunAgentListener())
                .build();
        assertThat(call(newsroom)).isEqualTo("Once upon a time.");
        assertThat(recording).hasTree("""
                ask
                  newsroom
                    narrator
                    scripted-1
                    critic
                      scripted-1
                """);
        assertThat(recording).run("narrator").endedWith(null);
    }

    @Test
    void agentsWithoutAModelEmitInTheRunOfTheirWorkflow() {
        UntypedAgent newsroom = AgenticServices.sequenceBuilder()
                .name("newsroom")
                .subAgents(new Editor())
                .outputKey("title")
                .listener(new RunAgentListener())
                .build();
        assertThat(call(newsroom)).isEqualTo("t");
        assertThat(recording).hasTree("""
                ask
                  newsroom
                """);
        assertThat(recording).run("newsroom").emittedPayloads(SHORTENED, 3);
    }

    @Test
    void theConfigOfTheParametersIsThatOfTheOutermostAgent() {
        Newsroom newsroom = AgenticServices.sequenceBuilder(Newsroom.class)
                .subAgents(critic("Good."))
                .outputKey("verdict")
                .listener(new RunAgentListener())
                .build();
        assertThat(newsroom.report("tea", RunnableConfigs.toParameters(config))).isEqualTo("Good.");
        assertThat(recording).hasTree("""
                newsroom
                  critic
                    scripted-1
                """);
        assertThat(recording).run("newsroom").startedWith(Map.of("topic", "tea"));
    }

    @Test
    void workflowsThatWaitEndAndGoOnAsOtherRuns() {
        UntypedAgent inner = AgenticServices.sequenceBuilder()
                .name("inner")
                .subAgents(AgenticServices.agentAction(scope -> {
                    if (!scope.hasState("answer")) {
                        scope.writeState("answer", new SuspendedResponse<String>("answer"));
                    }
                }))
                .build();
        Approval approval = AgenticServices.sequenceBuilder(Approval.class)
                .subAgents(inner, critic("Good."))
                .outputKey("verdict")
                .listener(new RunAgentListener())
                .build();
        TypedRunnable.of("ask", (String topic) -> {
                    ResultWithAgenticScope<String> result = approval.approve("1", topic);
                    assertThat(result.suspended()).isTrue();
                    CustomEvents.dispatch(WAITING, topic);
                    return String.valueOf(
                            result.completePendingResponse("answer", "yes").result());
                })
                .invoke("tea", config);
        assertThat(recording).hasTree("""
                ask
                  approval
                    inner
                      accept
                  approval
                    inner
                      accept
                    critic
                      scripted-1
                """);
        assertThat(recording.runs("approval").get(0)).endedWith(null);
        assertThat(recording.runs("inner").get(0)).endedWith(null);
        assertThat(recording).run("ask").emittedPayloads(WAITING, "tea").endedWith("Good.");
    }
}
