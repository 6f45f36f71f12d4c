package dev.runcast.server;

/**
 * What clients of AG-UI see of a custom event.
 *
 * @since 0.1
 */
public enum AgUiEvent {
    /** {@code CUSTOM}, with the name of the event and its data as the value. It is the default. */
    CUSTOM,
    /**
     * {@code ACTIVITY_SNAPSHOT}, for data that are an object. The name of the event is the type of the activity. Front ends show it in the
     * conversation. The next event of that name in the same run takes its place.
     */
    ACTIVITY_SNAPSHOT,
    /** {@code STATE_SNAPSHOT}: the data are the state that the client shares with the agent. */
    STATE_SNAPSHOT,
    /** {@code STATE_DELTA}, for data that are a list: a JSON Patch (RFC 6902) of the state. */
    STATE_DELTA
}
