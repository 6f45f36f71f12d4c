package dev.runcast.server.internal.langgraph;

import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.internal.core.Access;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What clients can ask of the states of threads: what the runs that succeeded left. */
final class StateEndpoints {
    private final Access access;
    private final Threads threads;

    StateEndpoints(Services services, Threads threads) {
        this.access = services.access();
        this.threads = threads;
    }

    void latest(Call call, ServedThread thread) {
        respond(call, thread, CheckpointId.LATEST);
    }

    void ofPath(Call call, ServedThread thread) {
        String id = call.variable("checkpoint_id").orElseThrow();
        respond(call, thread, CheckpointId.of(List.of("path", "checkpoint_id"), id));
    }

    void ofBody(Call call, ServedThread thread) {
        JsonObject body = call.body();
        respond(call, thread, CheckpointId.of(body, "checkpoint", thread.id()));
    }

    private void respond(Call call, ServedThread thread, CheckpointId wanted) {
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
    void history(Call call, ServedThread thread) {
        JsonObject body = call.body();
        CheckpointId only = CheckpointId.of(body, "checkpoint", thread.id());
        CheckpointId before = CheckpointId.of(body, "before", thread.id());
        respond(call, thread, only, before, JsonFilter.of(body, "metadata"), Page.of(body));
    }

    /** Answers as {@link #history} does to a request without a body. */
    void historyByQuery(Call call, ServedThread thread) {
        CheckpointId before = call.query("before")
                .filter(id -> !id.isEmpty())
                .map(id -> CheckpointId.of(List.of("query", "before"), id))
                .orElse(CheckpointId.LATEST);
        respond(call, thread, CheckpointId.LATEST, before, JsonFilter.ALL, Page.of(call));
    }

    private void respond(
            Call call, ServedThread thread, CheckpointId only, CheckpointId before, JsonFilter metadata, Page page) {
        List<ThreadState> states = readable(call, thread);
        List<Integer> places = page.of(IntStream.range(0, states.size())
                .boxed()
                .filter(place -> before.isAfter(states.get(place)))
                .filter(place -> only.runId().isEmpty() || only.isOf(states.get(place)))
                .filter(place -> metadata.matches(states.get(place).shownMetadata())));
        call.respondJson(Page.json(places, place -> json(call, thread, states, place)));
    }

    private String json(Call call, ServedThread thread, List<ThreadState> states, int place) {
        ThreadState state = at(states, place);
        if (state != null
                && !thread.state().filter(state::equals).isPresent()) { // Of the latest it is noted by the route.
            access.done(call.principal(), Action.READ, state.mount(), state.runId());
        }
        return ThreadState.json(thread.id(), state, at(states, place + 1));
    }

    /** Those of runnables whose runs the principal may not read are not there for it. */
    private List<ThreadState> readable(Call call, ServedThread thread) {
        List<ThreadState> states = new ArrayList<>(threads.history(thread));
        states.removeIf(state -> !access.isReadable(call.principal(), state.mount()));
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
