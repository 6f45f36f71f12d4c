package dev.runcast.server.internal.agui;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.server.AgUiEvent;
import dev.runcast.server.internal.core.Failure;
import dev.runcast.server.internal.core.ProgramJson;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Turns the events of a run into those of AG-UI: tools below the root into calls of tools, other runs into steps, custom events into custom events, and chunks of text of
 * the root into a message. Everything is closed that was opened before the run is finished. Events come one after the other, but the end
 * of a run that is cancelled may come while one does; whatever comes after the end is ignored.
 */
final class AgentEvents {
    private static final String PROTOCOL_VERSION = "1.0";

    private final String threadId;
    private final String clientRunId;
    private final UUID rootId;
    private final Map<String, AgUiEvent> shown;
    private final ProgramJson json;
    private final Consumer<? super String> client;

    /** The names of the steps that are open, by the ids of their runs. */
    private final Map<UUID, String> steps = new LinkedHashMap<>();

    private final ToolCalls tools;
    private final ReentrantLock turn = new ReentrantLock();
    private boolean isOver;
    private boolean isMessageOpen;
    private String result = "null";

    /**
     * Creates a translator.
     *
     * @param threadId the client's id of the conversation
     * @param clientRunId the client's id of the run
     * @param rootId our id of the run
     * @param shown what the client sees of custom events, by their names
     * @param json writes what is the program's
     * @param client is given each event as JSON
     */
    AgentEvents(
            String threadId,
            String clientRunId,
            UUID rootId,
            Map<String, AgUiEvent> shown,
            ProgramJson json,
            Consumer<? super String> client) {
        this.threadId = threadId;
        this.clientRunId = clientRunId;
        this.rootId = rootId;
        this.shown = shown;
        this.json = json;
        this.client = client;
        this.tools = new ToolCalls(json, this::send);
    }

    /** Says that the run starts. */
    void start() {
        JsonWriter started = run("RUN_STARTED").key("protocolVersion").string(PROTOCOL_VERSION);
        started.key("metadata")
                .open('{')
                .key("run_id")
                .string(rootId.toString())
                .close('}');
        send(started);
    }

    /** Says what happened in the run. */
    void add(StreamEvent event) {
        turn.lock();
        try {
            if (!isOver) {
                translate(event);
            }
        } finally {
            turn.unlock();
        }
    }

    private void translate(StreamEvent event) {
        boolean isRoot = event.runId().equals(rootId);
        switch (event.kind()) {
            case CUSTOM -> send(custom(event));
            case START -> {
                if (!isRoot) {
                    start(event);
                }
            }
            case STREAM -> {
                if (isRoot
                        && event.data() instanceof Map<?, ?> data
                        && data.get("chunk") instanceof CharSequence text) {
                    addText(text.toString(), event);
                }
            }
            case END -> {
                if (isRoot && event.data() instanceof Map<?, ?> data) {
                    result = json.value(data.get("output")); // or the run fails
                } else {
                    finish(event);
                }
            }
            case ERROR -> {
                if (!isRoot) {
                    finish(event);
                }
            }
        }
    }

    private JsonWriter custom(StreamEvent event) {
        String name = event.name();
        String data = json.data(event);
        return switch (shown.getOrDefault(name, AgUiEvent.CUSTOM)) {
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

    private static JsonWriter activity(StreamEvent event) {
        JsonWriter activity = EventJson.of("ACTIVITY_SNAPSHOT", event);
        activity.key("messageId").string(event.runId() + "-" + event.name());
        return activity.key("activityType").string(event.name());
    }

    private static JsonWriter plain(StreamEvent event, String data) {
        return EventJson.of("CUSTOM", event)
                .key("name")
                .string(event.name())
                .key("value")
                .json(data);
    }

    private void start(StreamEvent event) {
        if (isTool(event)) {
            tools.start(event);
        } else {
            startStep(event);
        }
    }

    private void finish(StreamEvent event) {
        if (isTool(event)) {
            tools.finish(event);
        } else {
            finishStep(event);
        }
    }

    private static boolean isTool(StreamEvent event) {
        return event.run().type() == RunType.TOOL;
    }

    private void startStep(StreamEvent event) {
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

    private void finishStep(StreamEvent event) {
        String name = steps.remove(event.runId());
        if (name != null) {
            send(EventJson.of("STEP_FINISHED", event).key("stepName").string(name));
        }
    }

    private void addText(String text, StreamEvent event) {
        if (!isMessageOpen) {
            isMessageOpen = true;
            send(message(EventJson.of("TEXT_MESSAGE_START", event)).key("role").string("assistant"));
        }
        if (!text.isEmpty()) {
            send(message(EventJson.of("TEXT_MESSAGE_CONTENT", event))
                    .key("delta")
                    .string(text));
        }
    }

    private JsonWriter message(JsonWriter event) {
        return event.key("messageId").string(rootId.toString());
    }

    private void closeAll() {
        if (isMessageOpen) {
            send(message(EventJson.of("TEXT_MESSAGE_END")));
        }
        tools.close();
        steps.values()
                .forEach(name ->
                        send(EventJson.of("STEP_FINISHED").key("stepName").string(name)));
    }

    /** Says that the run has ended well. */
    void finish() {
        closeAll();
        JsonWriter finished = run("RUN_FINISHED");
        if (!result.equals("null")) { // which the protocol does not take for a result
            finished.key("result").json(result);
        }
        send(finished, true);
    }

    /** Says that the run has failed. */
    void fail(Failure failure) {
        turn.lock(); // since the run may still be telling something
        try {
            closeAll();
            JsonWriter failed = EventJson.of("RUN_ERROR");
            failed.key("message").string(failure.message()).key("code").string(failure.name());
            send(failed, true);
        } finally {
            turn.unlock();
        }
    }

    private JsonWriter run(String type) {
        return EventJson.of(type).key("threadId").string(threadId).key("runId").string(clientRunId);
    }

    private void send(JsonWriter event) {
        send(event, false);
    }

    private void send(JsonWriter event, boolean isLast) {
        turn.lock();
        try {
            if (!isOver) {
                client.accept(event.close('}').toString());
            }
            isOver |= isLast;
        } finally {
            turn.unlock();
        }
    }
}
