package dev.runcast.server.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a run has ended. Immutable.
 *
 * @param status one that {@linkplain RunStatus#isEnd ends}
 * @param result JSON: the output, or what clients are told of the failure
 * @param state an object of JSON that becomes the state of the thread; null if the run leaves that as it was
 * @since 0.1
 */
public record RunEnd(
        RunStatus status, String result, @Nullable String state) {
    /**
     * Checks the status.
     *
     * @throws IllegalArgumentException if it is none that ends
     */
    public RunEnd {
        Objects.requireNonNull(result, "result");
        if (!status.isEnd()) {
            throw new IllegalArgumentException(
                    status + " does not end a run. Give SUCCESS, ERROR, TIMEOUT or INTERRUPTED.");
        }
    }
}
