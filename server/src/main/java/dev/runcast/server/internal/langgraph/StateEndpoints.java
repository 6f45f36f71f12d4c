package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.runs.KeptAccess;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoredThread;
import dev.runcast.server.store.ThreadState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What clients can ask of the states of threads: what the runs that succeeded left. */
final class StateEndpoints {
    private final KeptAccess access;
    private final RunStore store;

    StateEndpoints(RunStore store, KeptAccess access) {
        this.access = access;
        this.store = store;
    }

    void latest(Call call, StoredThread thread) {
        respond(call, thread, CheckpointId.LATEST);
    }

    void ofPath(Call call, StoredThread thread) {
        String id = call.variable("checkpoint_id").orElseThrow();
        respond(call, thread, CheckpointId.of(List.of("path", "checkpoint_id"), id));
    }

    void ofBody(Call call, StoredThread thread) {
        JsonObject body = call.body();
        respond(call, thread, CheckpointId.of(body, "checkpoint", thread.key().id()));
    }

    private void respond(Call call, StoredThread thread, CheckpointId wanted) {
        List<ThreadState> states = readable(call, thread);
        int place = place(states, wanted);
        if (place < 0 && wanted.runId().isPresent()) {
            throw HttpError.of(
                    404,
                    "The thread has no such state, or it was forgotten with its run. Ask for the latest: GET …/state.");
        }
        int shown = Math.max(place, 0);
        call.respondJson(json(call, thread, states, shown));
    }

    /** Answers with the states of a thread, the latest first. */
    void history(Call call, StoredThread thread) {
        JsonObject body = call.body();
        CheckpointId only = CheckpointId.of(body, "checkpoint", thread.key().id());
        CheckpointId before = CheckpointId.of(body, "before", thread.key().id());
        respond(call, thread, only, before, JsonFilter.of(body, "metadata"), Page.of(body));
    }

    /** Answers as {@link #history} does to a request without a body. */
    void historyByQuery(Call call, StoredThread thread) {
        CheckpointId before = call.query("before")
                .filter(id -> !id.isEmpty())
                .map(id -> CheckpointId.of(List.of("query", "before"), id))
                .orElse(CheckpointId.LATEST);
        respond(call, thread, CheckpointId.LATEST, before, JsonFilter.ALL, Page.of(call));
    }

    private void respond(
            Call call, StoredThread thread, CheckpointId only, CheckpointId before, JsonFilter metadata, Page page) {
        List<ThreadState> states = readable(call, thread);
        List<Integer> places = page.of(IntStream.range(0, states.size())
                .boxed()
                .filter(place -> before.isAfter(states.get(place)))
                .filter(place -> only.runId().isEmpty() || only.isOf(states.get(place)))
                .filter(place -> metadata.matches(StateJson.metadata(states.get(place)))));
        call.respondJson(Page.json(places, place -> json(call, thread, states, place)));
    }

    private String json(Call call, StoredThread thread, List<ThreadState> states, int place) {
        ThreadState state = at(states, place);
        if (state != null && !state.equals(thread.state())) { // Of the latest it is noted by the route.
            access.read(call, state);
        }
        return StateJson.of(thread.key().id(), state, at(states, place + 1));
    }

    /** Those of runnables whose runs the principal may not read are not there for it. */
    private List<ThreadState> readable(Call call, StoredThread thread) {
        List<ThreadState> states = new ArrayList<>();
        store.runs(thread.key()).forEach(run -> run.state().ifPresent(states::add));
        ThreadState latest = thread.state(); // of a run that may not be kept any more
        if (latest != null && !states.contains(latest)) {
            states.add(0, latest);
        }
        states.removeIf(state -> !access.isReadable(call, state));
        return states;
    }

    private static int place(List<ThreadState> states, CheckpointId wanted) {
        return IntStream.range(0, states.size())
                .filter(place -> wanted.isOf(states.get(place)))
                .findFirst()
                .orElse(-1);
    }

    private static @Nullable ThreadState at(List<ThreadState> states, int place) {
        return place < states.size() ? states.get(place) : null;
    }
}
