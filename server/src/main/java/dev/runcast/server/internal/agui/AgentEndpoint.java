package dev.runcast.server.internal.agui;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.AgUiEvent;
import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.runs.KeptAccess;
import dev.runcast.server.internal.runs.RunExistsException;
import dev.runcast.server.internal.runs.RunInput;
import dev.runcast.server.internal.runs.StreamedRuns;
import dev.runcast.server.store.EventTail;
import dev.runcast.server.store.EventsNotKeptException;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoredRun;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs a runnable as an agent. A client that sends the ids of a run that there is, of its thread, reads that run: so it comes back after its
 * connection broke.
 */
final class AgentEndpoint {
    private final Mount mount;
    private final Map<String, AgUiEvent> shown;
    private final StreamedRuns runs;
    private final KeptAccess access;
    private final RunStore store;

    AgentEndpoint(Services services, Mount mount, Map<String, AgUiEvent> shown) {
        this.mount = mount;
        this.shown = shown;
        this.runs = new StreamedRuns(services);
        this.access = new KeptAccess(services);
        this.store = services.store();
    }

    void run(Call call) {
        JsonObject body = call.body();
        String threadId = body.string("threadId").orElseThrow(() -> body.missing("threadId"));
        String runId = body.string("runId").orElseThrow(() -> body.missing("runId"));
        UUID id = id(call, threadId, runId);
        AgentEvents events = new AgentEvents(threadId, runId, id, shown);
        Optional<StoredRun> known = access.find(call, id);
        if (known.isPresent()) {
            read(call, known.get(), events);
            return;
        }
        try {
            runs.start(call, asked(body, threadId, id), events);
        } catch (RunExistsException justStarted) {
            read(call, access.find(call, id).orElseThrow(access::unknown), events);
        }
    }

    /** Returns our id of a run, which is the same on all servers. */
    private UUID id(Call call, String threadId, String runId) {
        String name = new JsonWriter()
                .strings(List.of(call.principal().name(), mount.name(), threadId, runId))
                .toString();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private void read(Call call, StoredRun run, AgentEvents events) {
        access.checkDone(call, Action.READ, run);
        runs.read(call, run, events, onChange -> tail(run, onChange));
    }

    private EventTail tail(StoredRun run, Runnable onChange) {
        try {
            return store.tail(run.id(), 0, onChange);
        } catch (EventsNotKeptException gone) {
            throw HttpError.of(409, "The first events of the run are not kept any more. Start another one.");
        }
    }

    private StreamedRuns.Asked asked(JsonObject body, String threadId, UUID id) {
        AgentInput input = AgentInput.of(body, mount);
        RunInput.Request request = new RunInput.Request().threadId(threadId);
        input.json().ifPresent(request::input);
        return new StreamedRuns.Asked(
                new RunInput(mount, mount.runnable(), input.value(), RunnableConfig.empty()).inThread(threadId),
                id,
                "{}",
                request,
                outlivesClient(body));
    }

    private static boolean outlivesClient(JsonObject body) {
        return body.object("forwardedProps")
                .flatMap(props -> props.choice("onDisconnect", List.of("cancel", "continue")))
                .filter("continue"::equals)
                .isPresent();
    }
}
