package dev.runcast.server.internal.langgraph;

/**
 * An event of a stream as it is sent. Immutable.
 *
 * @param position where it is in the stream
 * @param event what kind of event it is, such as {@code custom} or {@code error}
 * @param data JSON
 */
record Frame(Position position, String event, String data) {}
