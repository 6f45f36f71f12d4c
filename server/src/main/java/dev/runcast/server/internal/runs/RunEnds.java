package dev.runcast.server.internal.runs;

import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoredRun;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Those who wait for the ends of runs. */
final class RunEnds {
    private final RunStore store;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    RunEnds(RunStore store) {
        this.store = store;
    }

    /** Returns what completes when a run has ended, or is not there. Those who wait no more cancel it. */
    CompletableFuture<Optional<StoredRun>> of(String owner, UUID run) {
        Waiting each = new Waiting(owner, run);
        waiting.add(each);
        each.end.whenComplete((ended, cancellation) -> waiting.remove(each));
        check(each); // It may have ended before.
        return each.end;
    }

    /** Tells those who wait for a run that it has ended. */
    void complete(StoredRun ended) {
        waiting.stream()
                .filter(each -> each.run.equals(ended.id()))
                .forEach(each -> each.end.complete(Optional.of(ended)));
    }

    /** Tells those who wait for a run if that has ended. */
    void check(UUID run) {
        waiting.stream().filter(each -> each.run.equals(run)).forEach(this::check);
    }

    /** Tells those who wait for runs that have ended. */
    void check() {
        waiting.forEach(this::check);
    }

    private void check(Waiting each) {
        Optional<StoredRun> found = store.run(each.owner, each.run);
        if (found.isEmpty() || found.get().status().isEnd()) {
            each.end.complete(found);
        }
    }

    /** One who waits. */
    private static final class Waiting {
        private final String owner;
        private final UUID run;
        private final CompletableFuture<Optional<StoredRun>> end = new CompletableFuture<>();

        Waiting(String owner, UUID run) {
            this.owner = owner;
            this.run = run;
        }
    }
}
