package dev.runcast.server.internal.langgraph;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.runtime.stream.StreamEvent.Kind;
import dev.runcast.server.internal.core.ProgramJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a frame of each chunk that a chat model streams, as LangGraph does: a list of the chunk of the message, and of metadata that tell
 * where it comes from. A model that does not stream has one with the whole message.
 */
final class MessageFrames {
    private final ReplayBuffer frames;
    private final ProgramJson json;

    /** The names of the runs directly below the run, while they go on. */
    private final Map<UUID, String> steps = new ConcurrentHashMap<>();

    /** The runs of models that have streamed a chunk and go on. */
    private final Set<UUID> streaming = ConcurrentHashMap.newKeySet();

    MessageFrames(ReplayBuffer frames, ProgramJson json) {
        this.frames = frames;
        this.json = json;
    }

    void hear(StreamEvent event) {
        Run run = event.run();
        if (event.kind() == Kind.START && run.parentIds().size() == 1) {
            steps.put(run.id(), run.name());
        }
        if (run.type() == RunType.CHAT_MODEL && event.data() instanceof Map<?, ?> data) {
            if (event.kind() == Kind.STREAM) {
                streaming.add(run.id());
                append(run, "AIMessageChunk", data.get("chunk"));
            } else if (event.kind() == Kind.END && !streaming.contains(run.id())) {
                append(run, "ai", data.get("output"));
            }
        }
        if (event.isEndOfRun()) {
            streaming.remove(run.id());
            steps.remove(run.id());
        }
    }

    private void append(Run run, String type, @Nullable Object content) {
        JsonWriter tuple = new JsonWriter().open('[');
        tuple.json(message(run, type, json.writer().value(content).toString()));
        tuple.json(metadata(run));
        frames.append(StreamMode.MESSAGES_TUPLE.event(), tuple.close(']').toString());
    }

    /** Returns a message of LangChain. What is one already, as that of LangChain4j's models, has what is missing added. */
    private static String message(Run run, String type, String content) {
        boolean isMessage = content.startsWith("{") && JsonMembers.of(content).containsKey("content");
        Map<String, String> message = new LinkedHashMap<>();
        message.put("content", isMessage || content.startsWith("\"") ? content : quoted(content));
        message.put("additional_kwargs", "{}");
        message.put("response_metadata", "{}");
        message.put("type", quoted(type));
        message.put("name", "null");
        message.put("id", quoted("lc_run--" + run.id()));
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
    private String metadata(Run run) {
        Map<String, String> metadata = new LinkedHashMap<>();
        json.metadata(run)
                .forEach((key, value) ->
                        metadata.put(key, json.writer().value(value).toString()));
        metadata.put("langgraph_node", quoted(step(run)));
        UUID root = run.parentIds().isEmpty() ? run.id() : run.parentIds().get(0);
        metadata.put("run_id", quoted(root.toString()));
        if (!run.tags().isEmpty()) {
            metadata.put("tags", new JsonWriter().strings(run.tags()).toString());
        }
        return new JsonWriter().object(metadata).toString();
    }

    private String step(Run run) {
        String above =
                run.parentIds().size() < 2 ? null : steps.get(run.parentIds().get(1));
        return above == null ? run.name() : above;
    }

    private static String quoted(String text) {
        return new JsonWriter().string(text).toString();
    }
}
