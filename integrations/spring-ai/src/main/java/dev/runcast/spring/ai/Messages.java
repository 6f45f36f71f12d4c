package dev.runcast.spring.ai;

import dev.runcast.runtime.json.JsonCodec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.content.Media;

/** Spring AI's messages in the JSON of LangChain's, with its keys in its order. */
final class Messages {
    private static final AssistantMessage NOTHING = new AssistantMessage("");

    private Messages() {}

    /** Returns the messages. One of Spring AI's may be several of LangChain's. */
    static List<Map<String, @Nullable Object>> of(List<Message> messages) {
        return messages.stream().flatMap(Messages::of).toList();
    }

    private static Stream<Map<String, @Nullable Object>> of(Message message) {
        if (message instanceof AssistantMessage ai) {
            return Stream.of(ai(ai, null, Map.of(), null));
        } else if (message instanceof ToolResponseMessage tools) {
            return tools.getResponses().stream().map(Messages::tool);
        } else if (message instanceof UserMessage user) {
            return Stream.of(message("human", content(user), Map.of(), null, null));
        }
        return Stream.of(message("system", text(message), Map.of(), null, null));
    }

    /**
     * Returns the message that is the answer of a model.
     *
     * @param id what the message is called
     */
    static Map<String, @Nullable Object> answer(@Nullable ChatResponse response, String id) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (response == null) {
            return ai(NOTHING, id, metadata, null);
        }
        putIfPresent(metadata, "id", response.getMetadata().getId());
        putIfPresent(metadata, "model_name", response.getMetadata().getModel());
        Generation result = response.getResult();
        String reason = result == null ? null : result.getMetadata().getFinishReason();
        putIfPresent(metadata, "finish_reason", reason == null ? null : reason.toLowerCase(Locale.ROOT));
        return ai(message(response), id, metadata, usage(response.getMetadata().getUsage()));
    }

    /** Returns a piece of an answer. */
    static Map<String, @Nullable Object> chunk(@Nullable ChatResponse response, String id) {
        AssistantMessage piece = message(response);
        List<Object> calls = new ArrayList<>();
        for (ToolCall call : piece.getToolCalls()) {
            Map<String, @Nullable Object> part = new LinkedHashMap<>();
            part.put("name", call.name());
            part.put("args", call.arguments());
            part.put("id", call.id());
            part.put("index", calls.size());
            part.put("type", "tool_call_chunk");
            calls.add(part);
        }
        Map<String, @Nullable Object> chunk = message("AIMessageChunk", text(piece), Map.of(), null, id);
        chunk.put("tool_calls", List.of());
        chunk.put("invalid_tool_calls", List.of());
        chunk.put("usage_metadata", null);
        chunk.put("tool_call_chunks", calls);
        chunk.put("chunk_position", null);
        return chunk;
    }

    /** Returns the text of an answer, which is empty if it has none. */
    static String text(@Nullable ChatResponse response) {
        return text(message(response));
    }

    /** Returns the arguments of a tool's call, which a model may have got wrong. */
    static Map<String, ?> arguments(String json) {
        Map<String, ?> arguments = argumentsOrNull(json);
        return arguments == null ? Map.of("arguments", json) : arguments;
    }

    @SuppressWarnings("unchecked") // The names in a JSON object are strings.
    private static @Nullable Map<String, ?> argumentsOrNull(String json) {
        try {
            Object arguments = JsonCodec.defaultCodec().read(json.isBlank() ? "{}" : json, Object.class);
            return arguments instanceof Map<?, ?> map ? (Map<String, ?>) map : null;
        } catch (IllegalArgumentException noJson) {
            return null;
        }
    }

    private static AssistantMessage message(@Nullable ChatResponse response) {
        Generation result = response == null ? null : response.getResult();
        return result == null ? NOTHING : result.getOutput();
    }

    private static String text(Message message) {
        return Objects.requireNonNullElse(message.getText(), "");
    }

    private static Map<String, @Nullable Object> ai(
            AssistantMessage message, @Nullable String id, Map<String, ?> metadata, @Nullable Map<String, ?> usage) {
        List<Object> calls = new ArrayList<>();
        List<Object> invalidCalls = new ArrayList<>();
        for (ToolCall call : message.getToolCalls()) {
            Map<String, ?> arguments = argumentsOrNull(call.arguments());
            if (arguments == null) {
                invalidCalls.add(toolCall(call, call.arguments(), "invalid_tool_call"));
            } else {
                calls.add(toolCall(call, arguments, "tool_call"));
            }
        }
        Map<String, @Nullable Object> ai = message("ai", text(message), metadata, null, id);
        ai.put("tool_calls", calls);
        ai.put("invalid_tool_calls", invalidCalls);
        ai.put("usage_metadata", usage);
        return ai;
    }

    private static Map<String, @Nullable Object> toolCall(ToolCall call, Object arguments, String type) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", call.name());
        json.put("args", arguments);
        json.put("id", call.id());
        if (type.equals("invalid_tool_call")) {
            json.put("error", null);
        }
        json.put("type", type);
        return json;
    }

    private static Map<String, @Nullable Object> tool(ToolResponse response) {
        Map<String, @Nullable Object> tool = message("tool", response.responseData(), Map.of(), response.name(), null);
        tool.put("tool_call_id", response.id());
        tool.put("artifact", null);
        tool.put("status", "success"); // Spring AI does not say which are errors.
        return tool;
    }

    private static Map<String, @Nullable Object> message(
            String type, Object content, Map<String, ?> metadata, @Nullable String name, @Nullable String id) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("content", content);
        message.put("additional_kwargs", Map.of());
        message.put("response_metadata", metadata);
        message.put("type", type);
        message.put("name", name);
        message.put("id", id);
        return message;
    }

    /** Returns a text alone as it is, and everything else as a list of content blocks. */
    private static Object content(UserMessage message) {
        if (message.getMedia().isEmpty()) {
            return text(message);
        }
        List<Map<String, Object>> blocks = new ArrayList<>();
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "text");
        text.put("text", text(message));
        blocks.add(text);
        message.getMedia().forEach(media -> blocks.add(block(media)));
        return blocks;
    }

    private static Map<String, Object> block(Media media) {
        String kind = media.getMimeType().getType();
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", List.of("image", "audio", "video").contains(kind) ? kind : "file");
        if (media.getData() instanceof byte[] bytes) {
            block.put("base64", Base64.getEncoder().encodeToString(bytes));
        } else {
            block.put("url", media.getData().toString());
        }
        block.put("mime_type", media.getMimeType().toString());
        return block;
    }

    private static void putIfPresent(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null && !value.equals("")) {
            map.put(key, value);
        }
    }

    /** Returns the tokens. Spring AI has zeros where a model does not tell. */
    private static @Nullable Map<String, ?> usage(Usage usage) {
        if (usage.getTotalTokens() == 0) {
            return null;
        }
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("input_tokens", usage.getPromptTokens());
        counts.put("output_tokens", usage.getCompletionTokens());
        counts.put("total_tokens", usage.getTotalTokens());
        Map<String, Object> details = new LinkedHashMap<>();
        putIfPresent(details, "cache_read", usage.getCacheReadInputTokens());
        putIfPresent(details, "cache_creation", usage.getCacheWriteInputTokens());
        if (!details.isEmpty()) {
            counts.put("input_token_details", details);
        }
        return counts;
    }
}
