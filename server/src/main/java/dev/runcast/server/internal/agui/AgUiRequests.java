package dev.runcast.server.internal.agui;

import dev.runcast.server.internal.core.RequestKeys;
import java.util.List;

/** What the server does with the keys of each request of the AG-UI protocol. */
final class AgUiRequests {
    /** Front ends send their state, tools and context to every agent, which may make use of them. */
    static final RequestKeys RUN = RequestKeys.of("POST /ag-ui/{agent}")
            .used("threadId", "runId", "messages", "forwardedProps")
            .ignored("parentRunId", "state", "tools", "context", "protocolVersion")
            .refused("resume");

    private AgUiRequests() {}

    static List<RequestKeys> all() {
        return List.of(RUN);
    }
}
