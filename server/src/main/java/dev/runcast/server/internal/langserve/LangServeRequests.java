package dev.runcast.server.internal.langserve;

import dev.runcast.server.internal.core.RequestKeys;
import java.util.List;

/** What the server does with the keys of each request of LangServe's protocol. */
final class LangServeRequests {
    /** There are keyword arguments for runnables in Python only. */
    static final RequestKeys INVOKE =
            RequestKeys.of("POST invoke").used("input", "config").refused("kwargs");

    static final RequestKeys BATCH =
            RequestKeys.of("POST batch").used("inputs", "config").refused("kwargs");

    static final RequestKeys STREAM = INVOKE.named("POST stream").used("error_events");

    /** Clients in JavaScript always ask for states instead of patches, and then put the state together from patches. */
    static final RequestKeys STREAM_LOG = STREAM.named("POST stream_log")
            .used("include_names", "include_types", "include_tags")
            .used("exclude_names", "exclude_types", "exclude_tags")
            .ignored("diff");

    static final RequestKeys STREAM_EVENTS =
            STREAM_LOG.named("POST stream_events").used("kwargs");

    /** Clients in JavaScript send here in which format they want events. */
    static final RequestKeys EVENTS_KWARGS =
            RequestKeys.of("kwargs of POST stream_events").used("version");

    private LangServeRequests() {}

    static List<RequestKeys> all() {
        return List.of(INVOKE, BATCH, STREAM, STREAM_LOG, STREAM_EVENTS);
    }
}
