package dev.runcast.processor.discovery;

/** What kind of work a run does: the constants of the annotation's {@code RunType}. */
public enum RunType {
    CHAIN,
    TOOL,
    RETRIEVER,
    CHAT_MODEL
}
