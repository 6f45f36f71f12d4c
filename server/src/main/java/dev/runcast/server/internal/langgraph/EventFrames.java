package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.core.Failure;
import dev.runcast.server.internal.runs.Frame;
import dev.runcast.server.internal.runs.LoggedEvent;
import dev.runcast.server.internal.runs.OwnedRun;
import dev.runcast.server.internal.runs.RunFrames;
import dev.runcast.server.store.EventsNotKeptException;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the frames that a client has asked for: those of some stream modes, after a position. */
final class EventFrames implements RunFrames {
    private static final int ERROR = StreamMode.values().length;

    private final StoredRun run;
    private final Set<StreamMode> modes;
    private final Position after;
    private MessageFrames messages;
    private boolean hasSteps;

    /**
     * Creates frames.
     *
     * @param after the position of the last frame that is not wanted
     */
    EventFrames(StoredRun run, Set<StreamMode> modes, Position after) {
        this.run = run;
        this.modes = modes;
        this.after = after;
        this.messages = new MessageFrames();
    }

    /** Returns whether frames depend on events before, so that all of those that are kept have to be read. */
    static boolean needEventsBefore(Set<StreamMode> modes) {
        return modes.contains(StreamMode.MESSAGES_TUPLE) || modes.contains(StreamMode.UPDATES);
    }

    /** The first frame of a run says which one it is. */
    @Override
    public List<Frame> first() {
        List<Frame> frames = new ArrayList<>();
        addBeginning(frames, new Position(0, 0), "1");
        return frames;
    }

    /** Adds the frame that an attempt begins with. */
    private void addBeginning(List<Frame> frames, Position position, String attempt) {
        JsonWriter metadata = new JsonWriter().open('{');
        metadata.key("run_id").string(run.id().toString());
        metadata.key("thread_id").string(run.thread().id().toString());
        metadata.key("attempt").json(attempt);
        add(frames, position, "metadata", metadata.close('}').toString());
    }

    private void add(List<Frame> frames, Position position, String event, String data) {
        if (position.compareTo(after) > 0) {
            frames.add(new Frame(position.id(), event, data));
        }
    }

    private void add(List<Frame> frames, long number, StreamMode mode, String data) {
        add(frames, new Position(number, mode.place()), mode.event(), data);
    }

    @Override
    public List<Frame> of(long number, LoggedEvent event) {
        List<Frame> frames = new ArrayList<>();
        if (number > 1 && event.isStart() && event.depth() == 0) { // The run has been started again.
            addBeginning(frames, Position.before(number), event.metadata(OwnedRun.ATTEMPT));
            messages = new MessageFrames();
            hasSteps = false;
        }
        if (modes.contains(StreamMode.EVENTS) && event.isInV2()) {
            add(frames, number, StreamMode.EVENTS, event.v2());
        }
        if (modes.contains(StreamMode.CUSTOM) && event.isCustom()) {
            add(frames, number, StreamMode.CUSTOM, event.v2());
        }
        if (modes.contains(StreamMode.MESSAGES_TUPLE)) {
            messages.of(event).ifPresent(message -> add(frames, number, StreamMode.MESSAGES_TUPLE, message));
        }
        if (modes.contains(StreamMode.UPDATES)) {
            update(event).ifPresent(update -> add(frames, number, StreamMode.UPDATES, update));
        }
        return frames;
    }

    /** The steps are the runs directly below the run. One without such runs is its own only step. */
    private Optional<String> update(LoggedEvent event) {
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

    @Override
    public List<Frame> ofEnd(long number, Optional<StoredRun> run) {
        RunEnd end = run.map(StoredRun::end).orElse(null);
        List<Frame> frames = new ArrayList<>();
        if (end == null || end.state() == null) {
            add(frames, new Position(number, ERROR), "error", RunJson.error(end));
            return frames;
        }
        if (modes.contains(StreamMode.VALUES)) {
            add(frames, number, StreamMode.VALUES, end.state());
        }
        if (modes.contains(StreamMode.OUTPUT)) {
            JsonWriter output = new JsonWriter().open('{').key("output").json(end.result());
            add(frames, number, StreamMode.OUTPUT, output.close('}').toString());
        }
        return frames;
    }

    @Override
    public List<Frame> ofGap(long number, EventsNotKeptException gone) {
        String error = Failure.json("EventsNotKept", RunAnswers.notKept(number, gone));
        return List.of(new Frame(new Position(number, ERROR).id(), "error", error));
    }
}
