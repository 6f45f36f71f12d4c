package dev.runcast.server.internal.runs;

import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.internal.core.Access;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.StoredThread;
import dev.runcast.server.store.ThreadState;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the principal of a request may do with its runs and threads that are kept. They name their runnables, which a server may not serve
 * any more: then nobody may read them, and everybody may forget them.
 */
public final class KeptAccess {
    private final Services services;
    private final Access access;

    /** Creates the access to what the store keeps. */
    public KeptAccess(Services services) {
        this.services = services;
        this.access = services.access();
    }

    /** Returns a run of the principal, or nothing. */
    public Optional<StoredRun> find(Call call, UUID id) {
        return services.store()
                .run(call.principal().name(), id)
                .filter(run -> services.mount(call.principal(), run.runnable()).isPresent());
    }

    /** Returns what is said of a run that is not there. */
    public HttpError unknown() {
        return HttpError.of(
                404,
                "There is no such run, or it was forgotten: one that has ended is kept for "
                        + services.limits().finishedRunExpiry().toSeconds()
                        + " s, if not too many end after it. Start another one.");
    }

    /** Returns whether what a run has made may be read. */
    public boolean isReadable(Call call, StoredRun run) {
        return isReadable(call, run.runnable());
    }

    /** Returns whether what a run has left in a thread may be read. */
    public boolean isReadable(Call call, ThreadState state) {
        return isReadable(call, state.runnable());
    }

    /** Returns whether the state of a thread may be read. One without a state may. */
    public boolean isReadable(Call call, StoredThread thread) {
        return state(thread).map(state -> isReadable(call, state)).orElse(true);
    }

    private boolean isReadable(Call call, String runnable) {
        return mount(runnable)
                .filter(mount -> access.isReadable(call.principal(), mount))
                .isPresent();
    }

    /**
     * Checks that something may be done with the runs of a runnable.
     *
     * @throws HttpError if it may not (403)
     */
    public void check(Call call, Action action, String runnable) {
        mount(runnable).ifPresent(mount -> access.check(call.principal(), action, mount));
    }

    /** Notes that something was done with a run. */
    public void done(Call call, Action action, StoredRun run) {
        done(call, action, run.runnable(), run.id());
    }

    /**
     * Checks that something may be done with a run, and notes it.
     *
     * @throws HttpError if it may not (403)
     */
    public void checkDone(Call call, Action action, StoredRun run) {
        check(call, action, run.runnable());
        done(call, action, run);
    }

    /** Notes that a state was read. */
    public void read(Call call, ThreadState state) {
        done(call, Action.READ, state.runnable(), state.run());
    }

    /** Notes that a thread was read. What is read of it is what a run has made of it. */
    public void read(Call call, StoredThread thread) {
        state(thread).ifPresent(state -> read(call, state));
    }

    private void done(Call call, Action action, String runnable, UUID run) {
        mount(runnable).ifPresent(mount -> access.done(call.principal(), action, mount, run));
    }

    /**
     * Checks that a thread may be read, and notes it.
     *
     * @throws HttpError if it may not (403)
     */
    public void checkRead(Call call, StoredThread thread) {
        state(thread).ifPresent(state -> check(call, Action.READ, state.runnable()));
        read(call, thread);
    }

    /**
     * Checks that a thread may be taken away with all its runs.
     *
     * @throws HttpError if it may not (403)
     */
    public void checkEnd(Call call, StoredThread thread) {
        Stream.concat(
                        services.store().runs(thread.key()).stream().map(StoredRun::runnable),
                        state(thread).map(ThreadState::runnable).stream())
                .distinct()
                .forEach(runnable -> check(call, Action.CANCEL, runnable));
    }

    private Optional<Mount> mount(String runnable) {
        return services.mount(runnable);
    }

    private static Optional<ThreadState> state(StoredThread thread) {
        return Optional.ofNullable(thread.state());
    }
}
