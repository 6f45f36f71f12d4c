package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.runs.OwnedRun;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.StoredRun;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs as clients see them. */
final class RunJson {
    private static final String MODES = "stream_mode";
    private static final String STRATEGY = "multitask_strategy";

    /** What is said of a run that was deleted while a client waited for it. */
    private static final String DELETED = OwnedRun.CANCELLED.toJson();

    private RunJson() {}

    static String of(StoredRun run) {
        JsonWriter json = new JsonWriter().open('{');
        json.key("run_id").string(run.id().toString());
        json.key("thread_id").string(run.thread().id().toString());
        json.key("assistant_id").string(run.runnable());
        json.key("created_at").string(run.createdAt().toString());
        json.key("updated_at").string(run.updatedAt().toString());
        json.key("status").string(run.status().wireName());
        json.key("metadata").json(run.metadata());
        json.key(STRATEGY).json(JsonMembers.of(run.attributes()).getOrDefault(STRATEGY, "\"reject\""));
        return json.close('}').toString();
    }

    /** Returns what is kept of a request besides what is run. */
    static String attributes(RunRequest asked) {
        JsonWriter json = new JsonWriter().open('{');
        json.key(MODES).strings(asked.modes().stream().map(StreamMode::wireName).toList());
        json.key(STRATEGY).string(asked.strategy().wireName());
        return json.close('}').toString();
    }

    /** Returns what the client that started a run wanted to have streamed. One of another protocol wanted none of these. */
    static Set<StreamMode> modes(StoredRun run) {
        Set<StreamMode> modes = EnumSet.noneOf(StreamMode.class);
        String names = JsonMembers.of(run.attributes()).getOrDefault(MODES, "[]");
        for (StreamMode mode : StreamMode.values()) {
            if (JsonMembers.elements(names).contains("\"" + mode.wireName() + "\"")) {
                modes.add(mode);
            }
        }
        return modes.isEmpty() ? EnumSet.of(StreamMode.VALUES) : modes;
    }

    /** Returns what came of a run: the state that it left, or why it left none. */
    static String result(Optional<StoredRun> run) {
        RunEnd end = run.map(StoredRun::end).orElse(null);
        if (end != null && end.state() != null) {
            return end.state();
        }
        return new JsonWriter()
                .open('{')
                .key("__error__")
                .json(error(end))
                .close('}')
                .toString();
    }

    /** Returns why a run has failed. */
    static String error(@Nullable RunEnd end) {
        return end == null ? DELETED : end.result();
    }

    /** Returns where clients find a run. */
    static String path(StoredRun run) {
        return "/threads/" + run.thread().id() + "/runs/" + run.id();
    }
}
