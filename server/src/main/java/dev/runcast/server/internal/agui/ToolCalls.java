package dev.runcast.server.internal.agui;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.runs.LoggedEvent;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Tells of the runs of tools: each is a call with arguments and a result, whose id is that of the run. */
final class ToolCalls {
    private static final String FAILED = "The tool failed.";

    private final Consumer<? super JsonWriter> client;

    /** Calls whose arguments the client does not have yet. Those of a streamed tool are known at its end. */
    private final Set<UUID> withoutArguments = new LinkedHashSet<>();

    ToolCalls(Consumer<? super JsonWriter> client) {
        this.client = client;
    }

    void start(LoggedEvent event) {
        withoutArguments.add(event.runId());
        client.accept(call("TOOL_CALL_START", event).key("toolCallName").json(event.json("name")));
        giveArguments(event);
    }

    /** Gives the result, or says that there is none. */
    void finish(LoggedEvent event) {
        giveArguments(event);
        if (withoutArguments.remove(event.runId())) {
            client.accept(call("TOOL_CALL_END", event));
        }
        JsonWriter result = call("TOOL_CALL_RESULT", event);
        result.key("messageId").string(event.runId().toString()).key("role").string("tool");
        client.accept(result.key("content").json(content(event)));
    }

    /** Returns a text as JSON: the output where that is one, else its JSON. */
    private static String content(LoggedEvent event) {
        String output = event.data("output");
        return !event.isError() && output.startsWith("\"") ? output : text(event.isError() ? FAILED : output);
    }

    private static String text(String text) {
        return new JsonWriter().string(text).toString();
    }

    private void giveArguments(LoggedEvent event) {
        Optional<String> given = event.findData("input");
        if (given.isEmpty() || !withoutArguments.remove(event.runId())) {
            return;
        }
        String input = given.get();
        String arguments = input.startsWith("{")
                ? input
                : new JsonWriter().open('{').key("input").json(input).close('}').toString();
        client.accept(call("TOOL_CALL_ARGS", event).key("delta").string(arguments));
        client.accept(call("TOOL_CALL_END", event));
    }

    private static JsonWriter call(String type, LoggedEvent event) {
        return EventJson.of(type, event).key("toolCallId").string(event.runId().toString());
    }

    /** Ends the calls that still wait for their arguments. */
    void close() {
        withoutArguments.forEach(id ->
                client.accept(EventJson.of("TOOL_CALL_END").key("toolCallId").string(id.toString())));
        withoutArguments.clear();
    }
}
