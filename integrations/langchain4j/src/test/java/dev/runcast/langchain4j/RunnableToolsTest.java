package dev.runcast.langchain4j;

import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ToolArgumentsException;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.IllegalConfigurationException;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import dev.runcast.annotations.RunType;
import dev.runcast.langchain4j.fixtures.Calculator;
import dev.runcast.langchain4j.fixtures.Research;
import dev.runcast.langchain4j.fixtures.ResearchEvents;
import dev.runcast.langchain4j.fixtures.ResearchRunnables;
import dev.runcast.langchain4j.fixtures.ScriptedChatModel;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.testkit.RecordingCallbackHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunnableToolsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ResearchRunnables research = new ResearchRunnables(new Research());
    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final RunnableConfig config = RunnableConfig.builder()
            .addHandler(recording)
            .tags("outer")
            .metadata("user", "ada")
            .build();
    private final InvocationContext context = InvocationContext.builder()
            .invocationParameters(RunnableConfigs.toParameters(config))
            .build();

    private static AiServiceTool tool(TypedRunnable<?, ?> runnable) {
        return tools(RunnableTools.of(runnable)).get(0);
    }

    private static List<AiServiceTool> tools(ToolProvider provider) {
        return provider.provideTools(new ToolProviderRequest("memory", UserMessage.from("hello")))
                .aiServiceTools();
    }

    private ToolExecutionResult call(AiServiceTool tool, String arguments) {
        ToolExecutionRequest request = ScriptedChatModel.request("call_1", tool.name(), arguments);
        return tool.toolExecutor().executeWithContext(request, context);
    }

    private String text(TypedRunnable<?, ?> runnable, String arguments) {
        return call(tool(runnable), arguments).resultText();
    }

    @Nested
    class Specification {
        private static JsonNode of(TypedRunnable<?, ?> runnable) {
            return JSON.readTree(tool(runnable).toolSpecification().toJson());
        }

        @Test
        void hasTheInputAndNothingThatIsInjected() {
            assertThat(of(research.researchRunnable())).isEqualTo(JSON.readTree("""
                            {"name": "research", "description": "Researches a topic.", "parameters": {
                              "type": "object",
                              "properties": {"topic": {"type": "string", "description": "what to look into"}},
                              "required": ["topic"]}}
                            """));
        }

        @Test
        void hasGenericsEnumsRecordsAndMapsAndSaysWhatIsRequired() {
            assertThat(of(research.findRunnable()).path("parameters")).isEqualTo(JSON.readTree("""
                            {"type": "object",
                             "properties": {
                               "query": {"type": "string", "description": "words that they contain"},
                               "depth": {"type": "string", "enum": ["QUICK", "DEEP"], "description": "how thoroughly to look"},
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
                               "language": {"type": "string"}},
                             "required": ["query", "depth", "filters", "weights"]}
                            """));
        }

        @Test
        void mayNameItself() {
            assertThat(of(research.outlineRunnable()).path("parameters")).isEqualTo(JSON.readTree("""
                            {"type": "object",
                             "properties": {"topic": {"$ref": "#/$defs/Topic"}},
                             "required": ["topic"],
                             "$defs": {"Topic": {"type": "object", "properties": {
                               "name": {"type": "string"},
                               "subtopics": {"type": "array", "items": {"$ref": "#/$defs/Topic"}}}}}}
                            """));
        }

        @Test
        void ofNoInputIsAnEmptyObject() {
            assertThat(of(research.pingRunnable()))
                    .isEqualTo(JSON.readTree("{\"name\": \"ping\", \"parameters\": {\"type\": \"object\"}}"));
        }

        @Test
        void ofALambdaIsRefusedWithARemedy() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RunnableTools.of(TypedRunnable.of("shout", (String text) -> text)))
                    .withMessageContaining("\"shout\" does not say what its input is")
                    .withMessageContaining("Annotate a method with @Runnable");
        }

        @Test
        void keepsTheOrder() {
            assertThat(tools(RunnableTools.of(research.researchRunnable(), research.pingRunnable())))
                    .extracting(AiServiceTool::name)
                    .containsExactly("research", "ping");
        }
    }

    @Nested
    class Call {
        @Test
        void isARunOfTheConfigInTheParameters() {
            assertThat(text(research.researchRunnable(), "{\"topic\": \"tea\"}"))
                    .isEqualTo("about tea for ada");
            assertThat(recording)
                    .hasRuns("research")
                    .run("research")
                    .startedWith(Map.of("topic", "tea"))
                    .emittedPayloads(
                            ResearchEvents.PROGRESS,
                            new Research.Progress(1, 2, "searching tea"),
                            new Research.Progress(2, 2, "writing"))
                    .endedWith("about tea for ada");
            assertThat(recording.roots().get(0).run()).satisfies(run -> {
                assertThat(run.type()).isEqualTo(RunType.TOOL);
                assertThat(run.tags()).containsExactly("research", "outer");
                assertThat(run.metadata()).containsEntry("user", "ada");
            });
        }

        @Test
        void withoutParametersIsAChildOfTheCurrentRun() {
            TypedRunnable.of(
                            "outer",
                            (String topic) -> tool(research.researchRunnable())
                                    .toolExecutor()
                                    .execute(ScriptedChatModel.request("1", "research", "{\"topic\": \"tea\"}"), null))
                    .invoke("tea", config);
            assertThat(recording).hasRuns("outer", "research").run("outer").hasChildren("research");
        }

        @Test
        void takesAllKindsOfInput() {
            assertThat(text(research.findRunnable(), """
                                    {"query": "tea", "depth": "DEEP", "weights": {"web": 2}, "limit": 3, "invented": true,
                                     "filters": [{"field": "year", "values": ["2026"], "weight": 1}]}
                                    """))
                    .isEqualTo(
                            "[{\"title\":\"tea DEEP [Filter[field=year, values=[2026], weight=1]] {web=2} Optional[3] null\","
                                    + "\"score\":0.5}]");
            assertThat(text(research.outlineRunnable(), "{\"topic\": {\"name\": \"tea\", \"subtopics\": []}}"))
                    .isEqualTo("Topic[name=tea, subtopics=[]]");
        }

        @Test
        void leavesOutWhatIsOptional() {
            assertThat(
                            text(
                                    research.findRunnable(),
                                    "{\"query\": \"tea\", \"depth\": \"QUICK\", \"filters\": [], \"weights\": {}, \"language\": null}"))
                    .contains("tea QUICK [] {} Optional.empty null");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        ping   | {}                           | Success
                        ping   |                              | Success
                        divide | {"dividend": 6, "divisor": 2} | 3
                        later  | {"topic": "tea"}             | later about tea
                        tell   | {"hero": "Ada"}              | Once there was Ada
                        """)
        void givesTheModelText(String name, String arguments, String text) {
            assertThat(text(runnable(name), arguments)).isEqualTo(text);
            assertThat(recording.roots())
                    .singleElement()
                    .satisfies(root -> assertThat(root.run().name()).isEqualTo(name));
        }

        @Test
        void keepsTheOutputAsAnObject() {
            assertThat(call(tool(research.divideRunnable()), "{\"dividend\": 6, \"divisor\": 2}")
                            .result())
                    .isEqualTo(3);
        }

        private TypedRunnable<?, ?> runnable(String name) {
            return switch (name) {
                case "ping" -> research.pingRunnable();
                case "divide" -> research.divideRunnable();
                case "later" -> research.laterRunnable();
                default -> research.tellRunnable();
            };
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        {}                                   | These arguments of the tool "divide" are missing: "dividend", "divisor". Give them.
                        {"dividend": null, "divisor": 2}     | These arguments of the tool "divide" are missing: "dividend". Give them.
                        {"dividend": "six", "divisor": 2}    | The argument "dividend" of the tool "divide" is wrong. "six" does not fit. Give an integer
                        {"dividend": 6, "divisor": [2]}      | The argument "divisor" of the tool "divide" is wrong. A list does not fit. Give an integer
                        {"dividend": 3.5, "divisor": 2}      | The argument "dividend" of the tool "divide" is wrong. 3.5 does not fit. Give an integer
                        [6, 2]                               | The arguments of the tool "divide" are wrong. This is no JSON object, but a list.
                        {"dividend": 6                       | The arguments of the tool "divide" are wrong. This is no JSON: the fault is in line 1, column
                        """)
        void withWrongArgumentsSaysWhatToChangeAndIsNoRun(String arguments, String message) {
            assertThatExceptionOfType(ToolArgumentsException.class)
                    .isThrownBy(() -> call(tool(research.divideRunnable()), arguments))
                    .havingCause() // which is what LangChain4j hands to its handler
                    .isInstanceOf(IllegalArgumentException.class)
                    .withMessageStartingWith(message);
            assertThat(recording.roots()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        {"dividend": 6, "divisor": 2,}
                        {"dividend": 6, "divisor": 2 , }
                        "{\\"dividend\\": 6, \\"divisor\\": 2}"
                        "{\\"dividend\\": 6, \\"divisor\\": 2,}"
                        {"dividend": "6", "divisor": 2}
                        """)
        void takesArgumentsAsLangChain4jDoes(String arguments) {
            assertThat(text(research.divideRunnable(), arguments)).isEqualTo("3");
            assertThat(call(
                                    tools(RunnableTools.observed(new Calculator()))
                                            .get(0),
                                    arguments.replace("dividend", "a").replace("divisor", "b"))
                            .resultText())
                    .as("a tool of its own")
                    .isEqualTo("8");
            assertThat(recording.runs("add").get(0).input()).isIn(Map.of("a", 6, "b", 2), Map.of("a", "6", "b", 2));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "\"null\"", "\"\"", " ", "{}"})
        void takesWhatStandsForNoArguments(String arguments) {
            assertThat(text(research.pingRunnable(), arguments)).isNotNull();
            assertThat(recording).hasRuns("ping");
        }

        @Test
        void leavesTextsInArgumentsAlone() {
            assertThat(text(research.researchRunnable(), "{\"topic\": \"a, ] b ,} \\\" ,}\",}"))
                    .isEqualTo("about a, ] b ,} \" ,} for ada");
        }

        @Test
        void withAWrongEnumSaysWhichThereAre() {
            assertThatExceptionOfType(ToolArgumentsException.class)
                    .isThrownBy(() -> call(
                            tool(research.findRunnable()),
                            "{\"query\": \"tea\", \"depth\": \"DEEPER\", \"filters\": [], \"weights\": {}}"))
                    .havingCause()
                    .withMessageContaining("The argument \"depth\" of the tool \"find\" is wrong.")
                    .withMessageContaining("QUICK")
                    .withMessageContaining("DEEP");
        }

        @Test
        void thatFailsThrowsTheOriginalAsTheCause() {
            assertThatExceptionOfType(ToolExecutionException.class)
                    .isThrownBy(() -> call(tool(research.readRunnable()), "{\"file\": \"a.txt\"}"))
                    .havingCause()
                    .isInstanceOf(IOException.class)
                    .withMessage("There is no file a.txt.");
            assertThatExceptionOfType(ToolExecutionException.class)
                    .isThrownBy(() -> call(tool(research.divideRunnable()), "{\"dividend\": 1, \"divisor\": 0}"))
                    .withCauseInstanceOf(ArithmeticException.class);
            assertThat(recording).run("read").failedWith(IOException.class, "a.txt");
            assertThat(recording).run("divide").failedWith(ArithmeticException.class);
        }
    }

    @Nested
    class Observed {
        private final List<AiServiceTool> tools = tools(RunnableTools.observed(new Calculator()));

        private AiServiceTool named(String name) {
            return tools.stream()
                    .filter(tool -> tool.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void methodsAreRunsThatCanEmitEvents() {
            assertThat(call(named("add"), "{\"a\": 1, \"b\": 2}").resultText()).isEqualTo("3");
            assertThat(recording)
                    .hasRuns("add")
                    .run("add")
                    .startedWith(Map.of("a", 1, "b", 2))
                    .emittedPayloads(Calculator.CALCULATED, "1 + 2")
                    .endedWith("3");
            assertThat(recording.roots().get(0).run().type()).isEqualTo(RunType.TOOL);
        }

        @Test
        void methodsFailAsTheyWould() {
            assertThatExceptionOfType(ToolExecutionException.class)
                    .isThrownBy(() -> call(named("fail"), "{\"number\": 7}"))
                    .havingCause()
                    .isInstanceOf(IllegalStateException.class)
                    .withMessage("no 7");
            assertThat(recording).run("fail").failedWith(IllegalStateException.class, "no 7");
        }

        @Test
        void wrongArgumentsFailTheRun() {
            assertThatExceptionOfType(ToolArgumentsException.class).isThrownBy(() -> call(named("add"), "{\"a\": 1}"));
            assertThatExceptionOfType(ToolArgumentsException.class).isThrownBy(() -> call(named("add"), "no JSON"));
            assertThat(recording.runs("add"))
                    .hasSize(2)
                    .allSatisfy(run -> assertThat(run.error()).isPresent());
            assertThat(recording.runs("add").get(1)).startedWith(Map.of("arguments", "no JSON"));
        }

        @Test
        void keepTheirSpecification() {
            assertThat(named("add").toolSpecification().description()).isEqualTo("Adds two numbers.");
        }

        @Test
        void objectsNeedToolMethods() {
            assertThatExceptionOfType(IllegalConfigurationException.class)
                    .isThrownBy(() -> RunnableTools.observed("no tools"))
                    .withMessageContaining("@Tool");
        }

        @Test
        void toolsOfAProviderAreRunsOnce() {
            ToolProvider provider = RunnableTools.observed(RunnableTools.observed(request -> new ToolProviderResult(
                    Stream.concat(tools.stream(), tools(RunnableTools.of(research.divideRunnable())).stream())
                            .toList())));
            List<AiServiceTool> provided = tools(provider);
            assertThat(provided).hasSize(3);
            provided.stream()
                    .filter(tool -> tool.name().equals("divide"))
                    .forEach(tool -> call(tool, "{\"dividend\": 6, \"divisor\": 2}"));
            provided.stream()
                    .filter(tool -> tool.name().equals("add"))
                    .forEach(tool -> call(tool, "{\"a\": 1, \"b\": 2}"));
            assertThat(recording).hasRuns("divide", "add");
            assertThat(provider.isDynamic()).isFalse();
        }

        @Test
        void aProviderMayHaveNoTools() {
            assertThat(RunnableTools.observed(request -> null)
                            .provideTools(new ToolProviderRequest("memory", UserMessage.from("hello"))))
                    .isNull();
        }
    }
}
