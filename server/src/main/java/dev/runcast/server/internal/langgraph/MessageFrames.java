package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.runs.LoggedEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Makes a frame of each chunk that a chat model streams, as LangGraph does: a list of the chunk of the message, and of metadata that tell
 * where it comes from. A model that does not stream has one with the whole message.
 */
final class MessageFrames {
    /** The names of the runs directly below the run, while they go on. */
    private final Map<UUID, String> steps = new HashMap<>();

    /** The runs of models that have streamed nothing yet. Those whose start is not kept may have. */
    private final Set<UUID> silent = new HashSet<>();

    /** Returns the data of the frame of an event, or nothing. */
    Optional<String> of(LoggedEvent event) {
        if (event.isStart()) {
            start(event);
            return Optional.empty();
        }
        if (event.isOfChatModel("stream")) {
            silent.remove(event.runId());
            return Optional.of(tuple(event, "AIMessageChunk", event.data("chunk")));
        }
        if (!event.isEndOfRun()) {
            return Optional.empty();
        }
        boolean isWhole = silent.remove(event.runId()) && event.isEnd();
        Optional<String> message = isWhole ? Optional.of(tuple(event, "ai", event.data("output"))) : Optional.empty();
        steps.remove(event.runId());
        return message;
    }

    private void start(LoggedEvent event) {
        if (event.depth() == 1) {
            steps.put(event.runId(), event.name());
        }
        if (event.isOfChatModel("start")) {
            silent.add(event.runId());
        }
    }

    private String tuple(LoggedEvent event, String type, String content) {
        JsonWriter tuple = new JsonWriter().open('[');
        tuple.json(message(event.runId(), type, content));
        tuple.json(metadata(event));
        return tuple.close(']').toString();
    }

    /** Returns a message of LangChain. What is one already, as that of LangChain4j's models, has what is missing added. */
    private static String message(UUID run, String type, String content) {
        boolean isMessage = content.startsWith("{") && JsonMembers.of(content).containsKey("content");
        Map<String, String> message = new LinkedHashMap<>();
        message.put("content", isMessage || content.startsWith("\"") ? content : quoted(content));
        message.put("additional_kwargs", "{}");
        message.put("response_metadata", "{}");
        message.put("type", quoted(type));
        message.put("name", "null");
        message.put("id", quoted("lc_run--" + run));
        message.put("tool_calls", "[]");
        message.put("invalid_tool_calls", "[]");
        message.put("usage_metadata", "null");
        if (type.equals("AIMessageChunk")) {
            message.put("tool_call_chunks", "[]");
        }
        if (isMessage) {
            JsonMembers.of(content).forEach((key, value) -> {
                if (!value.equals("null")) {
                    message.put(key, value);
                }
            });
        }
        return new JsonWriter().object(message).toString();
    }

    /** Returns the metadata of a run, with the id of the run that the client started, and the name of the step. */
    private String metadata(LoggedEvent event) {
        Map<String, String> metadata = new LinkedHashMap<>(JsonMembers.of(event.json("metadata")));
        UUID[] parents = event.parentIds();
        String above = parents.length < 2 ? null : steps.get(parents[1]);
        metadata.put("langgraph_node", quoted(above == null ? event.name() : above));
        metadata.put("run_id", quoted((parents.length == 0 ? event.runId() : parents[0]).toString()));
        if (!event.json("tags").equals("[]")) {
            metadata.put("tags", event.json("tags"));
        }
        return new JsonWriter().object(metadata).toString();
    }

    private static String quoted(String text) {
        return new JsonWriter().string(text).toString();
    }
}
