package dev.runcast.runtime.callback;

/** What happens to an event for which there is no room, since so many wait for a slow handler or reader. */
public enum Overflow {
    /** The run waits until there is room. */
    BLOCK,
    /** The event itself is dropped. */
    DROP_NEWEST,
    /** The event that has waited longest is dropped. */
    DROP_OLDEST
}
