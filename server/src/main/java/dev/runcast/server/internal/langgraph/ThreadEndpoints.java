package dev.runcast.server.internal.langgraph;

import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What clients can ask of threads. */
final class ThreadEndpoints {
    private final Threads threads;
    private final ServerLimits limits;

    ThreadEndpoints(Threads threads, ServerLimits limits) {
        this.threads = threads;
        this.limits = limits;
    }

    void create(Call call) throws IOException {
        JsonObject body = LangGraphRequests.CREATE_THREAD.check(call.json());
        UUID id = body.string("thread_id")
                .map(text -> Ids.parse(List.of("body", "thread_id"), text))
                .orElseGet(UUID::randomUUID);
        boolean takesOther = RunRequest.choice(body, "if_exists", List.of("raise", "do_nothing"))
                .filter("do_nothing"::equals)
                .isPresent();
        Optional<ServedThread> other = takesOther ? threads.find(id) : Optional.empty();
        ServedThread thread = other.orElseGet(() -> threads.create(id, RunRequest.metadata(body)));
        call.respondJson(thread.json());
    }

    void get(Call call) throws IOException {
        call.respondJson(find(call).json());
    }

    void state(Call call) throws IOException {
        call.respondJson(find(call).stateJson());
    }

    private ServedThread find(Call call) {
        return threads.find(Ids.inPath(call, "thread_id")).orElseThrow(() -> unknown(limits));
    }

    static HttpError unknown(ServerLimits limits) {
        return HttpError.of(
                404,
                "There is no such thread, or it was forgotten: one that is not used is kept for "
                        + limits.threadExpiry().toSeconds() + " s. Create one: POST /threads.");
    }
}
