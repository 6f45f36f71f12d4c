package dev.runcast.runtime.callback;

/**
 * What happens to an event when there is no room for it, since too many events wait for a slow handler or reader.
 *
 * @since 0.1
 */
public enum Overflow {
    /** The run waits until there is room. */
    BLOCK,
    /** The event itself is dropped. */
    DROP_NEWEST,
    /** The event that has waited longest is dropped. */
    DROP_OLDEST
}
