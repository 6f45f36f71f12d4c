package dev.runcast.server.internal.runs;

import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.internal.core.Failure;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.ServedRun;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.store.LeaseLostException;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoreUnavailableException;
import dev.runcast.server.store.StoredRun;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of servers that were lost, or have stopped. Those that have not begun, and those of restartable runnables, are started here.
 * The others end.
 */
public final class LostRuns {
    private static final Logger log = LoggerFactory.getLogger(LostRuns.class);

    /** How many runs are looked at at a time. */
    private static final int AT_ONCE = 100;

    /** How many owners a run may have that has begun, so that one that stops its server does not stop all of them. */
    private static final int MAX_OWNERS = 5;

    private static final String NODE_LOST =
            Failure.json("NodeLost", "The server that did the run was lost. Start the run again.");

    private final Services services;
    private final RunStore store;
    private final Duration term;

    /**
     * Creates the runs.
     *
     * @param term for how long this server owns one without saying so again
     */
    public LostRuns(Services services, Duration term) {
        this.services = services;
        this.store = services.store();
        this.term = term;
    }

    /** Looks for runs that were lost. */
    public void tend() {
        services.ownedRuns().outage().whileAsking(() -> store.lost(AT_ONCE).forEach(this::tend));
    }

    private void tend(StoredRun lost) {
        try {
            take(lost);
        } catch (LeaseLostException another) {
            log.debug("Another server has taken the run {}", lost.id());
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException wrong) { // The others are to be taken all the same.
            log.warn("The run {}, whose server was lost, could not be taken", lost.id(), wrong);
        }
    }

    private void take(StoredRun lost) {
        Optional<Mount> mount =
                services.mount(lost.runnable()).filter(found -> lost.epoch() < MAX_OWNERS || !hasBegun(lost));
        Optional<RunInput> input = mount.filter(found -> mayStart(lost, found)).flatMap(found -> input(lost, found));
        if (input.isPresent()) {
            services.runs()
                    .adopt(principal(lost), input.get().mount())
                    .ifPresent(place -> start(lost, input.get(), place)); // else later, or elsewhere
        } else {
            store.claim(lost.id(), term).ifPresent(this::end);
        }
    }

    private void start(StoredRun lost, RunInput input, ServedRun place) {
        boolean isStarted = false;
        try {
            Optional<StoredRun> claimed = store.claim(lost.id(), term);
            // The former owner may have begun it meanwhile.
            isStarted = claimed.filter(run -> mayStart(run, input.mount())).isPresent();
            if (isStarted) {
                log.info("The run {} is started here, as its server has stopped or was lost", lost.id());
                services.ownedRuns().adopt(claimed.orElseThrow(), place).start(input);
            } else {
                claimed.ifPresent(this::end);
            }
        } finally {
            if (!isStarted) {
                place.abandon();
            }
        }
    }

    private static boolean hasBegun(StoredRun run) {
        return run.status() != RunStatus.PENDING;
    }

    private static boolean mayStart(StoredRun run, Mount mount) {
        return mount.isRestartable() || !hasBegun(run);
    }

    /** Returns what the run was started with, or nothing if the runnable does not take that any more. */
    private Optional<RunInput> input(StoredRun run, Mount mount) {
        try {
            JsonObject request = JsonObject.ofBody(Objects.requireNonNull(run.request(), "request"));
            return Optional.of(RunInput.readKept(request, run.metadata(), mount, services.configs()));
        } catch (HttpError changed) {
            log.warn("The run {} cannot be started again: {}", run.id(), changed.getMessage());
            return Optional.empty();
        }
    }

    /** Of the principal that asked for the run, no more than the name is kept. */
    private static ClientPrincipal principal(StoredRun run) {
        String owner = run.thread().owner();
        return owner.isEmpty() ? ClientPrincipal.anonymous() : ClientPrincipal.of(owner);
    }

    private void end(StoredRun claimed) {
        store.end(claimed.lease(), new RunEnd(RunStatus.ERROR, NODE_LOST, null));
        log.warn("The run {} has ended, as its server was lost", claimed.id());
    }
}
