package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.Failure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far a run is, in the words of the clients. */
enum RunStatus {
    /** It waits for those before it in its thread. */
    PENDING,
    RUNNING,
    SUCCESS,
    ERROR,
    TIMEOUT,
    INTERRUPTED;

    /** Returns how a run has ended: well, if there is no failure. */
    static RunStatus of(@Nullable Failure failure) {
        if (failure == null) {
            return SUCCESS;
        }
        if (failure.isByClient()) {
            return INTERRUPTED;
        }
        return failure.status() == 504 ? TIMEOUT : ERROR;
    }

    /** Returns whether the run has ended. */
    boolean isEnd() {
        return this != PENDING && this != RUNNING;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
