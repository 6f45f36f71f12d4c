package dev.runcast.server.internal.page;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.Ids;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.http.Response;
import dev.runcast.server.internal.runs.KeptAccess;
import dev.runcast.server.internal.runs.StreamedRuns;
import dev.runcast.server.store.EventTail;
import dev.runcast.server.store.EventsNotKeptException;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoredRun;
import java.util.List;

/** What the page can ask of the runs that are kept: of all protocols, of all servers that share the store, and of earlier processes. */
final class KeptRuns {
    private static final int MOST = 100;

    private final KeptAccess access;
    private final RunStore store;
    private final StreamedRuns streams;
    private final Services services;

    KeptRuns(Services services) {
        this.services = services;
        this.access = new KeptAccess(services);
        this.store = services.store();
        this.streams = new StreamedRuns(services);
    }

    /** Answers with the last runs, the one that was asked for last is the first. */
    void list(Call call) {
        List<StoredRun> runs = store.runs(call.principal().name(), MOST).stream()
                .filter(run -> access.isReadable(call, run))
                .toList();
        runs.forEach(run -> access.done(call, Action.READ, run));
        call.respond(LivePage.json(new JsonWriter()
                .array(runs.stream().map(KeptRuns::json).toList())
                .toString()));
    }

    private static String json(StoredRun run) {
        JsonWriter json = new JsonWriter().open('{');
        json.key("run_id").string(run.id().toString());
        json.key("runnable").string(run.runnable());
        json.key("status").string(run.status().wireName());
        json.key("created_at").string(run.createdAt().toString());
        json.key("updated_at").string(run.updatedAt().toString());
        json.key("metadata").json(run.metadata());
        return json.close('}').toString();
    }

    /** Answers with the events of a run, from the first that is kept, or after the one that the client has. */
    void events(Call call) {
        StoredRun run = run(call);
        access.checkDone(call, Action.READ, run);
        long after = lastEventId(call);
        streams.read(call, run, new KeptEvents(), onChange -> tail(run, after, onChange));
    }

    private EventTail tail(StoredRun run, long after, Runnable onChange) {
        try {
            return store.tail(run.id(), after, onChange);
        } catch (EventsNotKeptException gone) {
            if (after > gone.last()) {
                throw invalid(String.valueOf(after));
            }
            return store.tail(run.id(), gone.first() - 1, onChange);
        }
    }

    private static long lastEventId(Call call) {
        String id = call.exchange().header("Last-Event-ID").orElse("0");
        try {
            if (id.matches("[0-9]+")) {
                return Long.parseLong(id);
            }
        } catch (NumberFormatException tooLarge) {
            // No event has such an id.
        }
        throw invalid(id);
    }

    private static HttpError invalid(String id) {
        return HttpError.invalid(
                List.of("header", "Last-Event-ID"),
                "value_error",
                "\"" + id + "\" is no id of an event of this run. Send the id of the last event that came.");
    }

    /** Has a run cancelled, if it has not ended. */
    void cancel(Call call) {
        StoredRun run = run(call);
        access.checkDone(call, Action.CANCEL, run);
        services.ownedRuns().cancel(run.id());
        call.respond(Response.empty(202));
    }

    private StoredRun run(Call call) {
        return access.find(call, Ids.inPath(call, "run_id")).orElseThrow(access::unknown);
    }
}
