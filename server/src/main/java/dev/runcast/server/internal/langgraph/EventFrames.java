package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.runtime.stream.StreamEvent.Kind;
import dev.runcast.server.internal.core.ProgramJson;
import java.util.Map;
import java.util.Set;

/** Makes the frames that a client has asked for of the events of a run. Its result is not among them. */
final class EventFrames {
    private final Set<StreamMode> modes;
    private final ReplayBuffer frames;
    private final ProgramJson json;
    private final MessageFrames messages;
    private volatile boolean hasSteps;

    EventFrames(Set<StreamMode> modes, ReplayBuffer frames, ProgramJson json) {
        this.modes = modes;
        this.frames = frames;
        this.json = json;
        this.messages = new MessageFrames(frames, json);
    }

    void hear(StreamEvent event) {
        if (modes.contains(StreamMode.EVENTS)) {
            frames.append(StreamMode.EVENTS.event(), json.event(event));
        }
        if (modes.contains(StreamMode.CUSTOM) && event.kind() == Kind.CUSTOM) {
            frames.append(StreamMode.CUSTOM.event(), json.event(event));
        }
        if (modes.contains(StreamMode.MESSAGES_TUPLE)) {
            messages.hear(event);
        }
        if (modes.contains(StreamMode.UPDATES)) {
            update(event);
        }
    }

    /** The steps are the runs directly below the run. One without such runs is its own only step. */
    private void update(StreamEvent event) {
        boolean isStep = event.parentIds().size() == 1;
        hasSteps |= isStep && event.kind() == Kind.START;
        boolean isUpdate = isStep || (event.isRoot() && !hasSteps);
        if (isUpdate && event.kind() == Kind.END && event.data() instanceof Map<?, ?> data) {
            String output = json.writer().value(data.get("output")).toString();
            frames.append(
                    StreamMode.UPDATES.event(),
                    new JsonWriter().object(Map.of(event.name(), output)).toString());
        }
    }
}
