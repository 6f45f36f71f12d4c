package dev.runcast.server.internal.runs;

import java.util.UUID;

/** Says that a run cannot be created, as there is one with its id. */
public final class RunExistsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunExistsException(UUID run) {
        super("There is a run " + run + " already.");
    }
}
