package dev.runcast.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.runcast.langchain4j.fixtures.ScriptedChatModel;
import dev.runcast.runtime.json.JsonCodec;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link GoldenTest} has no case of. The JSON is what langchain-core 1.7.2 makes of its own messages. */
class MessagesTest {
    private static String json(ChatMessage message) {
        return JsonCodec.defaultCodec().write(Messages.of(message));
    }

    @Test
    void contentOfSeveralParts() {
        assertThat(json(UserMessage.from(
                        "ada",
                        TextContent.from("see"),
                        ImageContent.from("http://x/y.png"),
                        ImageContent.from("QUJD", "image/png"))))
                .isEqualTo(
                        "{\"content\":[{\"type\":\"text\",\"text\":\"see\"},{\"type\":\"image\",\"url\":\"http://x/y.png\"},"
                                + "{\"type\":\"image\",\"base64\":\"QUJD\",\"mime_type\":\"image/png\"}],\"additional_kwargs\":{},"
                                + "\"response_metadata\":{},\"type\":\"human\",\"name\":\"ada\",\"id\":null}");
    }

    @Test
    void contentOfOtherMedia() {
        assertThat(json(UserMessage.from(
                        AudioContent.from(Audio.builder().url("http://x/y.mp3").build()),
                        VideoContent.from("http://x/y.mp4"),
                        PdfFileContent.from("http://x/y.pdf"))))
                .contains(
                        "{\"type\":\"audio\",\"url\":\"http://x/y.mp3\"",
                        "{\"type\":\"video\",\"url\":\"http://x/y.mp4\"",
                        "{\"type\":\"file\",\"url\":\"http://x/y.pdf\"");
    }

    @Test
    void aToolsResultThatIsAnError() {
        assertThat(json(ToolExecutionResultMessage.builder()
                        .id("1")
                        .toolName("find")
                        .text("no")
                        .isError(true)
                        .build()))
                .isEqualTo(
                        "{\"content\":\"no\",\"additional_kwargs\":{},\"response_metadata\":{},\"type\":\"tool\",\"name\":\"find\","
                                + "\"id\":null,\"tool_call_id\":\"1\",\"artifact\":null,\"status\":\"error\"}");
    }

    @Test
    void aToolsCallThatIsNoJson() {
        assertThat(json(ScriptedChatModel.call("find", "{\"topic\"")))
                .endsWith(
                        "\"tool_calls\":[],\"invalid_tool_calls\":[{\"name\":\"find\",\"args\":\"{\\\"topic\\\"\",\"id\":\"call_1\","
                                + "\"error\":null,\"type\":\"invalid_tool_call\"}],\"usage_metadata\":null}");
    }

    @Test
    void aMessageOfAnotherKind() {
        assertThat(json(CustomMessage.from(Map.of("role", "critic"))))
                .isEqualTo(
                        "{\"content\":\"\",\"additional_kwargs\":{\"role\":\"critic\"},\"response_metadata\":{},\"type\":\"chat\","
                                + "\"name\":null,\"id\":null}");
    }

    @Test
    void anAnswerOfWhichLittleIsKnown() {
        ChatResponse response = ChatResponse.builder()
                .aiMessage(AiMessage.from("hello"))
                .tokenUsage(new TokenUsage(3))
                .build();
        assertThat(Messages.of(response, "1"))
                .containsEntry("response_metadata", Map.of())
                .containsEntry("usage_metadata", Map.of("input_tokens", 3, "output_tokens", 0, "total_tokens", 3));
    }

    @ParameterizedTest
    @EnumSource
    void theReasonForTheEnd(FinishReason reason) {
        ChatResponse response = ChatResponse.builder()
                .aiMessage(AiMessage.from("hello"))
                .finishReason(reason)
                .build();
        String expected = reason == FinishReason.TOOL_EXECUTION
                ? "tool_calls"
                : reason.name().toLowerCase(Locale.ROOT);
        assertThat(Messages.of(response, "1")).containsEntry("response_metadata", Map.of("finish_reason", expected));
    }
}
