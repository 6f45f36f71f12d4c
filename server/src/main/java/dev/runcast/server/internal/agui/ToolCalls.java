package dev.runcast.server.internal.agui;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.server.internal.core.ProgramJson;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells of the runs of tools: each is a call with arguments and a result, whose id is that of the run. */
final class ToolCalls {
    private static final String FAILED = "The tool failed.";

    private final ProgramJson json;
    private final Consumer<? super JsonWriter> client;

    /** Calls whose arguments the client does not have yet. Those of a streamed tool are known at its end. */
    private final Set<UUID> withoutArguments = new LinkedHashSet<>();

    ToolCalls(ProgramJson json, Consumer<? super JsonWriter> client) {
        this.json = json;
        this.client = client;
    }

    void start(StreamEvent event) {
        withoutArguments.add(event.runId());
        client.accept(call("TOOL_CALL_START", event).key("toolCallName").string(event.name()));
        giveArguments(event);
    }

    /** Gives the result, or says that there is none. */
    void finish(StreamEvent event) {
        giveArguments(event);
        if (withoutArguments.remove(event.runId())) {
            client.accept(call("TOOL_CALL_END", event));
        }
        JsonWriter result = call("TOOL_CALL_RESULT", event);
        result.key("messageId").string(event.runId().toString()).key("role").string("tool");
        client.accept(result.key("content").string(content(event)));
    }

    private String content(StreamEvent event) {
        if (event.kind() == StreamEvent.Kind.ERROR) {
            return FAILED;
        }
        Object output = data(event).get("output");
        return output instanceof CharSequence text ? text.toString() : json(output);
    }

    private void giveArguments(StreamEvent event) {
        if (!data(event).containsKey("input") || !withoutArguments.remove(event.runId())) {
            return;
        }
        String input = json(data(event).get("input"));
        String arguments = input.startsWith("{")
                ? input
                : new JsonWriter().open('{').key("input").json(input).close('}').toString();
        client.accept(call("TOOL_CALL_ARGS", event).key("delta").string(arguments));
        client.accept(call("TOOL_CALL_END", event));
    }

    /** Returns a value as JSON, with a note in its place if it cannot be written. */
    private String json(@Nullable Object value) {
        return json.writer().value(value).toString();
    }

    private static Map<?, ?> data(StreamEvent event) {
        return event.data() instanceof Map<?, ?> data ? data : Map.of();
    }

    private static JsonWriter call(String type, StreamEvent event) {
        return EventJson.of(type, event).key("toolCallId").string(event.runId().toString());
    }

    /** Ends the calls that still wait for their arguments. */
    void close() {
        withoutArguments.forEach(id ->
                client.accept(EventJson.of("TOOL_CALL_END").key("toolCallId").string(id.toString())));
        withoutArguments.clear();
    }
}
