package dev.runcast.server.store;

import java.util.Objects;
import java.util.UUID;

/**
 * A run that is to be created. Immutable.
 *
 * @param id of the run
 * @param thread the thread that it belongs to
 * @param threadIsOwn whether the thread is created with it, and deleted with it
 * @param waits whether it waits for the runs that go on in its thread; otherwise it is not created if there are some
 * @param runnable the name of the runnable, such as {@code research}
 * @param metadata an object of JSON
 * @param attributes what its protocol needs to know of it, an object of JSON
 * @param request what it was asked for with, an object of JSON; not kept when the run has ended
 * @since 0.1
 */
public record NewRun(
        UUID id,
        ThreadKey thread,
        boolean threadIsOwn,
        boolean waits,
        String runnable,
        String metadata,
        String attributes,
        String request) {
    /** Checks that nothing is null. */
    public NewRun {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(thread, "thread");
        Objects.requireNonNull(runnable, "runnable");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(attributes, "attributes");
        Objects.requireNonNull(request, "request");
    }
}
