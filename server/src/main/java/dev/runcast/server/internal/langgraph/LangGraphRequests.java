package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.RequestKeys;
import java.util.List;

/** What the server does with the keys of each request of LangGraph's runs API. */
final class LangGraphRequests {
    /** A runnable has no graph with nodes, checkpoints and interrupts in it. Of some keys, {@link RunRequest} takes only what is done. */
    static final RequestKeys RUN_STREAM = RequestKeys.of("POST runs/stream")
            .used("assistant_id", "input", "config", "metadata", "stream_mode", "stream_resumable")
            .used("on_disconnect", "on_completion", "if_not_exists", "multitask_strategy", "durability")
            .ignored("stream_subgraphs") // A runnable has none. RemoteGraph asks for theirs wherever it is a node.
            .refused("command", "context", "feedback_keys", "webhook", "after_seconds")
            .refused(
                    "interrupt_before",
                    "interrupt_after",
                    "checkpoint",
                    "checkpoint_id",
                    "checkpoint_during",
                    "strict_resume")
            .refused("langsmith_tracer");

    static final RequestKeys RUN_WAIT = RUN_STREAM.named("POST runs/wait");

    static final RequestKeys RUN_CREATE = RUN_STREAM.named("POST runs");

    /** Of each run. The SDK for JavaScript sends the id of the assistant by both names. */
    static final RequestKeys RUN_BATCH =
            RUN_STREAM.named("POST runs/batch").inList().refused("thread_id").ignored("assistantId");

    static final RequestKeys CREATE_THREAD = RequestKeys.of("POST /threads")
            .used("thread_id", "metadata", "if_exists")
            .refused("supersteps", "ttl");

    static final RequestKeys UPDATE_THREAD =
            RequestKeys.of("PATCH /threads/{thread_id}").used("metadata").refused("ttl");

    static final RequestKeys COUNT_THREADS =
            RequestKeys.of("POST /threads/count").used("metadata", "values", "status");

    static final RequestKeys SEARCH_THREADS = COUNT_THREADS
            .named("POST /threads/search")
            .used("ids", "offset", "sort_by", "sort_order", "select")
            .bounded("limit")
            .refused("extract");

    static final RequestKeys PRUNE_THREADS =
            RequestKeys.of("POST /threads/prune").bounded("thread_ids").used("strategy");

    /** There are no subgraphs, and so no states of them. */
    static final RequestKeys STATE = RequestKeys.of("POST /threads/{thread_id}/state/checkpoint")
            .used("checkpoint")
            .ignored("subgraphs")
            .refused("select");

    static final RequestKeys HISTORY = RequestKeys.of("POST /threads/{thread_id}/history")
            .used("before", "metadata", "checkpoint")
            .bounded("limit")
            .refused("select");

    static final RequestKeys COUNT_ASSISTANTS =
            RequestKeys.of("POST /assistants/count").used("graph_id").refused("metadata", "name");

    static final RequestKeys SEARCH_ASSISTANTS = COUNT_ASSISTANTS
            .named("POST /assistants/search")
            .used("offset")
            .bounded("limit")
            .refused("sort_by", "sort_order", "select", "response_format");

    /** The members of a checkpoint, in requests that name one. */
    static final RequestKeys CHECKPOINT = RequestKeys.of("checkpoint")
            .used("thread_id", "checkpoint_ns", "checkpoint_id")
            .refused("checkpoint_map");

    static final RequestKeys THREAD_QUERY =
            RequestKeys.of("query of GET /threads/{thread_id}").refused("include");

    static final RequestKeys STATE_QUERY = RequestKeys.of("query of GET /threads/{thread_id}/state")
            .ignored("subgraphs")
            .refused("select");

    static final RequestKeys CHECKPOINT_QUERY =
            STATE_QUERY.named("query of GET /threads/{thread_id}/state/{checkpoint_id}");

    static final RequestKeys HISTORY_QUERY = RequestKeys.of("query of GET /threads/{thread_id}/history")
            .used("before")
            .bounded("limit");

    static final RequestKeys RUNS_QUERY = RequestKeys.of("query of GET runs")
            .used("offset", "status", "select")
            .bounded("limit");

    static final RequestKeys RUN_STREAM_QUERY =
            RequestKeys.of("query of POST runs/stream").refused("namespace");

    static final RequestKeys JOIN_QUERY =
            RequestKeys.of("query of GET runs/{run_id}/join").used("cancel_on_disconnect");

    static final RequestKeys JOIN_STREAM_QUERY = RequestKeys.of("query of GET runs/{run_id}/stream")
            .used("stream_mode", "cancel_on_disconnect")
            .refused("namespace", "checkpoint_id");

    static final RequestKeys CANCEL_QUERY = RequestKeys.of("query of POST runs/{run_id}/cancel")
            .used("action", "wait")
            .refused("reason");

    /** There are no graphs in a graph to be seen. */
    static final RequestKeys GRAPH_QUERY =
            RequestKeys.of("query of GET /assistants/{assistant_id}/graph").ignored("xray");

    private LangGraphRequests() {}

    static List<RequestKeys> all() {
        return List.of(
                RUN_STREAM,
                RUN_WAIT,
                RUN_CREATE,
                RUN_BATCH,
                CREATE_THREAD,
                UPDATE_THREAD,
                SEARCH_THREADS,
                COUNT_THREADS,
                PRUNE_THREADS,
                STATE,
                HISTORY,
                SEARCH_ASSISTANTS,
                COUNT_ASSISTANTS);
    }

    static List<RequestKeys> queries() {
        return List.of(
                THREAD_QUERY,
                STATE_QUERY,
                CHECKPOINT_QUERY,
                HISTORY_QUERY,
                RUNS_QUERY,
                RUN_STREAM_QUERY,
                JOIN_QUERY,
                JOIN_STREAM_QUERY,
                CANCEL_QUERY,
                GRAPH_QUERY);
    }
}
