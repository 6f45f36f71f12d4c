package dev.runcast.server.internal.agui;

import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.server.internal.core.EventJson;
import dev.runcast.server.internal.core.Failure;
import dev.runcast.server.internal.core.JsonText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Turns the events of a run into those of AG-UI: runs below the root into steps, custom events into custom events, and chunks of text of
 * the root into a message. Everything is closed that was opened before the run is finished. Events come one after the other, but the end
 * of a run that is cancelled may come while one does; whatever comes after the end is ignored.
 */
final class AgentEvents {
    private static final String PROTOCOL_VERSION = "1.0";

    private final String threadId;
    private final String clientRunId;
    private final UUID rootId;
    private final Consumer<? super String> client;

    /** The names of the steps that are open, by the ids of their runs. */
    private final Map<UUID, String> steps = new LinkedHashMap<>();

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
     * @param client is given each event as JSON
     */
    AgentEvents(String threadId, String clientRunId, UUID rootId, Consumer<? super String> client) {
        this.threadId = threadId;
        this.clientRunId = clientRunId;
        this.rootId = rootId;
        this.client = client;
    }

    /** Says that the run starts. */
    void start() {
        send(run("RUN_STARTED")
                .put("protocolVersion", PROTOCOL_VERSION)
                .putJson("metadata", new JsonText().put("run_id", rootId).toString()));
    }

    /** Says what happened in the run. */
    void add(StreamEvent event) {
        boolean isRoot = event.runId().equals(rootId);
        switch (event.kind()) {
            case CUSTOM -> send(of("CUSTOM", event).put("name", event.name()).putJson("value", EventJson.data(event)));
            case START -> {
                if (!isRoot) {
                    startStep(event);
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
                    result = JsonCodec.defaultCodec().write(data.get("output")); // or the run fails
                } else {
                    finishStep(event);
                }
            }
            case ERROR -> {
                if (!isRoot) {
                    finishStep(event);
                }
            }
        }
    }

    private void startStep(StreamEvent event) {
        String name = freeStepName(event.name());
        steps.put(event.runId(), name);
        send(of("STEP_STARTED", event).put("stepName", name));
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
            send(of("STEP_FINISHED", event).put("stepName", name));
        }
    }

    private void addText(String text, StreamEvent event) {
        if (!isMessageOpen) {
            isMessageOpen = true;
            send(of("TEXT_MESSAGE_START", event).put("messageId", rootId).put("role", "assistant"));
        }
        if (!text.isEmpty()) {
            send(of("TEXT_MESSAGE_CONTENT", event).put("messageId", rootId).put("delta", text));
        }
    }

    /** Says that the run has ended well. */
    void finish() {
        if (isMessageOpen) {
            send(new JsonText().put("type", "TEXT_MESSAGE_END").put("messageId", rootId));
        }
        steps.values()
                .forEach(
                        name -> send(new JsonText().put("type", "STEP_FINISHED").put("stepName", name)));
        JsonText finished = run("RUN_FINISHED");
        if (!result.equals("null")) { // which the protocol does not take for a result
            finished.putJson("result", result);
        }
        send(finished, true);
    }

    /** Says that the run has failed. */
    void fail(Failure failure) {
        JsonText failed = new JsonText()
                .put("type", "RUN_ERROR")
                .put("message", failure.message())
                .put("code", failure.name());
        send(failed, true);
    }

    private JsonText run(String type) {
        return new JsonText().put("type", type).put("threadId", threadId).put("runId", clientRunId);
    }

    /** Begins an event that says in which run it happened, for which the protocol has no other place than the metadata. */
    private static JsonText of(String type, StreamEvent event) {
        String metadata = new JsonText()
                .put("run_id", event.runId())
                .put("parent_ids", event.parentIds())
                .toString();
        return new JsonText()
                .put("type", type)
                .put("timestamp", event.time().toEpochMilli())
                .putJson("metadata", metadata);
    }

    private void send(JsonText event) {
        send(event, false);
    }

    private void send(JsonText event, boolean isLast) {
        turn.lock();
        try {
            if (!isOver) {
                client.accept(event.toString());
            }
            isOver |= isLast;
        } finally {
            turn.unlock();
        }
    }
}
