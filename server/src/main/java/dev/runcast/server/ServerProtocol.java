package dev.runcast.server;

/**
 * How clients speak with a server.
 *
 * @since 0.1
 */
public enum ServerProtocol {
    /** LangServe's protocol: {@code POST /research/stream_events}. The live page speaks it too. */
    LANG_SERVE,
    /** LangGraph's runs API: {@code POST /runs/stream}. */
    LANG_GRAPH,
    /** AG-UI: {@code POST /ag-ui/research}. */
    AG_UI
}
