package dev.runcast.server.internal.langserve;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.core.Failure;
import dev.runcast.server.internal.runs.Frame;
import dev.runcast.server.internal.runs.LoggedEvent;
import dev.runcast.server.internal.runs.OwnedRun;
import dev.runcast.server.internal.runs.RunFrames;
import dev.runcast.server.store.EventsNotKeptException;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the frames of LangServe's streams: those of an endpoint, and then the end of the run. */
final class AnswerFrames implements RunFrames {
    private final Endpoint endpoint;
    private final boolean wantsErrorEvents;
    private boolean hasFailed;

    /**
     * Creates frames.
     *
     * @param wantsErrorEvents whether the client looks at events that tell of failures, so that the answer need not be broken off.
     *     Browsers drop what a script has not read of an answer that is
     */
    AnswerFrames(Endpoint endpoint, boolean wantsErrorEvents) {
        this.endpoint = endpoint;
        this.wantsErrorEvents = wantsErrorEvents;
    }

    /** Makes the frames of an endpoint. */
    interface Endpoint {
        /** Returns the frames of an event. */
        List<Frame> of(LoggedEvent event);

        /** Returns the frames of what a run has made, as JSON, which come before its end. */
        default List<Frame> ofOutput(String output) {
            return List.of();
        }
    }

    @Override
    public List<Frame> first() {
        return List.of();
    }

    @Override
    public List<Frame> of(long number, LoggedEvent event) {
        return endpoint.of(event);
    }

    @Override
    public List<Frame> ofEnd(long number, Optional<StoredRun> run) {
        RunEnd end = run.map(StoredRun::end).orElse(null);
        if (end == null) {
            return ofFailure(OwnedRun.CANCELLED);
        }
        if (end.status() != RunStatus.SUCCESS) {
            return ofFailure(Failure.read(end.result()));
        }
        List<Frame> frames = new ArrayList<>(endpoint.ofOutput(end.result()));
        frames.add(Frame.of("end", null));
        return frames;
    }

    @Override
    public List<Frame> ofGap(long number, EventsNotKeptException gone) {
        return ofFailure(Failure.read(RunFrames.gap(number)));
    }

    private List<Frame> ofFailure(Failure failure) {
        hasFailed = true;
        JsonWriter error = new JsonWriter().open('{');
        error.key("status_code").number(failure.status()).key("message").string(failure.message());
        return List.of(Frame.of("error", error.close('}').toString()));
    }

    @Override
    public boolean isBrokenOff() {
        return hasFailed && !wantsErrorEvents;
    }
}
