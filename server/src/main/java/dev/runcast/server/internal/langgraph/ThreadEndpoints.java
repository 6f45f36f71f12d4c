package dev.runcast.server.internal.langgraph;

import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.Services;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What clients can ask of threads. */
final class ThreadEndpoints {
    private final Services services;
    private final Threads threads;

    ThreadEndpoints(Services services, Threads threads) {
        this.services = services;
        this.threads = threads;
    }

    void create(Call call) {
        JsonObject body = LangGraphRequests.CREATE_THREAD.check(call.json());
        UUID id = body.string("thread_id")
                .map(text -> Ids.parse(List.of("body", "thread_id"), text))
                .orElseGet(UUID::randomUUID);
        boolean takesOther = RunRequest.choice(body, "if_exists", List.of("raise", "do_nothing"))
                .filter("do_nothing"::equals)
                .isPresent();
        Optional<ServedThread> other = takesOther ? threads.find(call.principal(), id) : Optional.empty();
        other.ifPresent(found -> checkRead(call, found));
        ServedThread thread = other.orElseGet(() -> threads.create(call.principal(), id, RunRequest.metadata(body)));
        call.respondJson(thread.json());
    }

    void get(Call call) {
        call.respondJson(find(call).json());
    }

    void state(Call call) {
        call.respondJson(find(call).stateJson());
    }

    private ServedThread find(Call call) {
        ServedThread thread = threads.find(call.principal(), Ids.inPath(call, "thread_id"))
                .orElseThrow(() -> unknown(services.limits()));
        checkRead(call, thread);
        return thread;
    }

    /** What is read of a thread is what a run has made of it. */
    private void checkRead(Call call, ServedThread thread) {
        thread.origin().ifPresent(origin -> {
            services.access().check(call.principal(), Action.READ, origin.mount());
            services.access().done(call.principal(), Action.READ, origin.mount(), origin.runId());
        });
    }

    static HttpError unknown(ServerLimits limits) {
        return HttpError.of(
                404,
                "There is no such thread, or it was forgotten: one that is not used is kept for "
                        + limits.threadExpiry().toSeconds() + " s. Create one: POST /threads.");
    }
}
