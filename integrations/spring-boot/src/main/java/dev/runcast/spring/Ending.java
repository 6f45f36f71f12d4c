package dev.runcast.spring;

/** How an answer ends. */
enum Ending {
    /** All of it has been written. */
    COMPLETE,

    /** It is broken off, so that the client sees that something is missing. */
    CUT
}
