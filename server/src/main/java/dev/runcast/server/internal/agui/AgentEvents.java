package dev.runcast.server.internal.agui;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.AgUiEvent;
import dev.runcast.server.internal.runs.Frame;
import dev.runcast.server.internal.runs.LoggedEvent;
import dev.runcast.server.internal.runs.OwnedRun;
import dev.runcast.server.internal.runs.RunFrames;
import dev.runcast.server.store.EventsNotKeptException;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.StoredRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Turns the events of a run into those of AG-UI: tools below the root into calls of tools, other runs into steps, custom events into custom
 * events, and chunks of text of the root into a message. Everything is closed that was opened before the run is finished.
 */
final class AgentEvents implements RunFrames {
    private static final String PROTOCOL_VERSION = "1.0";

    private final String threadId;
    private final String clientRunId;
    private final UUID rootId;
    private final Map<String, AgUiEvent> shown;

    /** The names of the steps that are open, by the ids of their runs. */
    private final Map<UUID, String> steps = new LinkedHashMap<>();

    private final ToolCalls tools = new ToolCalls(this::send);
    private List<Frame> frames = new ArrayList<>();
    private String messageId;
    private boolean isMessageOpen;

    /**
     * Creates a translator.
     *
     * @param threadId the client's id of the conversation
     * @param clientRunId the client's id of the run
     * @param rootId our id of the run
     * @param shown what the client sees of custom events, by their names
     */
    AgentEvents(String threadId, String clientRunId, UUID rootId, Map<String, AgUiEvent> shown) {
        this.threadId = threadId;
        this.clientRunId = clientRunId;
        this.rootId = rootId;
        this.shown = shown;
        this.messageId = rootId.toString();
    }

    @Override
    public List<Frame> first() {
        JsonWriter started = run("RUN_STARTED").key("protocolVersion").string(PROTOCOL_VERSION);
        started.key("metadata")
                .open('{')
                .key("run_id")
                .string(rootId.toString())
                .close('}');
        send(started);
        return made();
    }

    @Override
    public List<Frame> of(long number, LoggedEvent event) {
        boolean isRoot = event.runId().equals(rootId);
        if (event.isCustom()) {
            send(custom(event));
        } else if (event.isStart()) {
            if (!isRoot) {
                start(event);
            } else if (number > 1) {
                startAgain(event);
            }
        } else if (event.isChunk()) {
            if (isRoot) {
                addChunk(event);
            }
        } else if (!isRoot) {
            finish(event);
        }
        return made();
    }

    /** Says that another attempt begins. What it tells is another message. */
    private void startAgain(LoggedEvent event) {
        closeAll();
        String attempt = event.metadata(OwnedRun.ATTEMPT);
        messageId = rootId + "-" + attempt;
        send(EventJson.of("CUSTOM", event)
                .key("name")
                .string(OwnedRun.ATTEMPT)
                .key("value")
                .json(attempt));
    }

    private JsonWriter custom(LoggedEvent event) {
        String data = event.json("data");
        return switch (shown.getOrDefault(event.name(), AgUiEvent.CUSTOM)) {
            case ACTIVITY_SNAPSHOT ->
                data.startsWith("{") ? activity(event).key("content").json(data) : plain(event, data);
            case STATE_SNAPSHOT ->
                EventJson.of("STATE_SNAPSHOT", event).key("snapshot").json(data);
            case STATE_DELTA ->
                data.startsWith("[")
                        ? EventJson.of("STATE_DELTA", event).key("delta").json(data)
                        : plain(event, data);
            case CUSTOM -> plain(event, data);
        };
    }

    private static JsonWriter activity(LoggedEvent event) {
        JsonWriter activity = EventJson.of("ACTIVITY_SNAPSHOT", event);
        activity.key("messageId").string(event.runId() + "-" + event.name());
        return activity.key("activityType").string(event.name());
    }

    private static JsonWriter plain(LoggedEvent event, String data) {
        return EventJson.of("CUSTOM", event)
                .key("name")
                .string(event.name())
                .key("value")
                .json(data);
    }

    private void start(LoggedEvent event) {
        if (isTool(event)) {
            tools.start(event);
        } else {
            startStep(event);
        }
    }

    private void finish(LoggedEvent event) {
        if (isTool(event)) {
            tools.finish(event);
        } else {
            finishStep(event);
        }
    }

    private static boolean isTool(LoggedEvent event) {
        return event.runType().equals(RunType.TOOL.wireName());
    }

    private void startStep(LoggedEvent event) {
        String name = freeStepName(event.name());
        steps.put(event.runId(), name);
        send(EventJson.of("STEP_STARTED", event).key("stepName").string(name));
    }

    /** Clients tell open steps by their names, so runs of one name that go on at once are numbered: {@code search}, {@code search (2)}. */
    private String freeStepName(String runName) {
        Set<String> taken = new HashSet<>(steps.values());
        String name = runName;
        for (int count = 2; taken.contains(name); count++) {
            name = runName + " (" + count + ")";
        }
        return name;
    }

    private void finishStep(LoggedEvent event) {
        String name = steps.remove(event.runId());
        if (name != null) {
            send(EventJson.of("STEP_FINISHED", event).key("stepName").string(name));
        }
    }

    /** Adds a chunk to the message, if it is text. */
    private void addChunk(LoggedEvent event) {
        String text = event.data("chunk");
        if (!text.startsWith("\"")) {
            return;
        }
        if (!isMessageOpen) {
            isMessageOpen = true;
            send(message(EventJson.of("TEXT_MESSAGE_START", event)).key("role").string("assistant"));
        }
        if (!text.equals("\"\"")) {
            send(message(EventJson.of("TEXT_MESSAGE_CONTENT", event))
                    .key("delta")
                    .json(text));
        }
    }

    private JsonWriter message(JsonWriter event) {
        return event.key("messageId").string(messageId);
    }

    private void closeAll() {
        if (isMessageOpen) {
            isMessageOpen = false;
            send(message(EventJson.of("TEXT_MESSAGE_END")));
        }
        tools.close();
        steps.values()
                .forEach(name ->
                        send(EventJson.of("STEP_FINISHED").key("stepName").string(name)));
        steps.clear();
    }

    @Override
    public List<Frame> ofEnd(long number, Optional<StoredRun> run) {
        RunEnd end = run.map(StoredRun::end).orElse(null);
        if (end == null || end.status() != RunStatus.SUCCESS) {
            return ofFailure(end == null ? OwnedRun.CANCELLED.toJson() : end.result());
        }
        closeAll();
        JsonWriter finished = run("RUN_FINISHED");
        if (!end.result().equals("null")) { // which the protocol does not take for a result
            finished.key("result").json(end.result());
        }
        send(finished);
        return made();
    }

    @Override
    public List<Frame> ofGap(long number, EventsNotKeptException gone) {
        return ofFailure(RunFrames.gap(number));
    }

    private List<Frame> ofFailure(String json) {
        closeAll();
        Map<String, String> failure = JsonMembers.of(json);
        JsonWriter failed = EventJson.of("RUN_ERROR");
        send(failed.key("message")
                .json(failure.getOrDefault("message", "\"\""))
                .key("code")
                .json(failure.getOrDefault("error", "\"\"")));
        return made();
    }

    private JsonWriter run(String type) {
        return EventJson.of(type).key("threadId").string(threadId).key("runId").string(clientRunId);
    }

    private void send(JsonWriter event) {
        frames.add(Frame.of(event.close('}').toString()));
    }

    private List<Frame> made() {
        List<Frame> made = frames;
        frames = new ArrayList<>();
        return made;
    }
}
