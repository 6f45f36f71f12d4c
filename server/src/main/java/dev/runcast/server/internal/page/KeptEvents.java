package dev.runcast.server.internal.page;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.core.Failure;
import dev.runcast.server.internal.runs.Frame;
import dev.runcast.server.internal.runs.LoggedEvent;
import dev.runcast.server.internal.runs.RunFrames;
import dev.runcast.server.store.EventsNotKeptException;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.StoredRun;
import java.util.List;
import java.util.Optional;

/** Makes a frame of each event that is kept, with its time, and one of the end. */
final class KeptEvents implements RunFrames {
    private static final String DELETED =
            Failure.byClient("The run was deleted.").toJson();

    @Override
    public List<Frame> first() {
        return List.of();
    }

    @Override
    public List<Frame> of(long number, LoggedEvent event) {
        return List.of(new Frame(String.valueOf(number), "data", event.json()));
    }

    @Override
    public List<Frame> ofEnd(long number, Optional<StoredRun> run) {
        RunEnd end = run.map(StoredRun::end).orElse(null);
        return end == null
                ? ofEnd(RunStatus.INTERRUPTED, DELETED)
                : ofEnd(end.status(), end.status() == RunStatus.SUCCESS ? "null" : end.result());
    }

    @Override
    public List<Frame> ofGap(long number, EventsNotKeptException gone) {
        return ofEnd(RunStatus.ERROR, RunFrames.gap(number));
    }

    private static List<Frame> ofEnd(RunStatus status, String error) {
        JsonWriter end = new JsonWriter().open('{');
        end.key("status").string(status.wireName());
        if (!error.equals("null")) {
            end.key("error").json(error);
        }
        return List.of(Frame.of("end", end.close('}').toString()));
    }
}
