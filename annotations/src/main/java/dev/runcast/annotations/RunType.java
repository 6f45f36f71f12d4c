package dev.runcast.annotations;

import java.util.Locale;

/**
 * What kind of work a run does. It chooses the names of the run's events, such as {@code on_tool_start}, and the shape of
 * its input.
 *
 * @since 0.1
 */
public enum RunType {
    /** Any step or sequence of steps. Its input is its only parameter, or a map of several. */
    CHAIN,

    /** A tool that a model or a person may call. Its input is always a map of its arguments by parameter name. */
    TOOL,

    /** A search for documents. It has one parameter, and its input is the map {@code {"query": …}}. */
    RETRIEVER,

    /**
     * A call of a chat model. It has one parameter, the list of messages, and its input is the map {@code {"messages": [[…]]}}. Clients of
     * <a href="https://docs.langchain.com/">LangChain</a> expect its output and its chunks to be messages in LangChain's JSON:
     * {@code content}, {@code type} and so on.
     */
    CHAT_MODEL;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** Returns the name in the names of events, in filters and in JSON: {@code chain}, {@code chat_model} and so on. */
    public String wireName() {
        return wireName;
    }
}
