package dev.runcast.server.internal.langserve;

import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.runs.Frame;
import dev.runcast.server.internal.runs.LoggedEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into the patches of LangChain's run log: operations of JSON Patch that build the state of the root run and, under
 * {@code logs}, of the runs below it. For the events of one stream, one after the other.
 */
final class RunLog implements AnswerFrames.Endpoint {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

    private final Filters filters;
    private final Map<UUID, String> paths = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private @Nullable UUID root;

    /** What the root has made so far; null if that is nothing yet. */
    private @Nullable String output;

    RunLog(Filters filters) {
        this.filters = filters;
    }

    @Override
    public List<Frame> of(LoggedEvent event) {
        List<String> operations = add(event);
        if (operations.isEmpty()) {
            return List.of();
        }
        JsonWriter patch = new JsonWriter().open('{').key("ops").array(operations);
        return List.of(Frame.of("data", patch.close('}').toString()));
    }

    /** Returns the operations that an event comes to, each as JSON. */
    private List<String> add(LoggedEvent event) {
        if (event.isCustom()) {
            return List.of(); // of which the run log knows nothing
        }
        if (event.isStart()) {
            return start(event);
        }
        return event.isChunk() ? chunk(event) : end(event);
    }

    private List<String> start(LoggedEvent event) {
        UUID run = event.runId();
        if (root == null || root.equals(run)) { // The second time, another attempt has begun.
            root = run;
            paths.clear();
            counts.clear();
            output = null;
            return List.of(operation("replace", "", rootState(event)));
        }
        if (!filters.admit(event)) {
            return List.of();
        }
        String name = event.name();
        int count = counts.merge(name, 1, Integer::sum);
        String key = count == 1 ? name : name + ":" + count;
        String path = "/logs/" + key.replace("~", "~0").replace("/", "~1");
        paths.put(run, path);
        return List.of(operation("add", path, entry(event)));
    }

    private static String rootState(LoggedEvent event) {
        JsonWriter state = new JsonWriter().open('{');
        state.key("id").json(event.json("run_id"));
        state.key("streamed_output").json("[]");
        state.key("final_output").string(null);
        state.key("logs").json("{}");
        state.key("name").json(event.json("name"));
        state.key("type").string(event.runType());
        return state.close('}').toString();
    }

    private static String entry(LoggedEvent event) {
        JsonWriter entry = new JsonWriter().open('{');
        entry.key("id").json(event.json("run_id"));
        entry.key("name").json(event.json("name"));
        entry.key("type").string(event.runType());
        entry.key("tags").json(event.json("tags"));
        entry.key("metadata").json(event.json("metadata"));
        entry.key("start_time").string(time(event));
        entry.key("streamed_output").json("[]");
        entry.key("streamed_output_str").json("[]");
        entry.key("final_output").string(null);
        entry.key("end_time").string(null);
        return entry.close('}').toString();
    }

    private static String time(LoggedEvent event) {
        return TIME.format(Instant.ofEpochMilli(event.time()).atOffset(ZoneOffset.UTC));
    }

    private List<String> chunk(LoggedEvent event) {
        String chunk = event.data("chunk");
        if (!event.runId().equals(root)) {
            return path(event)
                    .map(path -> List.of(operation("add", path + "/streamed_output/-", chunk)))
                    .orElse(List.of());
        }
        List<String> operations = new ArrayList<>();
        operations.add(operation("add", "/streamed_output/-", chunk));
        operations.addAll(grow(chunk));
        return operations;
    }

    /** Adds a chunk to the output: strings and lists are put together, and of all else the last one counts until the end. */
    private List<String> grow(String chunk) {
        String before = output;
        if (before != null && before.startsWith("[") && chunk.startsWith("[")) {
            List<String> all = new ArrayList<>(JsonMembers.elements(before));
            List<String> operations = new ArrayList<>();
            for (String element : JsonMembers.elements(chunk)) {
                operations.add(operation("add", "/final_output/" + all.size(), element));
                all.add(element);
            }
            output = new JsonWriter().array(all).toString();
            return operations;
        }
        return replace(
                before != null && before.startsWith("\"") && chunk.startsWith("\"")
                        ? before.substring(0, before.length() - 1) + chunk.substring(1)
                        : chunk);
    }

    private List<String> replace(String value) {
        if (value.equals(output)) {
            return List.of();
        }
        output = value;
        return List.of(operation("replace", "/final_output", value));
    }

    private List<String> end(LoggedEvent event) {
        if (event.runId().equals(root)) {
            return event.isEnd() ? replace(event.data("output")) : List.of();
        }
        return path(event)
                .map(path -> List.of(
                        operation("add", path + "/final_output", finalOutput(event)),
                        operation(
                                "add",
                                path + "/end_time",
                                new JsonWriter().string(time(event)).toString())))
                .orElse(List.of());
    }

    /** Outputs are objects there: those that are none are put into one. */
    private static String finalOutput(LoggedEvent event) {
        if (event.isError()) {
            return "null";
        }
        String output = event.data("output");
        boolean isObject = output.startsWith("{") && event.runType().equals("chain");
        String key = event.runType().equals("retriever") ? "documents" : "output";
        return isObject
                ? output
                : new JsonWriter().open('{').key(key).json(output).close('}').toString();
    }

    private Optional<String> path(LoggedEvent event) {
        return Optional.ofNullable(paths.get(event.runId()));
    }

    private static String operation(String name, String path, String value) {
        JsonWriter operation = new JsonWriter().open('{');
        operation.key("op").string(name).key("path").string(path).key("value").json(value);
        return operation.close('}').toString();
    }
}
