package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.RequestKeys;
import java.util.List;

/** What the server does with the keys of each request of LangGraph's runs API. */
final class LangGraphRequests {
    /** A runnable has no graph with nodes, checkpoints and interrupts in it. Of some keys, {@link RunRequest} takes only what is done. */
    static final RequestKeys RUN_STREAM = RequestKeys.of("POST runs/stream")
            .used("assistant_id", "input", "config", "metadata", "stream_mode", "stream_resumable")
            .used("on_disconnect", "on_completion", "if_not_exists", "multitask_strategy", "durability")
            .refused("command", "context", "stream_subgraphs", "feedback_keys", "webhook", "after_seconds")
            .refused(
                    "interrupt_before",
                    "interrupt_after",
                    "checkpoint",
                    "checkpoint_id",
                    "checkpoint_during",
                    "strict_resume")
            .refused("langsmith_tracer");

    static final RequestKeys RUN_WAIT = RUN_STREAM.named("POST runs/wait");

    static final RequestKeys CREATE_THREAD = RequestKeys.of("POST /threads")
            .used("thread_id", "metadata", "if_exists")
            .refused("supersteps", "ttl");

    static final RequestKeys SEARCH_ASSISTANTS = RequestKeys.of("POST /assistants/search")
            .used("graph_id", "limit", "offset")
            .refused("metadata", "name", "sort_by", "sort_order", "select", "response_format");

    private LangGraphRequests() {}

    static List<RequestKeys> all() {
        return List.of(RUN_STREAM, RUN_WAIT, CREATE_THREAD, SEARCH_ASSISTANTS);
    }
}
