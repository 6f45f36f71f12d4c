package dev.runcast.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.runcast.annotations.RunType;
import dev.runcast.langchain4j.fixtures.ScriptedChatModel;
import dev.runcast.langchain4j.fixtures.ScriptedStreamingChatModel;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** That an AI service tells what LangChain tells of the same: {@code golden/capture.py} shows how that was got. */
class GoldenTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-0)?");

    interface Assistant {
        @SystemMessage("Be short.")
        String answer(String question);

        @SystemMessage("Be short.")
        TokenStream stream(String question);
    }

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
                        // LangChain marks the last piece. LangChain4j does not know which that is.
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
            return normalized(events.stream().map(StreamEvent::toJson).toList());
        }
    }

    @Test
    void aConversationWithATool() throws IOException {
        TypedRunnable<String, String> lookUp = TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("look_up")
                        .type(RunType.TOOL)
                        .parameter("topic", String.class)
                        .build(),
                (String topic, RunnableConfig config) -> "about " + topic);
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(new ScriptedChatModel(
                        List.of(new RunChatModelListener()),
                        ScriptedChatModel.call("look_up", "{\"topic\": \"tea\"}"),
                        AiMessage.from("Tea is a drink.")))
                .toolProvider(RunnableTools.of(lookUp))
                .build();

        List<String> events = events(TypedRunnable.of("chat", assistant::answer));

        assertThat(events).containsExactlyElementsOf(golden("conversation"));
    }

    @Test
    void anAnswerInPieces() throws IOException {
        Assistant assistant = AiServices.builder(Assistant.class)
                .streamingChatModel(ObservedStreamingChatModel.of(
                        new ScriptedStreamingChatModel(List.of(), AiMessage.from("Tea is"))))
                .build();

        List<String> events = events(TypedRunnable.ofAsync("chat", (question, config) -> {
            CompletableFuture<String> answer = new CompletableFuture<>();
            assistant.stream(question)
                    .onPartialResponse(piece -> {})
                    .onCompleteResponse(
                            response -> answer.complete(response.aiMessage().text()))
                    .onError(answer::completeExceptionally)
                    .start();
            return answer;
        }));

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
