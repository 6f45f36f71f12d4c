package dev.runcast.spring.ai;

import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.spring.ai.fixtures.Research;
import dev.runcast.spring.ai.fixtures.ResearchEvents;
import dev.runcast.spring.ai.fixtures.ResearchRunnables;
import dev.runcast.testkit.RecordingCallbackHandler;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.execution.ToolExecutionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunnableToolsTest {
    private final ResearchRunnables research = new ResearchRunnables(new Research());
    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final ToolContext context = new ToolContext(RunnableConfigs.toToolContext(RunnableConfig.builder()
            .addHandler(recording)
            .tags("outer")
            .metadata("user", "ada")
            .build()));

    private static ToolCallback tool(TypedRunnable<?, ?> runnable) {
        return RunnableTools.of(runnable).get(0);
    }

    private String call(TypedRunnable<?, ?> runnable, String arguments) {
        return tool(runnable).call(arguments, context);
    }

    private static JsonNode json(String json) {
        return JsonMapper.shared().readTree(json);
    }

    private static JsonNode schema(TypedRunnable<?, ?> runnable) {
        return json(tool(runnable).getToolDefinition().inputSchema());
    }

    @Test
    void aToolIsWhatTheRunnableIs() {
        ToolCallback tool = tool(research.researchRunnable());
        assertThat(tool.getToolDefinition().name()).isEqualTo("research");
        assertThat(tool.getToolDefinition().description()).isEqualTo("Researches a topic.");
        assertThat(schema(research.researchRunnable())).isEqualTo(json("""
                        {"type": "object",
                         "properties": {"topic": {"type": "string", "description": "what to look into"}},
                         "required": ["topic"]}
                        """));
    }

    @Test
    void aSchemaHasGenericsEnumsRecordsAndMapsAndSaysWhatIsRequired() {
        assertThat(schema(research.findRunnable())).isEqualTo(json("""
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
                             "required": ["field", "values", "weight"]}},
                           "weights": {"type": "object", "additionalProperties": {"type": "integer"}, "description": "how much each source counts"},
                           "limit": {"type": "integer", "description": "how many at most"},
                           "language": {"type": "string"}},
                         "required": ["query", "depth", "filters", "weights"]}
                        """));
    }

    @Test
    void aSchemaMayNameItself() {
        JsonNode schema = schema(research.outlineRunnable());
        assertThat(schema.at("/properties/topic/$ref").asString()).isEqualTo("#/$defs/Topic");
        assertThat(schema.at("/$defs/Topic/properties/subtopics/items/$ref").asString())
                .isEqualTo("#/$defs/Topic");
    }

    @Test
    void aSchemaOfNoInputIsAnEmptyObject() {
        assertThat(schema(research.pingRunnable()))
                .isEqualTo(json("{\"type\": \"object\", \"properties\": {}, \"required\": []}"));
    }

    @Test
    void aLambdaThatDoesNotDescribeItsInputIsRefusedWithARemedy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunnableTools.of(TypedRunnable.of("shout", (String text) -> text)))
                .withMessageContaining("\"shout\" does not say what its input is")
                .withMessageContaining("Annotate a method with @Runnable");
    }

    @Test
    void aCallIsARunOfTheConfigInTheContext() {
        assertThat(call(research.researchRunnable(), "{\"topic\": \"tea\"}")).isEqualTo("about tea for ada");
        assertThat(recording)
                .hasRuns("research")
                .run("research")
                .startedWith(Map.of("topic", "tea"))
                .emittedPayloads(
                        ResearchEvents.PROGRESS,
                        new Research.Progress(1, 2, "searching tea"),
                        new Research.Progress(2, 2, "writing"))
                .endedWith("about tea for ada");
        assertThat(recording.roots().get(0).run().type()).isEqualTo(RunType.TOOL);
    }

    @Test
    void aCallWithoutAContextIsAChildOfTheCurrentRun() {
        RunnableConfig config = RunnableConfig.builder().addHandler(recording).build();
        TypedRunnable.of(
                        "outer", (String topic) -> tool(research.pingRunnable()).call("{}"))
                .invoke("tea", config);
        assertThat(recording).run("outer").hasChildren("ping");
    }

    @Test
    void aCallTakesAllKindsOfInput() {
        assertThat(call(research.findRunnable(), """
                        {"query": "tea", "depth": "DEEP", "weights": {"web": 2}, "limit": 3, "invented": true,
                         "filters": [{"field": "year", "values": ["2026"], "weight": 1}]}
                        """))
                .isEqualTo(
                        "[{\"title\":\"tea DEEP [Filter[field=year, values=[2026], weight=1]] {web=2} Optional[3] null\","
                                + "\"score\":0.5}]");
        assertThat(
                        call(
                                research.findRunnable(),
                                "{\"query\": \"tea\", \"depth\": \"QUICK\", \"filters\": [], \"weights\": {}, \"language\": null}"))
                .contains("tea QUICK [] {} Optional.empty null");
        assertThat(call(research.outlineRunnable(), "{\"topic\": {\"name\": \"tea\", \"subtopics\": []}}"))
                .isEqualTo("Topic[name=tea, subtopics=[]]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ping   | {}                                  | Done
            ping   | ` `                                 | Done
            divide | {"dividend": 6, "divisor": "2"}     | 3
            later  | {"topic": "tea"}                    | later about tea
            """)
    void theModelGetsText(String name, String arguments, String text) {
        TypedRunnable<?, ?> runnable = switch (name) {
            case "ping" -> research.pingRunnable();
            case "divide" -> research.divideRunnable();
            default -> research.laterRunnable();
        };
        assertThat(call(runnable, arguments)).isEqualTo(text);
        assertThat(recording).hasRuns(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                   | These arguments of the tool "divide" are missing: "dividend", "divisor". Give them.
            {"dividend": null, "divisor": 2}     | These arguments of the tool "divide" are missing: "dividend". Give them.
            {"dividend": "six", "divisor": 2}    | The argument "dividend" of the tool "divide" is wrong. "six" does not fit. Give an integer
            {"dividend": 6, "divisor": [2]}      | The argument "divisor" of the tool "divide" is wrong. A list does not fit. Give an integer
            [6, 2]                               | The arguments of the tool "divide" are wrong. This is no JSON object, but a list.
            {"dividend": 6                       | The arguments of the tool "divide" are wrong. This is no JSON: the fault is in line 1, column
            """)
    void wrongArgumentsSayWhatToChangeAndAreNoRun(String arguments, String message) {
        assertThatExceptionOfType(ToolExecutionException.class)
                .isThrownBy(() -> call(research.divideRunnable(), arguments))
                .withMessageStartingWith(message)
                .withCauseInstanceOf(IllegalArgumentException.class);
        assertThat(recording.roots()).isEmpty();
    }

    @Test
    void aCallThatFailsThrowsTheOriginalAsTheCause() {
        assertThatExceptionOfType(ToolExecutionException.class)
                .isThrownBy(() -> call(research.readRunnable(), "{\"file\": \"a.txt\"}"))
                .havingCause()
                .isInstanceOf(IOException.class)
                .withMessage("There is no file a.txt.");
        assertThatExceptionOfType(ToolExecutionException.class)
                .isThrownBy(() -> call(research.divideRunnable(), "{\"dividend\": 1, \"divisor\": 0}"))
                .withCauseInstanceOf(ArithmeticException.class);
        assertThat(recording).run("read").failedWith(IOException.class, "a.txt");
        assertThat(recording).run("divide").failedWith(ArithmeticException.class);
    }

    @Test
    void aCallThatIsCancelledIsNothingToTellTheModel() {
        TypedRunnable<Void, String> cancelled = TypedRunnable.of(
                RunnableDescriptor.builder("cancelled").input(Void.class).build(), (Void none) -> {
                    throw new CancellationException("enough");
                });
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> call(cancelled, "{}"));
    }
}
