package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.Ids;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.http.Response;
import dev.runcast.server.internal.runs.KeptAccess;
import dev.runcast.server.internal.runs.OwnedRuns;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.StoredThread;
import dev.runcast.server.store.ThreadKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What clients can ask of threads. */
final class ThreadEndpoints {
    private static final String THREAD_IDS = "thread_ids";

    private final KeptAccess access;
    private final RunStore store;
    private final OwnedRuns runs;

    ThreadEndpoints(OwnedRuns runs, KeptAccess access) {
        this.access = access;
        this.store = runs.store();
        this.runs = runs;
    }

    void create(Call call) {
        JsonObject body = call.body();
        UUID id = body.string("thread_id")
                .map(text -> Ids.parse(List.of("body", "thread_id"), text))
                .orElseGet(UUID::randomUUID);
        boolean takesOther = body.choice("if_exists", List.of("raise", "do_nothing"))
                .filter("do_nothing"::equals)
                .isPresent();
        ThreadKey key = new ThreadKey(call.principal().name(), id);
        Optional<StoredThread> other = takesOther ? store.thread(key) : Optional.empty();
        other.ifPresent(found -> access.checkRead(call, found));
        call.respondJson(ThreadJson.of(other.orElseGet(() -> create(key, RunRequest.metadata(body)))));
    }

    private StoredThread create(ThreadKey key, String metadata) {
        if (!store.createThread(key, metadata)) {
            throw HttpError.of(
                    409,
                    "There is a thread " + key.id()
                            + " already. Leave the id out for a new one, or say if_exists: \"do_nothing\".");
        }
        return store.thread(key).orElseThrow(ThreadEndpoints::forgotten);
    }

    /** Creates a thread that goes on from where another one is. */
    void copy(Call call, StoredThread thread) {
        ThreadKey copy = new ThreadKey(thread.key().owner(), UUID.randomUUID());
        store.copyThread(thread.key(), copy.id());
        call.respondJson(ThreadJson.of(store.thread(copy).orElseThrow(ThreadEndpoints::forgotten)));
    }

    void get(Call call, StoredThread thread) {
        call.respondJson(ThreadJson.of(thread));
    }

    /** Adds metadata to those of a thread. */
    void update(Call call, StoredThread thread) {
        JsonObject body = call.body();
        StoredThread changed = addMetadata(thread.key(), RunRequest.metadata(body));
        boolean isMinimal = call.exchange()
                .header("Prefer")
                .filter(preference -> preference.contains("return=minimal"))
                .isPresent();
        if (isMinimal) {
            call.respond(Response.empty(204));
        } else {
            call.respondJson(ThreadJson.of(changed));
        }
    }

    private StoredThread addMetadata(ThreadKey key, String more) {
        while (true) {
            StoredThread thread = store.thread(key).orElseThrow(ThreadEndpoints::forgotten);
            Map<String, String> members = new LinkedHashMap<>(JsonMembers.of(thread.metadata()));
            members.putAll(JsonMembers.of(more));
            if (store.replaceMetadata(
                    key, thread.metadata(), new JsonWriter().object(members).toString())) {
                return store.thread(key).orElseThrow(ThreadEndpoints::forgotten);
            }
        }
    }

    void delete(Call call, StoredThread thread) {
        end(call, thread);
        call.respond(Response.empty(204));
    }

    /** Deletes several threads, and passes over those that are not there. */
    void prune(Call call) {
        JsonObject body = call.body().limited(THREAD_IDS);
        body.choice("strategy", List.of("delete")); // There are no checkpoints of which to keep the latest.
        List<StoredThread> threads = body.strings(THREAD_IDS).orElseThrow(() -> body.missing(THREAD_IDS)).stream()
                .map(id -> Ids.parse(List.of("body", THREAD_IDS), id))
                .distinct()
                .flatMap(id -> store.thread(new ThreadKey(call.principal().name(), id)).stream())
                .toList();
        threads.forEach(thread -> access.checkEnd(call, thread));
        threads.forEach(thread -> end(call, thread));
        call.respondJson("{\"pruned_count\":" + threads.size() + "}");
    }

    private void end(Call call, StoredThread thread) {
        List<StoredRun> open = runs.openRuns(thread.key());
        store.deleteThread(thread.key());
        open.forEach(run -> {
            runs.cancel(run.id());
            access.done(call, Action.CANCEL, run);
        });
    }

    void search(Call call) {
        JsonObject body = call.body();
        ThreadQuery query = ThreadQuery.of(body);
        Fields fields = new Fields(body.strings("select").orElse(List.of()));
        List<StoredThread> found = Page.of(body).of(query.search(readable(call)));
        found.forEach(thread -> access.read(call, thread));
        call.respondJson(Page.json(found, thread -> fields.of(ThreadJson.of(thread))));
    }

    void count(Call call) {
        ThreadQuery query = ThreadQuery.of(call.body());
        call.respondJson(String.valueOf(query.search(readable(call)).count()));
    }

    /** Those whose content the principal may not read are not there for it. */
    private List<StoredThread> readable(Call call) {
        return store.threads(call.principal().name()).stream()
                .filter(thread -> access.isReadable(call, thread))
                .toList();
    }

    static HttpError forgotten() {
        return HttpError.of(404, "The thread was forgotten meanwhile. Create another one: POST /threads.");
    }

    static HttpError unknown(ServerLimits limits) {
        return HttpError.of(
                404,
                "There is no such thread, or it was forgotten: one that is not used is kept for "
                        + limits.threadExpiry().toSeconds() + " s. Create one: POST /threads.");
    }
}
