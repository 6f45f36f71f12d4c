package dev.runcast.server.internal.agui;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.server.AgUiEvent;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.ServedRun;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.core.SseStream;
import java.util.Map;

/** Runs a runnable as an agent. */
final class AgentEndpoint {
    /** So that steps that fail are finished too. */
    private static final EventStreamOptions OPTIONS =
            ServedRun.eventOptions().errorEvents(true).build();

    private final Services services;
    private final Mount mount;
    private final Map<String, AgUiEvent> shown;

    AgentEndpoint(Services services, Mount mount, Map<String, AgUiEvent> shown) {
        this.services = services;
        this.mount = mount;
        this.shown = shown;
    }

    void run(Call call) {
        JsonObject body = call.body();
        String threadId = body.string("threadId").orElseThrow(() -> body.missing("threadId"));
        String runId = body.string("runId").orElseThrow(() -> body.missing("runId"));
        Object input = AgentInput.of(body, mount);
        RunnableConfig config = RunnableConfig.builder()
                .runId(Run.newId())
                .configurable("thread_id", threadId)
                .metadata("thread_id", threadId) // where handlers look for it
                .build();
        ServedRun run = services.runs().admit(call.principal(), mount);
        SseStream answer = run.openStream(call, Map.of());
        AgentEvents events =
                new AgentEvents(threadId, runId, config.runId().orElseThrow(), shown, services.json(), answer::send);
        run.start(
                () -> {
                    events.start();
                    return mount.runnable().streamEventsAsync(input, run.counting(config), OPTIONS, events::add);
                },
                (nothing, failure) -> {
                    if (failure == null) {
                        events.finish();
                    } else {
                        events.fail(failure);
                    }
                    answer.end();
                });
    }
}
