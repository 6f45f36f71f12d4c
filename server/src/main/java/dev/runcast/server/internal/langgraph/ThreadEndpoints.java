package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.core.Access;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What clients can ask of threads. */
final class ThreadEndpoints {
    private final Access access;
    private final Threads threads;
    private final OwnRoutes routes;

    ThreadEndpoints(Services services, Threads threads, OwnRoutes routes) {
        this.access = services.access();
        this.threads = threads;
        this.routes = routes;
    }

    void create(Call call) {
        JsonObject body = call.body();
        UUID id = body.string("thread_id")
                .map(text -> Ids.parse(List.of("body", "thread_id"), text))
                .orElseGet(UUID::randomUUID);
        boolean takesOther = RunRequest.choice(body, "if_exists", List.of("raise", "do_nothing"))
                .filter("do_nothing"::equals)
                .isPresent();
        Optional<ServedThread> other = takesOther ? threads.find(call.principal(), id) : Optional.empty();
        other.ifPresent(found -> routes.checkRead(call, found));
        ServedThread thread = other.orElseGet(() -> threads.create(call.principal(), id, RunRequest.metadata(body)));
        call.respondJson(thread.json());
    }

    void get(Call call, ServedThread thread) {
        call.respondJson(thread.json());
    }

    /** Adds metadata to those of a thread. */
    void update(Call call, ServedThread thread) {
        JsonObject body = call.body();
        String more = RunRequest.metadata(body);
        threads.update(thread, metadata -> {
            Map<String, String> members = new LinkedHashMap<>(JsonMembers.of(metadata));
            members.putAll(JsonMembers.of(more));
            return new JsonWriter().object(members).toString();
        });
        boolean isMinimal = call.exchange()
                .header("Prefer")
                .filter(preference -> preference.contains("return=minimal"))
                .isPresent();
        if (isMinimal) {
            call.respond(Response.empty(204));
        } else {
            call.respondJson(thread.json());
        }
    }

    void delete(Call call, ServedThread thread) {
        threads.delete(thread);
        call.respond(Response.empty(204));
    }

    void search(Call call) {
        JsonObject body = call.body();
        ThreadQuery query = ThreadQuery.of(body);
        Fields fields = new Fields(body.strings("select").orElse(List.of()));
        List<ServedThread> found = Page.of(body).of(query.search(readable(call)));
        found.forEach(thread -> thread.state()
                .ifPresent(state -> access.done(call.principal(), Action.READ, state.mount(), state.runId())));
        call.respondJson(Page.json(found, thread -> fields.of(thread.json())));
    }

    void count(Call call) {
        ThreadQuery query = ThreadQuery.of(call.body());
        call.respondJson(String.valueOf(query.search(readable(call)).count()));
    }

    /** Those whose content the principal may not read are not there for it. */
    private List<ServedThread> readable(Call call) {
        return threads.all(call.principal()).stream()
                .filter(thread -> thread.state()
                        .map(state -> access.isReadable(call.principal(), state.mount()))
                        .orElse(true))
                .toList();
    }

    static HttpError unknown(ServerLimits limits) {
        return HttpError.of(
                404,
                "There is no such thread, or it was forgotten: one that is not used is kept for "
                        + limits.threadExpiry().toSeconds() + " s. Create one: POST /threads.");
    }
}
