package dev.runcast.server.internal.langserve;

import dev.runcast.server.internal.runs.Frame;
import dev.runcast.server.internal.runs.LoggedEvent;
import java.util.List;

/** Makes a frame of each event that the client wants to see. */
final class FilteredEvents implements AnswerFrames.Endpoint {
    private final Filters filters;
    private final boolean wantsErrorEvents;

    FilteredEvents(Filters filters, boolean wantsErrorEvents) {
        this.filters = filters;
        this.wantsErrorEvents = wantsErrorEvents;
    }

    @Override
    public List<Frame> of(LoggedEvent event) {
        boolean isWanted = (wantsErrorEvents || event.isInV2()) && filters.admit(event);
        return isWanted ? List.of(Frame.of("data", event.v2())) : List.of();
    }
}
