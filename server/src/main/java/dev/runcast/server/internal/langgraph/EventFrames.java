package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.core.Failure;
import dev.runcast.server.internal.runs.OwnedRun;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the frames that a client has asked for of the events of a run, one after the other, and of its end. */
final class EventFrames {
    private static final int ERROR = StreamMode.values().length;

    private final StoredRun run;
    private final Set<StreamMode> modes;
    private MessageFrames messages;
    private boolean hasSteps;

    EventFrames(StoredRun run, Set<StreamMode> modes) {
        this.run = run;
        this.modes = modes;
        this.messages = new MessageFrames();
    }

    /** Returns whether frames depend on events before, so that all of those that are kept have to be read. */
    static boolean needEventsBefore(Set<StreamMode> modes) {
        return modes.contains(StreamMode.MESSAGES_TUPLE) || modes.contains(StreamMode.UPDATES);
    }

    /** Returns the first frame of a run, which says which one it is. */
    Frame first() {
        return beginning(new Position(0, 0), "1");
    }

    /** Returns the frame that an attempt begins with. */
    private Frame beginning(Position position, String attempt) {
        JsonWriter metadata = new JsonWriter().open('{');
        metadata.key("run_id").string(run.id().toString());
        metadata.key("thread_id").string(run.thread().id().toString());
        metadata.key("attempt").json(attempt);
        return new Frame(position, "metadata", metadata.close('}').toString());
    }

    /** Returns the frames of an event. */
    List<Frame> of(long number, String json) {
        WireEvent event = new WireEvent(json);
        List<Frame> frames = new ArrayList<>();
        if (number > 1 && event.isStart() && event.depth() == 0) { // The run has been started again.
            frames.add(beginning(Position.before(number), event.metadata(OwnedRun.ATTEMPT)));
            messages = new MessageFrames();
            hasSteps = false;
        }
        if (modes.contains(StreamMode.EVENTS) && event.isInV2()) {
            frames.add(frame(number, StreamMode.EVENTS, json));
        }
        if (modes.contains(StreamMode.CUSTOM) && event.isCustom()) {
            frames.add(frame(number, StreamMode.CUSTOM, json));
        }
        if (modes.contains(StreamMode.MESSAGES_TUPLE)) {
            messages.of(event).ifPresent(message -> frames.add(frame(number, StreamMode.MESSAGES_TUPLE, message)));
        }
        if (modes.contains(StreamMode.UPDATES)) {
            update(event).ifPresent(update -> frames.add(frame(number, StreamMode.UPDATES, update)));
        }
        return frames;
    }

    private static Frame frame(long number, StreamMode mode, String data) {
        return new Frame(new Position(number, mode.place()), mode.event(), data);
    }

    /** The steps are the runs directly below the run. One without such runs is its own only step. */
    private Optional<String> update(WireEvent event) {
        if (!event.isStart() && !event.isEnd()) {
            return Optional.empty();
        }
        int depth = event.depth();
        hasSteps |= depth == 1 && event.isStart();
        boolean isUpdate = event.isEnd() && (depth == 1 || (depth == 0 && !hasSteps));
        return isUpdate
                ? Optional.of(new JsonWriter()
                        .object(Map.of(event.name(), event.data("output")))
                        .toString())
                : Optional.empty();
    }

    /**
     * Returns the frames of the end of a run.
     *
     * @param number the number of the last event
     * @param run the run, or nothing if it was deleted
     */
    List<Frame> ofEnd(long number, Optional<StoredRun> run) {
        RunEnd end = run.map(StoredRun::end).orElse(null);
        if (end == null || end.state() == null) {
            return List.of(new Frame(new Position(number, ERROR), "error", RunJson.error(end)));
        }
        List<Frame> frames = new ArrayList<>();
        if (modes.contains(StreamMode.VALUES)) {
            frames.add(frame(number, StreamMode.VALUES, end.state()));
        }
        if (modes.contains(StreamMode.OUTPUT)) {
            JsonWriter output = new JsonWriter().open('{').key("output").json(end.result());
            frames.add(frame(number, StreamMode.OUTPUT, output.close('}').toString()));
        }
        return frames;
    }

    /** Returns the frame that says that events were deleted before they were read. */
    static Frame ofGap(long number, String message) {
        return new Frame(new Position(number, ERROR), "error", Failure.json("EventsNotKept", message));
    }
}
