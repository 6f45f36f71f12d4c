package dev.runcast.server.internal.runs;

import dev.runcast.server.internal.core.Failure;
import dev.runcast.server.store.EventsNotKeptException;
import dev.runcast.server.store.StoredRun;
import java.util.List;
import java.util.Optional;

/** Makes the frames of a protocol of the events of one run, for one client. Called by one thread at a time, in the order of the events. */
public interface RunFrames {
    /** Returns the frames that come before those of events. */
    List<Frame> first();

    /** Returns the frames of an event. */
    List<Frame> of(long number, LoggedEvent event);

    /**
     * Returns the frames of the end of a run.
     *
     * @param number the number of the last event
     * @param run the run, or nothing if it was deleted
     */
    List<Frame> ofEnd(long number, Optional<StoredRun> run);

    /**
     * Returns the frames that say that events were deleted before they were read, which are the last ones.
     *
     * @param number the number of the last event that was read
     */
    List<Frame> ofGap(long number, EventsNotKeptException gone);

    /** Returns what is said of such a gap, as {@link Failure#json} does. */
    static String gap(long number) {
        return Failure.json("EventsNotKept", "The events after " + number + " are not kept any more.");
    }

    /** Returns whether the answer is broken off after the last frame, so that no client takes it for whole. */
    default boolean isBrokenOff() {
        return false;
    }
}
