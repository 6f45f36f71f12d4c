package dev.runcast.server.internal.langgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.core.Access;
import dev.runcast.server.internal.core.AuditLog;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.ProgramJson;
import dev.runcast.server.internal.core.Runs;
import dev.runcast.server.internal.core.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept and forgotten, by a clock that the test moves. */
@Timeout(60)
class ThreadsTest {
    private static final ServerLimits LIMITS = ServerLimits.builder()
            .finishedRunExpiry(Duration.ofMinutes(5))
            .threadExpiry(Duration.ofHours(1))
            .build();

    private static final ClientPrincipal ADA = ClientPrincipal.of("ada");

    private final MovedClock clock = new MovedClock();
    private final Threads threads = new Threads(LIMITS, clock);
    private final Timers timers = new Timers(Runnable::run);
    private final Runs runs =
            new Runs(LIMITS, timers, new Access((principal, action, path) -> true, new AuditLog(false)), false);
    private final ProgramJson json = new ProgramJson(null, runs);

    @AfterEach
    void stop() {
        timers.close();
    }

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

    private ServedThread newThread() {
        return threads.create(ADA, UUID.randomUUID(), "{}");
    }

    /** Starts a run that ends when the future does. */
    private ResumableRun begin(ServedThread thread, CompletableFuture<Object> work) {
        Mount mount = Mount.of("/work", TypedRunnable.ofAsync("work", (Object any, RunnableConfig config) -> work));
        RunRequest asked = new RunRequest(
                mount,
                "tea",
                6,
                RunnableConfig.empty(),
                "{}",
                Set.of(StreamMode.VALUES),
                false,
                true,
                true,
                false,
                MultitaskStrategy.REJECT);
        ResumableRun run =
                new ResumableRun(thread, asked, runs.admit(ADA, mount), json, threads.newFrames(thread), clock);
        threads.begin(run);
        run.start(threads);
        return run;
    }

    private ResumableRun finished(ServedThread thread) {
        ResumableRun run = begin(thread, CompletableFuture.completedFuture("done"));
        run.ended().join();
        return run;
    }

    @Test
    void runsAreKeptForAWhileAfterTheirEnd() {
        ServedThread thread = newThread();
        ResumableRun run = finished(thread);
        clock.pass(Duration.ofMinutes(5).minusSeconds(1));
        threads.expire();
        assertThat(threads.findRun(ADA, run.id())).hasValue(run);
        clock.pass(Duration.ofSeconds(1));
        threads.expire();
        assertThat(threads.findRun(ADA, run.id())).isEmpty();
        assertThat(threads.find(ADA, thread.id())).as("the thread").hasValue(thread);
        assertThat(thread.json()).contains("\"values\":{\"output\":\"done\"}");
    }

    @Test
    void threadsThatAreForOneRunAreForgottenWithIt() {
        ServedThread thread = threads.createForOneRun(ADA);
        finished(thread);
        clock.pass(Duration.ofMinutes(5));
        threads.expire();
        assertThat(threads.find(ADA, thread.id())).isEmpty();
    }

    @Test
    void threadsAreKeptForAWhileAfterTheirLastUse() {
        ServedThread used = newThread();
        ServedThread unused = newThread();
        clock.pass(Duration.ofMinutes(59));
        assertThat(threads.find(ADA, used.id())).isPresent();
        clock.pass(Duration.ofMinutes(1));
        threads.expire();
        assertThat(threads.find(ADA, used.id())).isPresent();
        assertThat(threads.find(ADA, unused.id())).isEmpty();
    }

    @Test
    void threadsAreKeptWhileTheirRunGoesOn() {
        ServedThread thread = newThread();
        CompletableFuture<Object> work = new CompletableFuture<>();
        ResumableRun run = begin(thread, work);
        clock.pass(Duration.ofDays(1));
        threads.expire();
        assertThat(threads.findRun(ADA, run.id())).hasValue(run);
        assertThat(threads.find(ADA, thread.id())).hasValue(thread);
        work.complete("done");
        run.ended().join();
        clock.pass(Duration.ofHours(1));
        threads.expire();
        assertThat(threads.findRun(ADA, run.id())).isEmpty();
        assertThat(threads.find(ADA, thread.id())).isEmpty();
    }

    @Test
    void runsOfAThreadThatWasForgottenAreNotStarted() {
        ServedThread thread = newThread();
        clock.pass(Duration.ofHours(1));
        threads.expire();
        assertThatThrownBy(() -> begin(thread, new CompletableFuture<>()))
                .isInstanceOfSatisfying(
                        HttpError.class, error -> assertThat(error.status()).isEqualTo(404));
    }
}
