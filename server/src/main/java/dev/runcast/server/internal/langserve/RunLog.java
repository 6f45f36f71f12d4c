package dev.runcast.server.internal.langserve;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.server.internal.core.ProgramJson;
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
final class RunLog {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

    private final Filters filters;
    private final ProgramJson json;
    private final Map<UUID, String> paths = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private @Nullable Run root;
    private boolean hasOutput;
    private @Nullable Object output;

    /** The output as JSON; null if it was not written as a whole. */
    private @Nullable String writtenOutput;

    RunLog(Filters filters, ProgramJson json) {
        this.filters = filters;
        this.json = json;
    }

    /** Returns the operations that an event comes to, each as JSON. */
    List<String> add(StreamEvent event) {
        return switch (event.kind()) {
            case START -> start(event);
            case STREAM -> chunk(event);
            case END, ERROR -> end(event);
            case CUSTOM -> List.of(); // of which the run log knows nothing
        };
    }

    private List<String> start(StreamEvent event) {
        Run run = event.run();
        if (root == null) {
            root = run;
            return List.of(operation("replace", "", rootState(run)));
        }
        if (!filters.admit(run)) {
            return List.of();
        }
        int count = counts.merge(run.name(), 1, Integer::sum);
        String key = count == 1 ? run.name() : run.name() + ":" + count;
        String path = "/logs/" + key.replace("~", "~0").replace("/", "~1");
        paths.put(run.id(), path);
        return List.of(operation("add", path, entry(run)));
    }

    private static String rootState(Run run) {
        JsonWriter state = new JsonWriter().open('{');
        state.key("id").string(run.id().toString());
        state.key("streamed_output").json("[]");
        state.key("final_output").string(null);
        state.key("logs").json("{}");
        state.key("name").string(run.name());
        state.key("type").string(run.type().wireName());
        return state.close('}').toString();
    }

    private String entry(Run run) {
        JsonWriter entry = json.writer().open('{');
        entry.key("id").string(run.id().toString());
        entry.key("name").string(run.name());
        entry.key("type").string(run.type().wireName());
        entry.key("tags").strings(run.tags());
        entry.key("metadata").entries(json.metadata(run));
        entry.key("start_time").string(time(run.startTime()));
        entry.key("streamed_output").json("[]");
        entry.key("streamed_output_str").json("[]");
        entry.key("final_output").string(null);
        entry.key("end_time").string(null);
        return entry.close('}').toString();
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    private List<String> chunk(StreamEvent event) {
        Object chunk = data(event, "chunk");
        if (event.run() != root) {
            return path(event)
                    .map(path -> List.of(operation("add", path + "/streamed_output/-", json(chunk))))
                    .orElse(List.of());
        }
        List<String> operations = new ArrayList<>();
        operations.add(operation("add", "/streamed_output/-", json(chunk)));
        operations.addAll(grow(chunk));
        return operations;
    }

    /** Adds a chunk to the output: strings and lists are put together, and of all else the last one counts until the end. */
    private List<String> grow(@Nullable Object chunk) {
        if (hasOutput && output instanceof List<?> before && chunk instanceof List<?> more) {
            List<@Nullable Object> all = new ArrayList<>(before);
            List<String> operations = new ArrayList<>();
            for (Object element : more) {
                operations.add(operation("add", "/final_output/" + all.size(), json(element)));
                all.add(element);
            }
            output = all;
            writtenOutput = null;
            return operations;
        }
        return replace(
                hasOutput && output instanceof String before && chunk instanceof String more ? before + more : chunk);
    }

    private List<String> replace(@Nullable Object value) {
        String written = json(value);
        if (hasOutput
                && written.equals(
                        writtenOutput == null ? json(output) : writtenOutput)) { // No equals of the program is called.
            return List.of();
        }
        hasOutput = true;
        output = value;
        writtenOutput = written;
        return List.of(operation("replace", "/final_output", written));
    }

    private List<String> end(StreamEvent event) {
        if (event.run() == root) {
            return event.kind() == StreamEvent.Kind.END ? replace(data(event, "output")) : List.of();
        }
        return path(event)
                .map(path -> List.of(
                        operation("add", path + "/final_output", finalOutput(event)),
                        operation("add", path + "/end_time", text(time(event.time())))))
                .orElse(List.of());
    }

    /** Outputs are objects there: those that are none are put into one. */
    private String finalOutput(StreamEvent event) {
        if (event.kind() == StreamEvent.Kind.ERROR) {
            return "null";
        }
        String output = json(data(event, "output"));
        boolean isObject = output.startsWith("{") && event.run().type() == RunType.CHAIN;
        String key = event.run().type() == RunType.RETRIEVER ? "documents" : "output";
        return isObject
                ? output
                : new JsonWriter().open('{').key(key).json(output).close('}').toString();
    }

    private Optional<String> path(StreamEvent event) {
        return Optional.ofNullable(paths.get(event.runId()));
    }

    private static @Nullable Object data(StreamEvent event, String key) {
        return event.data() instanceof Map<?, ?> data ? data.get(key) : null;
    }

    /** Writes a value, or a note in the place of one that cannot be written. */
    private String json(@Nullable Object value) {
        return json.writer().value(value).toString();
    }

    private static String text(String text) {
        return new JsonWriter().string(text).toString();
    }

    private static String operation(String name, String path, String value) {
        JsonWriter operation = new JsonWriter().open('{');
        operation.key("op").string(name).key("path").string(path).key("value").json(value);
        return operation.close('}').toString();
    }
}
