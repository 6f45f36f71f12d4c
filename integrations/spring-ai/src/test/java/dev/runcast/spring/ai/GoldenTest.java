package dev.runcast.spring.ai;

import static dev.runcast.spring.ai.fixtures.ScriptedChatModel.call;
import static dev.runcast.spring.ai.fixtures.ScriptedChatModel.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.spring.ai.fixtures.ScriptedChatModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** That a chat client tells what LangChain tells of the same. The files are those of the tests of runcast-langchain4j. */
class GoldenTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-0)?");

    /** Returns the events with run ids by first appearance, and without the metadata of models, which are their own. */
    private static List<String> normalized(List<String> events) {
        List<String> ids = new ArrayList<>();
        return events.stream()
                .map(event -> {
                    ObjectNode json = (ObjectNode) JSON.readTree(event);
                    String name = json.path("event").asString();
                    if (name.startsWith("on_chat_model")) {
                        json.putObject("metadata");
                    }
                    if (name.equals("on_chat_model_stream")) {
                        // LangChain marks the last piece. Spring AI does not know which that is.
                        ((ObjectNode) json.path("data").path("chunk")).putNull("chunk_position");
                    }
                    return ID.matcher(json.toString()).replaceAll(id -> name(id.group(), ids));
                })
                .toList();
    }

    private static String name(String id, List<String> ids) {
        String run = id.substring(0, 36); // Python's fake model numbers its answers besides.
        if (!ids.contains(run)) {
            ids.add(run);
        }
        return Matcher.quoteReplacement("run-" + ids.indexOf(run));
    }

    private static List<String> golden(String name) throws IOException {
        try (InputStream file = GoldenTest.class.getResourceAsStream("/golden/" + name + ".jsonl")) {
            return normalized(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }

    private static List<String> events(TypedRunnable<String, String> chat) {
        try (EventStream events = chat.streamEvents("What is tea?")) {
            return normalized(
                    withoutClient(events.stream().map(StreamEvent::toJson).toList()));
        }
    }

    /** Leaves out the run of the client, which is one more than LangChain has. */
    private static List<String> withoutClient(List<String> events) {
        List<String> others = new ArrayList<>();
        for (String event : events) {
            ObjectNode json = (ObjectNode) JSON.readTree(event);
            if (!json.path("name").asString().equals("chat_client")) {
                ArrayNode parents = (ArrayNode) json.path("parent_ids");
                if (!parents.isEmpty()) {
                    parents.remove(1);
                }
                others.add(json.toString());
            }
        }
        return others;
    }

    private static ChatClientRequestSpec ask(ScriptedChatModel model, String question) {
        return ChatClient.builder(model)
                .defaultAdvisors(RunAdvisors.all())
                .defaultSystem("Be short.")
                .build()
                .prompt(question);
    }

    @Test
    void aConversationWithATool() throws IOException {
        TypedRunnable<String, String> lookUp = TypedRunnable.of(
                RunnableDescriptor.builder("look_up")
                        .type(RunType.TOOL)
                        .parameter("topic", String.class)
                        .build(),
                (String topic) -> "about " + topic);
        ScriptedChatModel model =
                new ScriptedChatModel(call("look_up", "{\"topic\": \"tea\"}"), say("Tea is a drink."));

        List<String> events = events(TypedRunnable.of(
                "chat",
                (String question) -> Objects.requireNonNull(ask(model, question)
                        .tools(RunnableTools.of(lookUp))
                        .call()
                        .content())));

        assertThat(events).containsExactlyElementsOf(golden("conversation"));
    }

    @Test
    void anAnswerInPieces() throws IOException {
        ScriptedChatModel model = new ScriptedChatModel(say("Tea is"));

        List<String> events = events(TypedRunnable.ofAsync(
                "chat",
                (String question, RunnableConfig config) -> ask(model, question).stream()
                        .content()
                        .collect(Collectors.joining())
                        .toFuture()));

        assertThat(withoutModelEnd(events)).containsExactlyElementsOf(withoutModelEnd(golden("stream")));
    }

    /** The fake model of LangChain forgets what was used and why it ended, when it streams. */
    private static List<String> withoutModelEnd(List<String> events) {
        return events.stream()
                .map(JSON::readTree)
                .filter(event -> !event.path("event").asString().equals("on_chat_model_end"))
                .map(JsonNode::toString)
                .toList();
    }
}
