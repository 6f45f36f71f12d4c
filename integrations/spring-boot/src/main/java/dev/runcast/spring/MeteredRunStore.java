package dev.runcast.spring;

import dev.runcast.server.store.ForwardingRunStore;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoredRun;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Measures what a store of runs does. */
final class MeteredRunStore extends ForwardingRunStore {
    private final MeterRegistry registry;
    private final Timer appends;
    private final Timer failedAppends;
    private final Counter events;
    private final Counter leasesLost;
    private final Counter runsTaken;

    MeteredRunStore(RunStore store, MeterRegistry registry) {
        super(store);
        this.registry = registry;
        this.appends = appends(registry, "success");
        this.failedAppends = appends(registry, "failure");
        this.events = Counter.builder("runcast.store.events")
                .description("Events that were appended")
                .register(registry);
        this.leasesLost = Counter.builder("runcast.store.leases.lost")
                .description("Runs that this server did, and another one owns")
                .register(registry);
        this.runsTaken = Counter.builder("runcast.store.runs.taken")
                .description("Runs of other servers that this one has taken")
                .register(registry);
    }

    private static Timer appends(MeterRegistry registry, String outcome) {
        return Timer.builder("runcast.store.appends")
                .description("Time until readers see events that were appended")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public CompletionStage<?> append(RunLease lease, long first, List<String> added) {
        Timer.Sample sample = Timer.start(registry);
        return super.append(lease, first, added).whenComplete((nothing, failure) -> {
            sample.stop(failure == null ? appends : failedAppends);
            if (failure == null) {
                events.increment(added.size());
            }
        });
    }

    @Override
    public Set<RunLease> renew(Collection<RunLease> leases, Duration term) {
        Set<RunLease> lost = super.renew(leases, term);
        leasesLost.increment(lost.size());
        return lost;
    }

    @Override
    public Optional<StoredRun> claim(UUID run, Duration term) {
        Optional<StoredRun> claimed = super.claim(run, term);
        claimed.ifPresent(taken -> runsTaken.increment());
        return claimed;
    }
}
