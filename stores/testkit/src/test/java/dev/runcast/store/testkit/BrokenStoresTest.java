package dev.runcast.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.runcast.server.store.ForwardingRunStore;
import dev.runcast.server.store.LeaseLostException;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoredRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.testkit.engine.EngineTestKit;

/** That the contract fails a store that breaks it, and by which tests. */
class BrokenStoresTest {
    /** Keeps builds that select nested classes, too, from running those that are to fail. */
    private static final String HERE_ONLY = "runcast.broken.stores";

    private static List<String> failures(Class<? extends RunStoreContract> contract) {
        System.setProperty(HERE_ONLY, "true");
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(contract))
                    .execute()
                    .testEvents()
                    .failed()
                    .stream()
                    .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
                    .toList();
        } finally {
            System.clearProperty(HERE_ONLY);
        }
    }

    /** Lets former owners append. */
    @EnabledIfSystemProperty(named = HERE_ONLY, matches = "true")
    static class LostFence extends MemoryRunStoreTest {
        @Override
        protected RunStore open(Retention retention) {
            return new ForwardingRunStore(super.open(retention)) {
                @Override
                public CompletionStage<?> append(RunLease lease, long first, List<String> events) {
                    RunLease newest = super.run("ada", lease.run())
                            .map(run -> new RunLease(run.id(), run.epoch()))
                            .orElse(lease);
                    return super.append(newest, first, events);
                }
            };
        }
    }

    @Test
    void findsTheLostFence() {
        assertThat(failures(LostFence.class)).contains("fencesFormerOwners");
    }

    /** Says nothing to those who end a run once more. */
    @EnabledIfSystemProperty(named = HERE_ONLY, matches = "true")
    static class DoubleEnd extends MemoryRunStoreTest {
        @Override
        protected RunStore open(Retention retention) {
            return new ForwardingRunStore(super.open(retention)) {
                @Override
                public StoredRun end(RunLease lease, RunEnd end) {
                    try {
                        return super.end(lease, end);
                    } catch (LeaseLostException lost) {
                        return super.run("ada", lease.run()).orElseThrow(); // as if it had ended the run
                    }
                }
            };
        }
    }

    @Test
    void findsTheDoubleEnd() {
        assertThat(failures(DoubleEnd.class)).contains("refusesWhatComesAfterTheEnd", "endsARunOnceForMany");
    }

    /** Closes gaps by numbering events anew. */
    @EnabledIfSystemProperty(named = HERE_ONLY, matches = "true")
    static class Gap extends MemoryRunStoreTest {
        @Override
        protected RunStore open(Retention retention) {
            return new ForwardingRunStore(super.open(retention)) {
                @Override
                public CompletionStage<?> append(RunLease lease, long first, List<String> events) {
                    long next = super.run("ada", lease.run())
                            .map(run -> run.lastEvent() + 1)
                            .orElse(first);
                    return super.append(lease, Math.min(first, next), events);
                }
            };
        }
    }

    @Test
    void findsTheGap() {
        assertThat(failures(Gap.class)).containsExactly("refusesGaps");
    }

    /** Writes a batch from its end. */
    @EnabledIfSystemProperty(named = HERE_ONLY, matches = "true")
    static class ReorderedBatch extends MemoryRunStoreTest {
        @Override
        protected RunStore open(Retention retention) {
            return new ForwardingRunStore(super.open(retention)) {
                @Override
                public CompletionStage<?> append(RunLease lease, long first, List<String> events) {
                    List<String> reversed = new ArrayList<>(events);
                    Collections.reverse(reversed);
                    return super.append(lease, first, reversed);
                }
            };
        }
    }

    @Test
    void findsTheReorderedBatch() {
        assertThat(failures(ReorderedBatch.class))
                .contains("appendsEvents", "readsEventsInPages", "readsWhileRunsAreAppendedTo");
    }

    /** Keeps everything for ever. */
    @EnabledIfSystemProperty(named = HERE_ONLY, matches = "true")
    static class ForgottenExpiry extends MemoryRunStoreTest {
        @Override
        protected RunStore open(Retention retention) {
            return new ForwardingRunStore(super.open(retention)) {
                @Override
                public void expire() {
                    // forgotten
                }
            };
        }
    }

    @Test
    void findsTheForgottenExpiry() {
        assertThat(failures(ForgottenExpiry.class))
                .containsExactlyInAnyOrder(
                        "expiresRuns", "expiresThreadsOfOneRun", "expiresThreads", "keepsBusyThreads");
    }
}
