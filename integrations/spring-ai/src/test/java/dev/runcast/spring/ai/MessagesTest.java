package dev.runcast.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.spring.ai.fixtures.ScriptedChatModel;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.content.Media;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** What {@link GoldenTest} has no case of. */
class MessagesTest {
    private static String json(Message message) {
        return JsonCodec.defaultCodec().write(Messages.of(List.of(message)).get(0));
    }

    @Test
    void contentOfSeveralParts() {
        assertThat(json(UserMessage.builder()
                        .text("see")
                        .media(
                                new Media(MimeTypeUtils.IMAGE_PNG, URI.create("http://x/y.png")),
                                Media.builder()
                                        .mimeType(MimeType.valueOf("application/pdf"))
                                        .data(new byte[] {'A', 'B', 'C'})
                                        .build())
                        .build()))
                .contains(
                        "\"content\":[{\"type\":\"text\",\"text\":\"see\"},{\"type\":\"image\",\"url\":\"http://x/y.png\","
                                + "\"mime_type\":\"image/png\"},{\"type\":\"file\",\"base64\":\"QUJD\",\"mime_type\":\"application/pdf\"}]");
    }

    @Test
    void aToolsCallThatIsNoJson() {
        assertThat(json(ScriptedChatModel.call("find", "{\"topic\"")))
                .endsWith(
                        "\"tool_calls\":[],\"invalid_tool_calls\":[{\"name\":\"find\",\"args\":\"{\\\"topic\\\"\",\"id\":\"call_1\","
                                + "\"error\":null,\"type\":\"invalid_tool_call\"}],\"usage_metadata\":null}");
        assertThat(Messages.arguments("{\"topic\"")).isEqualTo(Map.of("arguments", "{\"topic\""));
    }

    @Test
    void anAnswerOfWhichLittleIsKnown() {
        ChatResponse response = new ChatResponse(List.of(new Generation(ScriptedChatModel.say("hello"))));
        assertThat(Messages.answer(response, "1"))
                .containsEntry("content", "hello")
                .containsEntry("response_metadata", Map.of())
                .containsEntry("usage_metadata", null);
        assertThat(Messages.answer(new ChatResponse(List.of()), "1")).containsEntry("content", "");
    }

    @Test
    void tokensOfACacheAreDetails() {
        ChatResponse response = new ChatResponse(
                List.of(new Generation(ScriptedChatModel.say("hello"))),
                ChatResponseMetadata.builder()
                        .usage(new DefaultUsage(12, 3, 15, null, 8L, 2L))
                        .build());
        assertThat(JsonCodec.defaultCodec().write(Messages.answer(response, "1").get("usage_metadata")))
                .isEqualTo("{\"input_tokens\":12,\"output_tokens\":3,\"total_tokens\":15,"
                        + "\"input_token_details\":{\"cache_read\":8,\"cache_creation\":2}}");
    }
}
