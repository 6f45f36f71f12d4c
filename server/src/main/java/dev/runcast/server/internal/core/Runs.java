package dev.runcast.server.internal.core;

import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.ServerLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The runs that the server does for its clients: as many at once as the limits allow, and none any more once it stops. */
public final class Runs {
    /** What is said of runs that the server cancels because it stops. */
    public static final Failure STOPPING = new Failure(503, "The server is stopping.");

    private final ServerLimits limits;
    private final Timers timers;
    private final Access access;
    private final boolean showErrors;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Set<ServedRun> active = new LinkedHashSet<>();
    private int taken;
    private boolean stopping;

    /**
     * Creates runs.
     *
     * @param access says who may have which
     * @param showErrors whether clients are told what runs failed with
     */
    public Runs(ServerLimits limits, Timers timers, Access access, boolean showErrors) {
        this.limits = limits;
        this.timers = timers;
        this.access = access;
        this.showErrors = showErrors;
    }

    /**
     * Makes room for a run of a client, which is to be started or abandoned.
     *
     * @throws HttpError if the client may not have it (403), has its share of runs (429), if there are as many runs as the server
     *     bears, or if it stops (503)
     */
    public ServedRun admit(Call call, Mount mount) {
        return admit(call, mount, 1);
    }

    /**
     * Makes room for the runs of a batch, which is to be started or abandoned.
     *
     * @throws HttpError as for a single run, or if the batch is larger than all that a client may have at once (422)
     */
    public ServedRun admit(Call call, Mount mount, int count) {
        ClientPrincipal principal = call.principal();
        access.check(principal, Action.RUN, mount);
        checkBatch(principal, count);
        int share = shareOf(principal);
        lock.lock();
        try {
            if (stopping) {
                throw HttpError.busy(STOPPING.message());
            }
            if (taken + count > limits.maxRuns()) {
                throw HttpError.busy("The server does as many runs as it can at once: " + taken + ". Try again later.");
            }
            int own = takenBy(principal);
            if (own + count > share) {
                throw HttpError.overShare(
                        "You have " + own + " runs, and may have " + share + " at once. Try again when one has ended.");
            }
            return add(principal, mount, count, call.keepBody());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Checks that a client may have so many runs at once, if it has no others.
     *
     * @throws HttpError if it may not (422)
     */
    public void checkBatch(ClientPrincipal principal, int count) {
        int share = shareOf(principal);
        if (count > share) {
            throw HttpError.of(
                    422,
                    "A batch of " + count + " runs is more than the server does at once for a client: " + share
                            + ". Send smaller batches.");
        }
    }

    private int shareOf(ClientPrincipal principal) {
        return principal.isAnonymous() ? limits.maxRuns() : Math.min(limits.maxRuns(), limits.maxRunsPerPrincipal());
    }

    /**
     * Makes room for a run that another server admitted, which is to be started or abandoned. Returns nothing if there is no room, or the
     * server stops.
     */
    public Optional<ServedRun> adopt(ClientPrincipal principal, Mount mount) {
        lock.lock();
        try {
            return stopping || taken >= limits.maxRuns()
                    ? Optional.empty()
                    : Optional.of(add(principal, mount, 1, () -> {}));
        } finally {
            lock.unlock();
        }
    }

    private ServedRun add(ClientPrincipal principal, Mount mount, int count, Runnable onEnd) {
        ServedRun run = new ServedRun(principal, mount, count, this, onEnd);
        active.add(run);
        taken += count;
        return run;
    }

    private int takenBy(ClientPrincipal principal) {
        return active.stream()
                .filter(run -> run.principal().equals(principal))
                .mapToInt(ServedRun::count)
                .sum();
    }

    /** Returns how many runs there is room taken for. */
    public int active() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Admits no more runs. */
    public void close() {
        lock.lock();
        try {
            stopping = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets the runs end for some time, and then cancels those that have not. {@link #close} comes before.
     *
     * @param patience how long to wait before runs are cancelled
     * @param lastWords how long to wait for those to end
     */
    public void stop(Duration patience, Duration lastWords) {
        List<ServedRun> late;
        lock.lock();
        try {
            awaitEnds(patience);
            late = new ArrayList<>(active);
        } finally {
            lock.unlock();
        }
        Collections.reverse(late); // so that none begins whose turn comes when an earlier one has ended
        late.forEach(run -> run.cancel(STOPPING));
        lock.lock();
        try {
            awaitEnds(lastWords);
        } finally {
            lock.unlock();
        }
    }

    private void awaitEnds(Duration patience) {
        long nanos = patience.toNanos();
        try {
            while (!active.isEmpty() && nanos > 0) {
                nanos = ended.awaitNanos(nanos);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt(); // and so the runs are cancelled now
        }
    }

    void remove(ServedRun run) {
        lock.lock();
        try {
            active.remove(run);
            taken -= run.count();
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    ServerLimits limits() {
        return limits;
    }

    Access access() {
        return access;
    }

    Timers timers() {
        return timers;
    }

    /** Returns what a client is told of a run that failed by itself. */
    public Failure failure(Throwable error) {
        return new Failure(500, showErrors ? text(error) : "Internal Server Error");
    }

    private static String text(Throwable error) {
        try {
            return String.valueOf(error);
        } catch (Throwable unspeakable) { // The program may have written its text.
            return error.getClass().getName();
        }
    }

    /** Returns what a client is told of a run that took too long. */
    Failure timedOut() {
        return new Failure(504, "The run took longer than " + limits.runTimeout() + ", and was cancelled.");
    }
}
