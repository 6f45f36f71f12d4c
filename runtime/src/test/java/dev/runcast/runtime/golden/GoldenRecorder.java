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
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    GoldenRecorder(String name) {
        this(name, false);
    }

    private GoldenRecorder(String name, boolean streamed) {
        this.name = name;
        this.streamed = streamed;
    }

    static GoldenRecorder ofStream(String name) {
        return new GoldenRecorder(name, true);
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void onRunStart(RunEvent.Start event) {
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
        Map<String, @Nullable Object> call = call("on_chain_end");
        call.put("outputs", event.output());
        ids(call, event);
        call.put("tags", event.tags());
        record(call);
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
