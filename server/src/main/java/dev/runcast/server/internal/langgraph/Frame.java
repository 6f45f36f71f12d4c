package dev.runcast.server.internal.langgraph;

/**
 * An event of a stream as it is sent. Immutable.
 *
 * @param id counts the events of the run, from 1
 * @param event what kind of event it is, such as {@code custom} or {@code error}
 * @param data JSON
 */
record Frame(long id, String event, String data) {}
