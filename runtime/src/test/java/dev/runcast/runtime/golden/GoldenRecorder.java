package dev.runcast.runtime.golden;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.json.JsonCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Records what it hears in the words of the reference's handlers. */
class GoldenRecorder implements CallbackHandler {
    /** In a stream the reference tells handlers no input at the start, and tells it at the error. Runcast always tells it. */
    private static final Map<String, String> INPUT_OF_A_STREAM = Map.of("input", "");

    private final String name;
    private final boolean streamed;
    private final Map<String, String> toolDescriptions;
    private final List<String> calls;

    GoldenRecorder(String name) {
        this(name, Map.of());
    }

    /** Creates a recorder that knows the descriptions of tools by their names: events do not carry them. */
    GoldenRecorder(String name, Map<String, String> toolDescriptions) {
        this(name, false, toolDescriptions, Collections.synchronizedList(new ArrayList<>()));
    }

    /** Creates a recorder that writes what it hears behind what the other one has heard. */
    GoldenRecorder(String name, GoldenRecorder other) {
        this(name, other.streamed, other.toolDescriptions, other.calls);
    }

    private GoldenRecorder(String name, boolean streamed, Map<String, String> toolDescriptions, List<String> calls) {
        this.name = name;
        this.streamed = streamed;
        this.toolDescriptions = toolDescriptions;
        this.calls = calls;
    }

    static GoldenRecorder ofStream(String name) {
        return new GoldenRecorder(name, true, Map.of(), Collections.synchronizedList(new ArrayList<>()));
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void onRunStart(RunEvent.Start event) {
        if (event.run().type() == RunType.TOOL) {
            record(toolStart(event));
            return;
        }
        Map<String, @Nullable Object> call = call("on_chain_start");
        call.put("inputs", streamed ? INPUT_OF_A_STREAM : event.input());
        ids(call, event);
        call.put("tags", event.tags());
        call.put("metadata", event.metadata());
        call.put("name", event.run().name());
        record(call);
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        boolean tool = event.run().type() == RunType.TOOL;
        Map<String, @Nullable Object> call = call(tool ? "on_tool_end" : "on_chain_end");
        call.put(tool ? "output" : "outputs", event.output());
        ids(call, event);
        call.put("tags", event.tags());
        if (tool) {
            call.put("name", event.run().name());
        }
        record(call);
    }

    private Map<String, @Nullable Object> toolStart(RunEvent.Start event) {
        String tool = event.run().name();
        Map<String, @Nullable Object> serialized = new LinkedHashMap<>();
        serialized.put("name", tool);
        serialized.put("description", toolDescriptions.get(tool));
        Map<String, @Nullable Object> call = call("on_tool_start");
        call.put("serialized", serialized);
        call.put("inputs", event.input());
        ids(call, event);
        call.put("tags", event.tags());
        call.put("metadata", event.metadata());
        call.put("name", null); // The run name of the config, of which there is none in these programs.
        call.put("tool_call_id", null);
        return call;
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("__error__", pythonType(event.error()));
        error.put("message", event.error().getMessage());
        Map<String, @Nullable Object> call = call("on_chain_error");
        call.put("error", error);
        ids(call, event);
        call.put("tags", event.tags());
        if (streamed) {
            call.put("inputs", event.input());
        }
        record(call);
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        Map<String, @Nullable Object> call = call("on_custom_event");
        call.put("name", event.name());
        call.put("data", event.data());
        call.put("run_id", event.run().id());
        call.put("tags", event.tags());
        call.put("metadata", event.metadata());
        record(call);
    }

    /** Returns an asynchronous handler that records custom events here. */
    AsyncCallbackHandler asyncCustomEvents() {
        return new AsyncCallbackHandler() {
            @Override
            public CompletionStage<Void> onCustomEvent(CustomEvent event) {
                return CompletableFuture.runAsync(() -> GoldenRecorder.this.onCustomEvent(event));
            }

            @Override
            public boolean ignoresRuns(RunType type) {
                return true;
            }
        };
    }

    private Map<String, @Nullable Object> call(String method) {
        Map<String, @Nullable Object> call = new LinkedHashMap<>();
        call.put("handler", name);
        call.put("method", method);
        return call;
    }

    private static void ids(Map<String, @Nullable Object> call, RunEvent event) {
        call.put("run_id", event.run().id());
        call.put("parent_run_id", event.run().parentId().map(UUID::toString).orElse(null));
    }

    private void record(Map<String, @Nullable Object> call) {
        calls.add(JsonCodec.defaultCodec().write(call));
    }

    private static String pythonType(Throwable error) {
        return error instanceof IllegalArgumentException ? "ValueError" : "RuntimeError";
    }
}
