package dev.runcast.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.runcast.runtime.json.JsonCodec;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** LangChain4j's messages in the JSON of LangChain's, with its keys in its order. */
final class Messages {
    private Messages() {}

    /** Returns a message. */
    static Map<String, @Nullable Object> of(ChatMessage message) {
        if (message instanceof AiMessage ai) {
            return ai(ai, null, Map.of(), null);
        } else if (message instanceof SystemMessage system) {
            return message("system", system.text(), Map.of(), Map.of(), null, null);
        } else if (message instanceof UserMessage user) {
            return message("human", content(user.contents()), Map.of(), Map.of(), user.name(), null);
        } else if (message instanceof ToolExecutionResultMessage tool) {
            return tool(tool);
        }
        Map<String, ?> attributes = message instanceof CustomMessage custom ? custom.attributes() : Map.of();
        return message("chat", "", attributes, Map.of(), null, null);
    }

    /**
     * Returns the message that is the answer of a model.
     *
     * @param id what the message is called
     */
    static Map<String, @Nullable Object> of(ChatResponse response, String id) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        putIfPresent(metadata, "id", response.id());
        putIfPresent(metadata, "model_name", response.modelName());
        putIfPresent(metadata, "finish_reason", finishReason(response.finishReason()));
        return ai(response.aiMessage(), id, metadata, usage(response.tokenUsage()));
    }

    /** Returns a piece of an answer. */
    static Map<String, @Nullable Object> textChunk(String text, String id) {
        return chunk(text, Map.of(), id, List.of());
    }

    /** Returns a piece of what a model thinks before it answers. */
    static Map<String, @Nullable Object> thinkingChunk(String text, String id) {
        return chunk("", Map.of("reasoning_content", text), id, List.of());
    }

    /** Returns a piece of the arguments that a model gives a tool. */
    static Map<String, @Nullable Object> toolCallChunk(PartialToolCall call, String id) {
        Map<String, @Nullable Object> piece = new LinkedHashMap<>();
        piece.put("name", call.name());
        piece.put("args", call.partialArguments());
        piece.put("id", call.id());
        piece.put("index", call.index());
        piece.put("type", "tool_call_chunk");
        return chunk("", Map.of(), id, List.of(piece));
    }

    /** Returns a single text as it is, and everything else as a list of content blocks. */
    static Object content(List<Content> contents) {
        return contents.size() == 1 && contents.get(0) instanceof TextContent text
                ? text.text()
                : contents.stream().map(Messages::block).toList();
    }

    /** Returns the arguments of a tool's call, which a model may have got wrong. */
    static Map<String, ?> arguments(@Nullable String json) {
        Map<String, ?> arguments = argumentsOrNull(json);
        return arguments == null ? Map.of("arguments", Objects.requireNonNull(json)) : arguments;
    }

    @SuppressWarnings("unchecked") // The names in a JSON object are strings.
    private static @Nullable Map<String, ?> argumentsOrNull(@Nullable String json) {
        try {
            return JsonCodec.defaultCodec().read(ToolArguments.normalize(json), Object.class)
                            instanceof Map<?, ?> arguments
                    ? (Map<String, ?>) arguments
                    : null;
        } catch (IllegalArgumentException noJson) {
            return null;
        }
    }

    private static Map<String, @Nullable Object> ai(
            AiMessage message, @Nullable String id, Map<String, ?> metadata, @Nullable Map<String, ?> usage) {
        Map<String, ?> thinking =
                message.thinking() == null ? Map.of() : Map.of("reasoning_content", message.thinking());
        Map<String, @Nullable Object> ai =
                message("ai", Objects.requireNonNullElse(message.text(), ""), thinking, metadata, null, id);
        List<Object> calls = new ArrayList<>();
        List<Object> invalidCalls = new ArrayList<>();
        for (ToolExecutionRequest request : message.toolExecutionRequests()) {
            Map<String, ?> arguments = argumentsOrNull(request.arguments());
            if (arguments == null) {
                invalidCalls.add(toolCall(request, request.arguments(), "invalid_tool_call"));
            } else {
                calls.add(toolCall(request, arguments, "tool_call"));
            }
        }
        ai.put("tool_calls", calls);
        ai.put("invalid_tool_calls", invalidCalls);
        ai.put("usage_metadata", usage);
        return ai;
    }

    private static Map<String, @Nullable Object> toolCall(ToolExecutionRequest request, Object arguments, String type) {
        Map<String, @Nullable Object> call = new LinkedHashMap<>();
        call.put("name", request.name());
        call.put("args", arguments);
        call.put("id", request.id());
        if (type.equals("invalid_tool_call")) {
            call.put("error", null);
        }
        call.put("type", type);
        return call;
    }

    private static Map<String, @Nullable Object> tool(ToolExecutionResultMessage message) {
        Map<String, @Nullable Object> tool =
                message("tool", content(message.contents()), Map.of(), Map.of(), message.toolName(), null);
        tool.put("tool_call_id", message.id());
        tool.put("artifact", null);
        tool.put("status", Boolean.TRUE.equals(message.isError()) ? "error" : "success");
        return tool;
    }

    private static Map<String, @Nullable Object> chunk(
            String text, Map<String, ?> additional, String id, List<?> toolCallChunks) {
        Map<String, @Nullable Object> chunk = message("AIMessageChunk", text, additional, Map.of(), null, id);
        chunk.put("tool_calls", List.of());
        chunk.put("invalid_tool_calls", List.of());
        chunk.put("usage_metadata", null);
        chunk.put("tool_call_chunks", toolCallChunks);
        chunk.put("chunk_position", null);
        return chunk;
    }

    private static Map<String, @Nullable Object> message(
            String type,
            Object content,
            Map<String, ?> additional,
            Map<String, ?> metadata,
            @Nullable String name,
            @Nullable String id) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("content", content);
        message.put("additional_kwargs", additional);
        message.put("response_metadata", metadata);
        message.put("type", type);
        message.put("name", name);
        message.put("id", id);
        return message;
    }

    private static Map<String, Object> block(Content content) {
        if (content instanceof TextContent text) {
            return block("text", "text", text.text());
        } else if (content instanceof ImageContent image) {
            return data(
                    "image",
                    image.image().url(),
                    image.image().base64Data(),
                    image.image().mimeType());
        } else if (content instanceof AudioContent audio) {
            return data(
                    "audio",
                    audio.audio().url(),
                    audio.audio().base64Data(),
                    audio.audio().mimeType());
        } else if (content instanceof VideoContent video) {
            return data(
                    "video",
                    video.video().url(),
                    video.video().base64Data(),
                    video.video().mimeType());
        } else if (content instanceof PdfFileContent pdf) {
            return data(
                    "file",
                    pdf.pdfFile().url(),
                    pdf.pdfFile().base64Data(),
                    pdf.pdfFile().mimeType());
        }
        return block("non_standard", "value", content.toString());
    }

    private static Map<String, Object> block(String type, String key, String value) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", type);
        block.put(key, value);
        return block;
    }

    private static Map<String, Object> data(
            String type, @Nullable URI url, @Nullable String base64, @Nullable String mimeType) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", type);
        putIfPresent(block, "url", url == null ? null : url.toString());
        putIfPresent(block, "base64", base64);
        putIfPresent(block, "mime_type", mimeType);
        return block;
    }

    private static void putIfPresent(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static @Nullable Map<String, ?> usage(@Nullable TokenUsage usage) {
        if (usage == null) {
            return null;
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("input_tokens", Objects.requireNonNullElse(usage.inputTokenCount(), 0));
        counts.put("output_tokens", Objects.requireNonNullElse(usage.outputTokenCount(), 0));
        counts.put("total_tokens", Objects.requireNonNullElse(usage.totalTokenCount(), 0));
        return counts;
    }

    private static @Nullable String finishReason(@Nullable FinishReason reason) {
        return reason == null
                ? null
                : switch (reason) {
                    case STOP -> "stop";
                    case LENGTH -> "length";
                    case TOOL_EXECUTION -> "tool_calls";
                    case CONTENT_FILTER -> "content_filter";
                    case OTHER -> "other";
                };
    }
}
