package dev.runcast.server.internal.memory;

/** What is kept of a principal. */
interface Kept {
    /** Returns the name of the principal that it belongs to. */
    String owner();

    /** Returns whether it may be forgotten to make room. */
    boolean canBeForgotten();
}
