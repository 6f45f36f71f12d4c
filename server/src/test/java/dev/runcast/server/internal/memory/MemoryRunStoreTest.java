package dev.runcast.server.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.server.ServerLimits;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.ThreadKey;
import dev.runcast.server.store.ThreadState;
import dev.runcast.server.store.UnknownThreadException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How long what is kept. What all stores do has tests for all of them. */
class MemoryRunStoreTest {
    private static final Duration TERM = Duration.ofSeconds(10);
    private static final ServerLimits LIMITS = ServerLimits.builder()
            .finishedRunExpiry(Duration.ofMinutes(5))
            .threadExpiry(Duration.ofHours(1))
            .build();

    private final MovedClock clock = new MovedClock();
    private final MemoryRunStore store = new MemoryRunStore(LIMITS, clock);

    private static final class MovedClock extends Clock {
        private Instant now = Instant.EPOCH;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static ThreadKey key() {
        return new ThreadKey("ada", UUID.randomUUID());
    }

    private ThreadKey newThread() {
        ThreadKey thread = key();
        store.createThread(thread, "{}");
        return thread;
    }

    private RunLease begin(ThreadKey thread, boolean threadIsOwn) {
        RunLease lease = store.create(
                        new NewRun(UUID.randomUUID(), thread, threadIsOwn, false, "work", "{}", "{}", "{}"), TERM)
                .lease();
        store.begin(lease);
        return lease;
    }

    private RunLease finished(ThreadKey thread, boolean threadIsOwn) {
        RunLease lease = begin(thread, threadIsOwn);
        end(lease);
        return lease;
    }

    private void end(RunLease lease) {
        store.end(lease, new RunEnd(RunStatus.SUCCESS, "\"done\"", "{\"output\":\"done\"}"));
    }

    @Test
    void runsAreKeptForAWhileAfterTheirEnd() {
        ThreadKey thread = newThread();
        RunLease run = finished(thread, false);
        clock.pass(Duration.ofMinutes(5).minusSeconds(1));
        store.expire();
        assertThat(store.run("ada", run.run())).map(StoredRun::status).hasValue(RunStatus.SUCCESS);
        clock.pass(Duration.ofSeconds(1));
        store.expire();
        assertThat(store.run("ada", run.run())).isEmpty();
        assertThat(store.thread(thread).orElseThrow().state())
                .as("the thread")
                .isEqualTo(new ThreadState(run.run(), "work", "{}", "{\"output\":\"done\"}", Instant.EPOCH));
    }

    @Test
    void threadsThatAreForOneRunAreForgottenWithIt() {
        ThreadKey thread = key();
        finished(thread, true);
        assertThat(store.thread(thread)).isPresent();
        clock.pass(Duration.ofMinutes(5));
        store.expire();
        assertThat(store.thread(thread)).isEmpty();
    }

    @Test
    void threadsAreKeptForAWhileAfterTheirLastUse() {
        ThreadKey used = newThread();
        ThreadKey unused = newThread();
        clock.pass(Duration.ofMinutes(59));
        assertThat(store.thread(used)).isPresent();
        clock.pass(Duration.ofMinutes(1));
        store.expire();
        assertThat(store.thread(used)).isPresent();
        assertThat(store.thread(unused)).isEmpty();
    }

    @Test
    void threadsAreKeptWhileTheirRunGoesOn() {
        ThreadKey thread = newThread();
        RunLease run = begin(thread, false);
        clock.pass(Duration.ofDays(1));
        store.expire();
        assertThat(store.run("ada", run.run())).isPresent();
        assertThat(store.thread(thread)).isPresent();
        end(run);
        clock.pass(Duration.ofHours(1));
        store.expire();
        assertThat(store.run("ada", run.run())).isEmpty();
        assertThat(store.thread(thread)).isEmpty();
    }

    @Test
    void runsOfAThreadThatWasForgottenAreNotCreated() {
        ThreadKey thread = newThread();
        clock.pass(Duration.ofHours(1));
        store.expire();
        assertThatThrownBy(() -> begin(thread, false)).isInstanceOf(UnknownThreadException.class);
    }

    @Test
    void runsWithoutAnOwnerAreThoseWhoseLeasesExpired() {
        RunLease lost = begin(newThread(), false);
        clock.pass(TERM.minusSeconds(1));
        RunLease held = begin(newThread(), false);
        assertThat(store.lost(10)).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(store.lost(10)).extracting(StoredRun::id).containsExactly(lost.run());
        assertThat(store.claim(held.run(), TERM)).isEmpty();
        assertThat(store.claim(lost.run(), TERM).map(StoredRun::lease)).hasValue(new RunLease(lost.run(), 2));
        assertThat(store.lost(10)).isEmpty();
    }
}
