package dev.runcast.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.server.store.EventPage;
import dev.runcast.server.store.EventTail;
import dev.runcast.server.store.EventsNotKeptException;
import dev.runcast.server.store.LeaseLostException;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.StoredThread;
import dev.runcast.server.store.ThreadBusyException;
import dev.runcast.server.store.ThreadKey;
import dev.runcast.server.store.ThreadState;
import dev.runcast.server.store.UnknownThreadException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RunStore} is to do, as tests, for authors of stores:
 *
 * <pre>{@code
 * class FileRunStoreTest extends RunStoreContract {
 *   @TempDir Path folder;
 *
 *   protected RunStore open(Retention retention) {
 *     return FileRunStore.open(folder, retention.endedRuns(), retention.idleThreads(), retention.eventsPerRun());
 *   }
 * }
 * }</pre>
 *
 * <p>A store that several servers can share also overrides {@link #openAnother}, for the tests to use it as two servers do. A store that is
 * to differ in one point overrides that test. Tests wait for what a store does later; have JUnit set a timeout against stores that hang.
 *
 * @since 0.1
 */
public abstract class RunStoreContract {
    private static final int THREADS = 16;

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final List<RunStore> opened = new ArrayList<>();

    /** As the server has it that does the runs. */
    private RunStore store;

    /** As another server has it. */
    private RunStore other;

    /** Of a principal with a thread. */
    private ThreadKey thread;

    /** For authors of stores. */
    @SuppressWarnings("NullAway.Init") // JUnit calls the method that sets the fields.
    protected RunStoreContract() {}

    /** Opens a store with nothing in it. Called once in each test, or twice. */
    protected abstract RunStore open(Retention retention) throws Exception;

    /**
     * Opens a store once more, as another server does that shares it. Each is closed after the test.
     *
     * @return the same, if it is of one process
     */
    protected RunStore openAnother(RunStore store, Retention retention) throws Exception {
        return store;
    }

    /** Opens the store that is tested. */
    @BeforeEach
    public final void openForTest() throws Exception {
        openWith(Retention.LONG);
    }

    private void openWith(Retention retention) throws Exception {
        store = open(retention);
        opened.add(store);
        other = openAnother(store, retention);
        opened.add(other);
        thread = new ThreadKey("ada", UUID.randomUUID());
        store.createThread(thread, "{}");
    }

    /** Closes what the test has opened. */
    @AfterEach
    public final void closeAfterTest() {
        opened.stream().distinct().forEach(RunStore::close);
    }

    // Threads

    /** A thread is as it was created. */
    @Test
    public void createsThreads() {
        ThreadKey key = new ThreadKey("ada", UUID.randomUUID());
        assertThat(store.createThread(key, "{\"a\":1}"))
                .as("whether it was created")
                .isTrue();

        StoredThread created = other.thread(key).orElseThrow();
        assertThat(created.key()).isEqualTo(key);
        assertThat(created.metadata()).isEqualTo("{\"a\":1}");
        assertThat(created.isOfOneRun()).as("isOfOneRun").isFalse();
        assertThat(created.isBusy()).as("isBusy").isFalse();
        assertThat(created.hasFailed()).as("hasFailed").isFalse();
        assertThat(created.state()).as("state").isNull();
        assertThat(created.updatedAt()).as("updatedAt").isAfterOrEqualTo(created.createdAt());
    }

    /** A thread that is there is not created again, and keeps its metadata. */
    @Test
    public void createsAThreadOnce() {
        assertThat(other.createThread(thread, "{\"a\":1}"))
                .as("whether it was created")
                .isFalse();
        assertThat(metadata(thread)).isEqualTo("{}");
    }

    /** Of several that create a thread at once, one does. */
    @Test
    public void createsAThreadOnceForMany() throws Exception {
        ThreadKey key = new ThreadKey("ada", UUID.randomUUID());
        assertThat(Waiting.onThreads(THREADS, () -> either().createThread(key, "{}")))
                .as("whether it was created")
                .containsOnlyOnce(true);
    }

    /** A copy has the metadata and the state of a thread, and none of its runs. What becomes of one of them is not that of the other. */
    @Test
    public void copiesThreads() {
        RunLease lease = create(thread);
        store.begin(lease);
        store.end(lease, success("{\"a\":1}"));
        store.replaceMetadata(thread, "{}", "{\"m\":1}");
        ThreadKey key = new ThreadKey("ada", UUID.randomUUID());
        assertThat(other.copyThread(thread, key.id()))
                .as("whether it was copied")
                .isTrue();
        StoredThread original = store.thread(thread).orElseThrow();
        store.deleteThread(thread);

        StoredThread copy = store.thread(key).orElseThrow();
        assertThat(copy.metadata()).isEqualTo("{\"m\":1}");
        assertThat(copy.state()).isNotNull().isEqualTo(original.state());
        assertThat(copy.isOfOneRun()).as("isOfOneRun").isFalse();
        assertThat(copy.isBusy()).as("isBusy").isFalse();
        assertThat(store.runs(key)).isEmpty();
        assertThat(store.threads("ada")).extracting(StoredThread::key).containsExactly(key);
    }

    /** Nothing comes of copying a thread that is not there, is another principal's, or has the id of the copy. */
    @Test
    public void copiesNoThreadsThatAreNotThere() {
        UUID copy = UUID.randomUUID();
        assertThat(store.copyThread(new ThreadKey("ada", UUID.randomUUID()), copy))
                .isFalse();
        assertThat(store.copyThread(new ThreadKey("bob", thread.id()), copy)).isFalse();
        assertThat(store.copyThread(thread, thread.id())).isFalse();
        assertThat(store.thread(new ThreadKey("ada", copy))).isEmpty();
        assertThat(store.thread(new ThreadKey("bob", copy))).isEmpty();
        assertThat(store.threads("ada")).hasSize(1);
    }

    /** Nothing is found of what was never there, and it is deleted and cancelled in peace. */
    @Test
    public void findsNothingOfWhatIsNotThere() {
        ThreadKey unknown = new ThreadKey("ada", UUID.randomUUID());
        UUID run = UUID.randomUUID();
        store.deleteThread(unknown);
        store.delete(run);
        store.cancel(run);

        assertThat(store.thread(unknown)).isEmpty();
        assertThat(store.replaceMetadata(unknown, "{}", "{}")).isFalse();
        assertThat(store.runs(unknown)).isEmpty();
        assertThat(store.run("ada", run)).isEmpty();
        assertThat(store.runs("nobody", 10)).isEmpty();
        assertThat(store.threads("nobody")).isEmpty();
        assertThat(store.lost(10)).isEmpty();
        assertThat(store.claim(run, LONG)).isEmpty();
    }

    /** Metadata are replaced if they are as expected. */
    @Test
    public void replacesMetadataThatAreAsExpected() {
        assertThat(store.replaceMetadata(thread, "{}", "{\"a\":1}")).isTrue();
        assertThat(other.replaceMetadata(thread, "{}", "{\"a\":2}")).isFalse();
        assertThat(metadata(thread)).isEqualTo("{\"a\":1}");
    }

    /** Of several that replace the same metadata at once, one does. */
    @Test
    public void replacesMetadataForOneOfMany() throws Exception {
        AtomicInteger number = new AtomicInteger();
        assertThat(Waiting.onThreads(
                        THREADS,
                        () -> either().replaceMetadata(thread, "{}", "{\"a\":" + number.incrementAndGet() + "}")))
                .as("whether they were replaced")
                .containsOnlyOnce(true);
    }

    /** The threads of a principal are listed, but for those of one run. */
    @Test
    public void listsThreads() {
        ThreadKey second = new ThreadKey("ada", UUID.randomUUID());
        store.createThread(second, "{}");
        store.createThread(new ThreadKey("bob", UUID.randomUUID()), "{}");
        store.create(ofItsOwnThread(), LONG);

        assertThat(other.threads("ada")).extracting(StoredThread::key).containsExactlyInAnyOrder(thread, second);
    }

    /** Two principals may have threads of the same id, and each sees its own. */
    @Test
    public void keepsThreadsOfPrincipalsApart() {
        ThreadKey ofBob = new ThreadKey("bob", thread.id());
        assertThat(store.createThread(ofBob, "{\"b\":1}"))
                .as("whether it was created")
                .isTrue();
        RunLease lease = create(ofBob);
        store.end(lease, success("{\"b\":2}"));

        assertThat(metadata(thread)).isEqualTo("{}");
        assertThat(other.thread(thread).orElseThrow().state()).isNull();
        assertThat(other.runs(thread)).isEmpty();
        assertThat(other.run("ada", lease.run())).isEmpty();
        assertThat(other.runs("ada", 10)).isEmpty();

        store.deleteThread(thread);
        assertThat(other.thread(ofBob)).isPresent();
        assertThat(other.run("bob", lease.run())).isPresent();
    }

    /** The anonymous principal is one, too. */
    @Test
    public void keepsThreadsOfTheAnonymousPrincipal() {
        ThreadKey ofNobody = new ThreadKey("", UUID.randomUUID());
        store.createThread(ofNobody, "{}");
        RunLease lease = create(ofNobody);

        assertThat(other.threads("")).extracting(StoredThread::key).containsExactly(ofNobody);
        assertThat(other.run("", lease.run())).isPresent();
    }

    /** A thread is deleted with its runs that have ended. */
    @Test
    public void deletesThreadsWithTheirRuns() {
        RunLease lease = create(thread);
        store.end(lease, success("{}"));

        other.deleteThread(thread);

        assertThat(store.thread(thread)).isEmpty();
        assertThat(store.threads("ada")).isEmpty();
        assertThat(store.runs(thread)).isEmpty();
        assertThat(store.run("ada", lease.run())).isEmpty();
        assertThatThrownBy(() -> create(thread)).isInstanceOf(UnknownThreadException.class);
    }

    /** A run whose thread is deleted goes on until it ends. */
    @Test
    public void deletesRunsOfADeletedThreadWhenTheyEnd() {
        RunLease lease = create(thread);
        other.deleteThread(thread);

        appended(store.append(lease, 1, events(1, 1)));
        assertThat(other.run("ada", lease.run())).as("the run that goes on").isPresent();
        store.end(lease, success("{\"a\":1}"));
        assertThat(other.run("ada", lease.run())).as("the run that has ended").isEmpty();
    }

    /** A thread that is created anew has nothing of the one that was deleted. */
    @Test
    public void createsDeletedThreadsAnew() {
        RunLease lease = create(thread);
        store.deleteThread(thread);
        store.createThread(thread, "{\"b\":1}");
        store.end(lease, success("{\"a\":1}"));

        StoredThread anew = other.thread(thread).orElseThrow();
        assertThat(anew.metadata()).isEqualTo("{\"b\":1}");
        assertThat(anew.isBusy()).as("isBusy").isFalse();
        assertThat(anew.state()).as("state").isNull();
        assertThat(other.runs(thread)).isEmpty();
    }

    // Runs, for those who do them

    /** A run is as it was created: pending, and owned in the first epoch. */
    @Test
    public void createsRuns() {
        NewRun made =
                new NewRun(UUID.randomUUID(), thread, false, true, "research", "{\"m\":1}", "{\"a\":1}", "{\"r\":1}");
        StoredRun created = store.create(made, LONG);

        assertThat(run(made.id())).isEqualTo(created);
        assertThat(created.lease()).isEqualTo(new RunLease(made.id(), 1));
        assertThat(created.id()).isEqualTo(made.id());
        assertThat(created.thread()).isEqualTo(thread);
        assertThat(created.runnable()).isEqualTo("research");
        assertThat(created.metadata()).isEqualTo("{\"m\":1}");
        assertThat(created.attributes()).isEqualTo("{\"a\":1}");
        assertThat(created.request()).isEqualTo("{\"r\":1}");
        assertThat(created.status()).isEqualTo(RunStatus.PENDING);
        assertThat(created.end()).isNull();
        assertThat(created.epoch()).isEqualTo(1);
        assertThat(created.lastEvent()).isZero();
        assertThat(created.updatedAt()).isEqualTo(created.createdAt());
        assertThat(isBusy(thread)).as("isBusy").isTrue();
    }

    /** A run may be created once more by those who do not know whether they did. */
    @Test
    public void createsRunsOnce() {
        for (boolean threadIsOwn : List.of(false, true)) {
            ThreadKey key = threadIsOwn ? new ThreadKey("ada", UUID.randomUUID()) : thread;
            NewRun made = new NewRun(UUID.randomUUID(), key, threadIsOwn, false, "research", "{}", "{}", "{}");
            StoredRun created = store.create(made, LONG);
            appended(store.append(created.lease(), 1, events(1, 2)));

            assertThat(store.create(made, LONG).lease()).isEqualTo(created.lease());
            assertThat(store.runs(key)).extracting(StoredRun::id).containsExactly(made.id());
            assertThat(run(made.id()).lastEvent()).isEqualTo(2);
        }
    }

    /** A run needs its thread. */
    @Test
    public void refusesRunsOfUnknownThreads() {
        ThreadKey unknown = new ThreadKey("ada", UUID.randomUUID());
        assertThatThrownBy(() -> create(unknown)).isInstanceOf(UnknownThreadException.class);
        ThreadKey ofAnother = new ThreadKey("bob", thread.id());
        assertThatThrownBy(() -> create(ofAnother)).isInstanceOf(UnknownThreadException.class);
        assertThat(other.runs("ada", 10)).isEmpty();
    }

    /** A run may bring a thread of its own, which is deleted with it. */
    @Test
    public void createsThreadsOfOneRun() {
        NewRun made = ofItsOwnThread();
        RunLease lease = store.create(made, LONG).lease();
        assertThat(other.thread(made.thread()).orElseThrow().isOfOneRun())
                .as("isOfOneRun")
                .isTrue();
        store.end(lease, success("{\"a\":1}"));
        assertThat(other.thread(made.thread()).orElseThrow().state()).isNotNull();

        store.delete(made.id());
        assertThat(other.thread(made.thread())).isEmpty();
    }

    /** A run that does not wait is refused while its thread has one that goes on. */
    @Test
    public void refusesRunsThatDoNotWait() {
        RunLease first = create(thread);
        NewRun impatient = notWaiting();

        assertThatThrownBy(() -> other.create(impatient, LONG))
                .isInstanceOfSatisfying(
                        ThreadBusyException.class,
                        busy -> assertThat(busy.run()).isEqualTo(first.run()));
        assertThat(run(impatient)).isEmpty();
        store.end(first, success(null));
        assertThat(other.create(impatient, LONG).epoch()).isEqualTo(1);
    }

    /** Of several runs that do not wait and are created at once, one is. */
    @Test
    public void createsOneOfManyRunsThatDoNotWait() throws Exception {
        List<Boolean> created = Waiting.onThreads(THREADS, () -> {
            try {
                either().create(notWaiting(), LONG);
                return true;
            } catch (ThreadBusyException busy) {
                return false;
            }
        });
        assertThat(created).as("whether it was created").containsOnlyOnce(true);
        assertThat(store.runs(thread)).hasSize(1);
    }

    /** Runs that wait are created whatever goes on in their thread. */
    @Test
    public void createsRunsThatWait() throws Exception {
        Waiting.onThreads(THREADS, () -> either().create(newRun(thread), LONG));
        assertThat(store.runs(thread)).hasSize(THREADS);
    }

    /** A run that works is running. */
    @Test
    public void beginsRuns() {
        RunLease lease = create(thread);
        store.begin(lease);

        StoredRun begun = run(lease.run());
        assertThat(begun.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(begun.updatedAt()).isAfterOrEqualTo(begun.createdAt());
        assertThat(isBusy(thread)).as("isBusy").isTrue();
    }

    /** Events that were appended are there when the stage completes. */
    @Test
    public void appendsEvents() {
        RunLease lease = create(thread);
        appended(store.append(lease, 1, events(1, 3)));
        assertThat(run(lease.run()).lastEvent()).isEqualTo(3);
        appended(store.append(lease, 4, events(4, 4)));
        appended(store.append(lease, 5, List.of()));

        assertThat(run(lease.run()).lastEvent()).isEqualTo(4);
        assertThat(read(lease.run(), 0)).isEqualTo(events(1, 4));
    }

    /** Events that a run has already are skipped. */
    @Test
    public void skipsEventsThatAreThere() {
        RunLease lease = create(thread);
        appended(store.append(lease, 1, events(1, 3)));
        appended(store.append(lease, 1, events(1, 3)));
        appended(store.append(lease, 2, events(2, 5)));

        assertThat(read(lease.run(), 0)).isEqualTo(events(1, 5));
    }

    /** Events that would leave a gap are refused, and those that follow them without one are not. */
    @Test
    public void refusesGaps() {
        RunLease lease = create(thread);
        appended(store.append(lease, 1, events(1, 2)));
        assertThat(refused(store.append(lease, 4, events(4, 5)))).isInstanceOf(IllegalArgumentException.class);
        assertThat(run(lease.run()).lastEvent()).isEqualTo(2);

        appended(store.append(lease, 3, events(3, 5)));
        assertThat(read(lease.run(), 0)).isEqualTo(events(1, 5));
    }

    /** A run need not wait for one batch before it appends the next. */
    @Test
    public void keepsTheOrderOfAppends() {
        RunLease lease = create(thread);
        List<CompletionStage<?>> appends = new ArrayList<>();
        for (int first = 1; first < 600; first += 3) {
            appends.add(store.append(lease, first, events(first, first + 2)));
        }
        appends.forEach(RunStoreContract::appended);
        assertThat(read(lease.run(), 0)).isEqualTo(events(1, 600));
    }

    /** The end comes after what was appended before, although nobody has waited for that. */
    @Test
    public void endsAfterWhatWasAppended() {
        RunLease lease = create(thread);
        List<CompletionStage<?>> appends = new ArrayList<>();
        for (int number = 1; number <= 100; number++) {
            appends.add(store.append(lease, number, events(number, number)));
        }
        store.end(lease, success(null));

        appends.forEach(RunStoreContract::appended);
        assertThat(read(lease.run(), 0)).isEqualTo(events(1, 100));
    }

    /** A run that has ended says how, and its thread has what it left. */
    @Test
    public void endsRuns() {
        RunLease lease = create(thread);
        store.begin(lease);
        RunEnd end = success("{\"a\":1}");
        StoredRun returned = store.end(lease, end);

        StoredRun ended = run(lease.run());
        assertThat(returned).as("what is returned").isEqualTo(ended);
        assertThat(ended.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(ended.end()).isEqualTo(end);
        assertThat(ended.request()).as("request").isNull();
        assertThat(ended.updatedAt()).isAfterOrEqualTo(ended.createdAt());
        StoredThread left = other.thread(thread).orElseThrow();
        assertThat(left.isBusy()).as("isBusy").isFalse();
        assertThat(left.state()).isNotNull().isEqualTo(ended.state().orElseThrow());
        assertThat(left.updatedAt()).isAfterOrEqualTo(ended.updatedAt());
    }

    /** A thread tells whether its last run failed. A run that leaves nothing leaves the state of the thread as it was. */
    @Test
    public void tellsOfFailedRuns() {
        store.end(create(thread), success("{\"a\":1}"));
        assertThat(hasFailed(thread)).as("hasFailed after SUCCESS").isFalse();
        for (RunStatus status : List.of(RunStatus.ERROR, RunStatus.INTERRUPTED, RunStatus.TIMEOUT)) {
            store.end(create(thread), new RunEnd(status, "{}", null));
            assertThat(hasFailed(thread)).as("hasFailed after %s", status).isEqualTo(status != RunStatus.INTERRUPTED);
        }
        assertThat(other.thread(thread).orElseThrow().state())
                .isNotNull()
                .extracting(ThreadState::values)
                .isEqualTo("{\"a\":1}");
    }

    /** A run ends once. Nothing more is written of it. */
    @Test
    public void refusesWhatComesAfterTheEnd() {
        RunLease lease = create(thread);
        store.end(lease, success("{\"a\":1}"));
        StoredRun ended = run(lease.run());

        assertThatThrownBy(() -> other.end(lease, new RunEnd(RunStatus.ERROR, "{}", "{\"a\":2}")))
                .isInstanceOf(LeaseLostException.class);
        assertRefused(store, lease);
        assertThat(run(lease.run())).isEqualTo(ended);
        assertThat(store.claim(lease.run(), LONG)).isEmpty();
    }

    /** Of several that end a run at once, one does. */
    @Test
    public void endsARunOnceForMany() throws Exception {
        RunLease lease = create(thread);
        AtomicInteger number = new AtomicInteger();
        List<Optional<RunEnd>> ends = Waiting.onThreads(THREADS, () -> {
            RunEnd end = success("{\"a\":" + number.incrementAndGet() + "}");
            try {
                either().end(lease, end);
                return Optional.of(end);
            } catch (LeaseLostException lost) {
                return Optional.empty();
            }
        });
        assertThat(ends.stream().flatMap(Optional::stream))
                .as("ends that were accepted")
                .containsExactly(run(lease.run()).end());
    }

    /** What a run left in its thread stays when the run is deleted. */
    @Test
    public void keepsTheStateOfDeletedRuns() {
        RunLease lease = create(thread);
        store.end(lease, success("{\"a\":1}"));
        ThreadState left = other.thread(thread).orElseThrow().state();
        store.delete(lease.run());

        assertThat(other.run("ada", lease.run())).isEmpty();
        assertThat(other.thread(thread).orElseThrow().state()).isNotNull().isEqualTo(left);
    }

    // Leases

    /** A run whose lease holds is not lost, and nobody else gets it. */
    @Test
    public void protectsOwners() {
        RunLease lease = create(thread);
        assertThat(other.lost(10)).isEmpty();
        assertThat(other.claim(lease.run(), LONG)).isEmpty();
        assertThat(run(lease.run()).epoch()).isEqualTo(1);
    }

    /** Runs whose lease has expired are found, those first whose lease expired first. */
    @Test
    public void findsLostRuns() {
        RunLease first = lost();
        RunLease second = lost();
        create(thread);
        store.end(lost(), success(null));

        assertThat(other.lost(10)).extracting(StoredRun::id).containsExactly(first.run(), second.run());
        assertThat(other.lost(1)).extracting(StoredRun::id).containsExactly(first.run());
    }

    /** A run whose lease is renewed is not lost. */
    @Test
    public void renewsLeases() {
        RunLease kept = lost();
        RunLease left = lost();
        assertThat(store.renew(List.of(kept), LONG)).as("leases that were lost").isEmpty();

        assertThat(other.lost(10)).extracting(StoredRun::id).containsExactly(left.run());
        assertThat(other.claim(kept.run(), LONG)).isEmpty();
        assertThat(store.renew(List.of(), LONG)).isEmpty();
    }

    /** A run whose lease is given up can be claimed at once. */
    @Test
    public void givesLeasesUp() {
        RunLease lease = create(thread);
        assertThat(store.renew(List.of(lease), Duration.ZERO))
                .as("leases that were lost")
                .isEmpty();

        assertThat(other.lost(10)).extracting(StoredRun::id).containsExactly(lease.run());
        assertThat(other.claim(lease.run(), LONG).map(StoredRun::lease)).hasValue(new RunLease(lease.run(), 2));
        assertRefused(store, lease);
    }

    /** Who renews leases is told which were lost. */
    @Test
    public void tellsOfLostLeases() {
        RunLease kept = create(thread);
        RunLease claimed = lost();
        other.claim(claimed.run(), LONG);
        RunLease ended = create(thread);
        store.end(ended, success(null));
        RunLease deleted = create(thread);
        other.delete(deleted.run());
        RunLease unknown = new RunLease(UUID.randomUUID(), 1);

        assertThat(store.renew(Set.of(kept, claimed, ended, deleted, unknown), LONG))
                .containsExactlyInAnyOrder(claimed, ended, deleted, unknown);
    }

    /** An expired lease counts for as long as nobody claims the run. */
    @Test
    public void letsOwnersWriteAfterTheirTerm() {
        RunLease lease = lost();
        store.begin(lease);
        appended(store.append(lease, 1, events(1, 2)));
        assertThat(store.renew(List.of(lease), SHORT)).isEmpty();
        store.end(lease, success(null));
        assertThat(run(lease.run()).status()).isEqualTo(RunStatus.SUCCESS);
    }

    /** Who claims a lost run owns it in the next epoch, and goes on after its last event. */
    @Test
    public void givesLostRunsToOthers() {
        RunLease lease = lost();
        appended(store.append(lease, 1, events(1, 2)));

        RunLease claimed = other.claim(lease.run(), LONG).orElseThrow().lease();
        assertThat(claimed).isEqualTo(new RunLease(lease.run(), 2));
        assertThat(run(lease.run()).epoch()).isEqualTo(2);
        assertThat(store.lost(10)).isEmpty();
        other.begin(claimed);
        appended(other.append(claimed, 3, events(3, 4)));
        other.end(claimed, success(null));
        assertThat(read(lease.run(), 0)).isEqualTo(events(1, 4));
    }

    /** After a claim, whatever the former owner writes is refused. */
    @Test
    public void fencesFormerOwners() {
        RunLease former = lost();
        appended(store.append(former, 1, events(1, 2)));
        RunLease claimed = other.claim(former.run(), LONG).orElseThrow().lease();

        assertRefused(store, former);
        StoredRun run = run(former.run());
        assertThat(run.status()).isEqualTo(RunStatus.PENDING);
        assertThat(run.lastEvent()).isEqualTo(2);
        appended(other.append(claimed, 3, events(3, 3)));
    }

    /** A former owner is refused, too, when its successor has ended the run. */
    @Test
    public void fencesFormerOwnersAfterTheEnd() {
        RunLease former = lost();
        RunLease claimed = other.claim(former.run(), LONG).orElseThrow().lease();
        other.end(claimed, new RunEnd(RunStatus.ERROR, "{}", null));

        assertRefused(store, former);
        assertThat(run(former.run()).status()).isEqualTo(RunStatus.ERROR);
    }

    /** Of several that claim a run at once, one gets it. */
    @Test
    public void givesALostRunToOneOfMany() throws Exception {
        RunLease lease = lost();
        List<Optional<StoredRun>> claims = Waiting.onThreads(THREADS, () -> either().claim(lease.run(), LONG));
        assertThat(claims.stream().flatMap(Optional::stream).map(StoredRun::lease))
                .containsExactly(new RunLease(lease.run(), 2));
    }

    /** While a run is claimed, each append of its former owner is there as a whole, or not at all. */
    @Test
    public void claimsWhileTheFormerOwnerAppends() throws Exception {
        RunLease former = lost();
        List<CompletionStage<?>> appends = new ArrayList<>();
        for (int first = 1; first < 400; first += 2) {
            appends.add(store.append(former, first, events(first, first + 1)));
        }
        RunLease claimed = other.claim(former.run(), LONG).orElseThrow().lease();
        long last = run(former.run()).lastEvent();
        appended(other.append(claimed, last + 1, events(last + 1, last + 1)));
        long accepted = appends.stream().filter(RunStoreContract::isAppended).count();

        assertThat(last).as("the last event of the former owner").isEqualTo(2 * accepted);
        assertThat(run(former.run()).lastEvent()).isEqualTo(last + 1);
    }

    // Runs, for those who read them

    /** Runs are listed, the one that was created last is the first. */
    @Test
    public void listsRuns() {
        List<UUID> created = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            created.add(0, create(thread).run());
        }
        ThreadKey second = new ThreadKey("ada", UUID.randomUUID());
        store.createThread(second, "{}");
        created.add(0, create(second).run());

        assertThat(other.runs("ada", 10)).extracting(StoredRun::id).isEqualTo(created);
        assertThat(other.runs("ada", 2)).extracting(StoredRun::id).isEqualTo(created.subList(0, 2));
        assertThat(other.runs(thread)).extracting(StoredRun::id).isEqualTo(created.subList(1, 6));
        assertThat(other.runs("bob", 10)).isEmpty();
    }

    /** A reader gets as many events as it asks for, from where it wants, and is told of the last. */
    @Test
    public void readsEventsInPages() {
        RunLease lease = create(thread);
        appended(store.append(lease, 1, events(1, 5)));
        try (EventTail tail = other.tail(lease.run(), 1, () -> {})) {
            assertThat(tail.next(3)).isEqualTo(new EventPage(2, events(2, 4), false));
            assertThat(tail.next(3)).isEqualTo(new EventPage(5, events(5, 5), false));
            assertThat(tail.next(3).events()).isEmpty();
            appended(store.append(lease, 6, events(6, 7)));
            store.end(lease, success(null));
            assertThat(tail.next(1)).isEqualTo(new EventPage(6, events(6, 6), false));
            assertThat(tail.next(1)).isEqualTo(new EventPage(7, events(7, 7), true));
            assertThat(tail.next(1).isLast()).as("isLast after the last one").isTrue();
        }
    }

    /** A page of large events ends early, since it is held in memory. */
    @Test
    public void endsPagesThatAreLarge() {
        RunLease lease = create(thread);
        String large = "{\"data\":\"" + "x".repeat(EventPage.MAX_SIZE / 2) + "\"}";
        appended(store.append(lease, 1, List.of(large, large, large)));
        try (EventTail tail = other.tail(lease.run(), 0, () -> {})) {
            assertThat(tail.next(10)).isEqualTo(new EventPage(1, List.of(large, large), false));
            assertThat(tail.next(10)).isEqualTo(new EventPage(3, List.of(large), false));
        }
    }

    /** A reader without an event to come is told that, too. */
    @Test
    public void readsTheEndOfARunWithoutFurtherEvents() {
        RunLease lease = create(thread);
        appended(store.append(lease, 1, events(1, 1)));
        try (EventTail tail = other.tail(lease.run(), 1, () -> {})) {
            assertThat(tail.next(10).isLast()).as("isLast").isFalse();
            store.end(lease, success(null));
            EventPage end = tail.next(10);
            assertThat(end.events()).isEmpty();
            assertThat(end.isLast()).as("isLast").isTrue();
        }
    }

    /** Events that have not happened, or of an unknown run, are not read. */
    @Test
    public void refusesReadersOfWhatIsNotThere() {
        RunLease lease = create(thread);
        appended(store.append(lease, 1, events(1, 2)));
        assertThatThrownBy(() -> other.tail(lease.run(), 3, () -> {}))
                .isInstanceOfSatisfying(EventsNotKeptException.class, there -> {
                    assertThat(there.first()).as("first").isEqualTo(1);
                    assertThat(there.last()).as("last").isEqualTo(2);
                });
        assertThatThrownBy(() -> other.tail(UUID.randomUUID(), 0, () -> {})).isInstanceOf(EventsNotKeptException.class);
    }

    /** Of the events of a run the last ones are kept. */
    @Test
    public void keepsTheLastEvents() throws Exception {
        openWith(new Retention(LONG, LONG, 3));
        RunLease lease = create(thread);
        appended(store.append(lease, 1, events(1, 2)));
        appended(store.append(lease, 3, events(3, 5)));
        appended(store.append(lease, 6, events(6, 6)));

        assertThat(run(lease.run()).lastEvent()).isEqualTo(6);
        assertThat(read(lease.run(), 3)).isEqualTo(events(4, 6));
        assertThatThrownBy(() -> other.tail(lease.run(), 2, () -> {}))
                .isInstanceOfSatisfying(EventsNotKeptException.class, there -> {
                    assertThat(there.first()).as("first").isEqualTo(4);
                    assertThat(there.last()).as("last").isEqualTo(6);
                });
    }

    /** A slow reader gets every event, or is told that it has missed some. */
    @Test
    public void tellsReadersThatFallBehind() throws Exception {
        openWith(new Retention(LONG, LONG, 3));
        RunLease lease = create(thread);
        ExecutorService owner = Executors.newSingleThreadExecutor();
        try (EventTail tail = other.tail(lease.run(), 0, () -> {})) {
            // A store of one process may have the run wait for the reader.
            Future<?> done = owner.submit(() -> {
                for (int number = 1; number <= 20; number++) {
                    appended(store.append(lease, number, events(number, number)));
                }
                store.end(lease, success(null));
            });
            List<String> read = new ArrayList<>();
            boolean isInformed = false;
            while (!isInformed) {
                try {
                    EventPage page = tail.next(2);
                    read.addAll(page.events());
                    isInformed = page.isLast() && read.size() == 20;
                } catch (EventsNotKeptException missed) {
                    isInformed = true;
                }
            }
            assertThat(read).isEqualTo(events(1, read.size()));
            Waiting.of(done);
        } finally {
            owner.shutdownNow();
        }
    }

    /** Readers are woken by events, and by the end. */
    @Test
    public void wakesReaders() {
        RunLease lease = create(thread);
        AtomicInteger changes = new AtomicInteger();
        try (EventTail tail = other.tail(lease.run(), 0, changes::incrementAndGet)) {
            int before = changes.get();
            appended(store.append(lease, 1, events(1, 1)));
            Waiting.until("a reader is woken by an event", () -> changes.get() > before);
            assertThat(tail.next(10).events()).hasSize(1);
            appended(store.append(lease, 2, events(2, 2)));
            Waiting.until(
                    "a reader gets the next event",
                    () -> !tail.next(10).events().isEmpty());
            int beforeTheEnd = changes.get();
            store.end(lease, success(null));
            Waiting.until("a reader is woken by the end", () -> changes.get() > beforeTheEnd);
            assertThat(tail.next(10).isLast()).as("isLast").isTrue();
        }
    }

    /** Readers of several runs get each event once and in order, while all of them are appended to. */
    @Test
    public void readsWhileRunsAreAppendedTo() throws Exception {
        int runs = 4;
        int events = 300;
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<List<String>>> readers = new ArrayList<>();
            List<Future<?>> owners = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                RunLease lease = create(thread);
                for (RunStore from : List.of(store, other, other)) {
                    readers.add(threads.submit(() -> TailReader.readAll(from, lease.run())));
                }
                owners.add(threads.submit(() -> {
                    for (int first = 1; first <= events; first += 3) {
                        appended(store.append(lease, first, events(first, first + 2)));
                    }
                    store.end(lease, success(null));
                }));
            }
            for (Future<?> owner : owners) {
                Waiting.of(owner);
            }
            for (Future<List<String>> reader : readers) {
                assertThat(Waiting.of(reader)).isEqualTo(events(1, events));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A run is deleted with its events. */
    @Test
    public void deletesRuns() {
        RunLease lease = create(thread);
        appended(store.append(lease, 1, events(1, 3)));
        store.end(lease, success(null));
        other.delete(lease.run());

        assertThat(store.run("ada", lease.run())).isEmpty();
        assertThat(store.runs(thread)).isEmpty();
        assertThat(store.thread(thread)).isPresent();
        assertThatThrownBy(() -> other.tail(lease.run(), 0, () -> {})).isInstanceOf(EventsNotKeptException.class);
    }

    /** The owner of a run that goes on loses it when it is deleted, and its thread is free. Readers do not wait for ever. */
    @Test
    public void deletesRunsThatGoOn() {
        RunLease lease = create(thread);
        appended(store.append(lease, 1, events(1, 1)));
        try (EventTail tail = other.tail(lease.run(), 1, () -> {})) {
            other.delete(lease.run());

            assertRefused(store, lease);
            assertThat(isBusy(thread)).as("isBusy").isFalse();
            assertThat(store.lost(10)).isEmpty();
            Waiting.until("a reader of a deleted run is told", () -> {
                try {
                    return tail.next(10).isLast();
                } catch (EventsNotKeptException gone) {
                    return true;
                }
            });
        }
    }

    // Signals

    /** The owner of a run is told to cancel it, wherever that was asked for. */
    @Test
    public void tellsOwnersToCancel() {
        Signals signals = new Signals();
        store.listen(signals);
        RunLease lease = create(thread);
        other.cancel(lease.run());
        Waiting.until("the owner is told to cancel", () -> signals.cancelled.contains(lease.run()));
        assertThat(run(lease.run()).status()).isEqualTo(RunStatus.PENDING);
    }

    /** Listeners are told of the ends of runs, with their threads. */
    @Test
    public void tellsOfEnds() {
        Signals signals = new Signals();
        other.listen(signals);
        RunLease lease = create(thread);
        store.end(lease, success(null));
        Waiting.until("a listener is told of an end", () -> thread.equals(signals.ended.get(lease.run())));
    }

    /** A run that has ended is not cancelled. */
    @Test
    public void leavesEndedRunsAsTheyAre() {
        Signals signals = new Signals();
        store.listen(signals);
        RunLease ended = create(thread);
        store.end(ended, success(null));
        StoredRun before = run(ended.run());
        other.cancel(ended.run());
        RunLease further = create(thread);
        other.cancel(further.run());

        Waiting.until("the owner is told to cancel", () -> signals.cancelled.contains(further.run()));
        assertThat(signals.cancelled).doesNotContain(ended.run());
        assertThat(run(ended.run())).isEqualTo(before);
    }

    /** Listeners whose registration is closed are told no more. */
    @Test
    public void tellsNoMoreWhenARegistrationIsClosed() {
        Signals open = new Signals();
        Signals closed = new Signals();
        store.listen(open);
        store.listen(closed).close();
        RunLease lease = create(thread);
        store.cancel(lease.run());
        store.end(lease, success(null));
        Waiting.until("a listener is told of an end", () -> open.ended.containsKey(lease.run()));
        assertThat(closed.cancelled).isEmpty();
        assertThat(closed.ended).isEmpty();
    }

    // What is kept

    /** Runs that ended long enough ago are deleted. */
    @Test
    public void expiresRuns() throws Exception {
        openWith(new Retention(SHORT, LONG, 100));
        RunLease ended = create(thread);
        appended(store.append(ended, 1, events(1, 3)));
        store.end(ended, success("{\"a\":1}"));
        RunLease goingOn = create(thread);

        expireUntil(
                "a run that has ended expires",
                () -> store.run("ada", ended.run()).isEmpty());
        assertThatThrownBy(() -> store.tail(ended.run(), 0, () -> {})).isInstanceOf(EventsNotKeptException.class);
        assertThat(store.run("ada", goingOn.run())).as("the run that goes on").isPresent();
        assertThat(store.thread(thread).orElseThrow().state())
                .as("what the run left")
                .isNotNull();
    }

    /** The thread of one run goes with it. */
    @Test
    public void expiresThreadsOfOneRun() throws Exception {
        openWith(new Retention(SHORT, LONG, 100));
        NewRun made = ofItsOwnThread();
        store.end(store.create(made, LONG).lease(), success(null));

        expireUntil(
                "the thread of one run expires",
                () -> store.thread(made.thread()).isEmpty());
        assertThat(store.run("ada", made.id())).isEmpty();
    }

    /** Threads that were not used for long enough are deleted, with their runs. */
    @Test
    public void expiresThreads() throws Exception {
        openWith(new Retention(LONG, SHORT, 100));
        RunLease ended = create(thread);
        store.end(ended, success(null));

        expireUntil("an idle thread expires", () -> store.threads("ada").isEmpty());
        assertThat(store.run("ada", ended.run())).isEmpty();
    }

    /** A thread with a run that goes on is not idle. */
    @Test
    public void keepsBusyThreads() throws Exception {
        openWith(new Retention(LONG, SHORT, 100));
        ThreadKey idle = new ThreadKey("ada", UUID.randomUUID());
        create(thread);
        store.createThread(idle, "{}");

        expireUntil("an idle thread expires", () -> store.threads("ada").size() == 1);
        assertThat(store.thread(thread)).as("the busy thread").isPresent();
    }

    /** What is not old enough stays. */
    @Test
    public void keepsWhatIsNotOldEnough() {
        RunLease ended = create(thread);
        appended(store.append(ended, 1, events(1, 3)));
        store.end(ended, success(null));
        store.expire();
        other.expire();

        assertThat(run(ended.run()).status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(read(ended.run(), 0)).isEqualTo(events(1, 3));
        assertThat(store.thread(thread)).isPresent();
    }

    /** Texts are kept as they are, whatever is in them. */
    @Test
    public void keepsTextsAsTheyAre() {
        String text = "'); DROP TABLE runs; -- \" \\ \\u0000 %s ? $1 {} \t\r\n \u2028 \u00e4 \u6f22 \ud83d\ude00 "
                + "x".repeat(100_000);
        ThreadKey key = new ThreadKey(text.substring(0, 200), UUID.randomUUID());
        store.createThread(key, text);
        NewRun made = new NewRun(UUID.randomUUID(), key, false, true, text, text, text, text);
        RunLease lease = store.create(made, LONG).lease();
        assertThat(other.run(key.owner(), made.id()).orElseThrow().request()).isEqualTo(text);
        appended(store.append(lease, 1, List.of(text, text)));
        store.end(lease, success(text));

        StoredRun run = other.run(key.owner(), made.id()).orElseThrow();
        assertThat(run.thread()).isEqualTo(key);
        assertThat(List.of(run.runnable(), run.metadata(), run.attributes())).containsOnly(text);
        assertThat(run.end()).isEqualTo(success(text));
        StoredThread stored = other.thread(key).orElseThrow();
        assertThat(stored.metadata()).isEqualTo(text);
        assertThat(stored.state()).isEqualTo(run.state().orElseThrow());
        assertThat(other.threads(key.owner())).hasSize(1);
        assertThat(read(made.id(), 0)).containsExactly(text, text);
        assertThat(store.replaceMetadata(key, text, "{}")).isTrue();
    }

    /** A server that closes its store leaves it to the others. */
    @Test
    public void closesForOneServer() {
        RunLease lease = create(thread);
        if (store != other) {
            store.close();
            appended(other.append(lease, 1, events(1, 2)));
            other.end(lease, success(null));
            assertThat(read(lease.run(), 0)).isEqualTo(events(1, 2));
        }
    }

    // What the tests use

    /** Returns the store as one or the other server has it. */
    private RunStore either() {
        return (Thread.currentThread().getId() & 1) == 0 ? store : other;
    }

    private static NewRun newRun(ThreadKey thread) {
        return new NewRun(UUID.randomUUID(), thread, false, true, "research", "{}", "{}", "{}");
    }

    private NewRun notWaiting() {
        return new NewRun(UUID.randomUUID(), thread, false, false, "research", "{}", "{}", "{}");
    }

    private static NewRun ofItsOwnThread() {
        ThreadKey key = new ThreadKey("ada", UUID.randomUUID());
        return new NewRun(UUID.randomUUID(), key, true, true, "research", "{}", "{}", "{}");
    }

    private RunLease create(ThreadKey key) {
        return store.create(newRun(key), LONG).lease();
    }

    /** Creates a run whose lease has expired. */
    private RunLease lost() {
        RunLease lease = store.create(newRun(thread), SHORT).lease();
        Waiting.until(
                "a lease expires",
                () -> store.lost(100).stream().anyMatch(run -> run.id().equals(lease.run())));
        return lease;
    }

    private static RunEnd success(@Nullable String state) {
        return new RunEnd(RunStatus.SUCCESS, "\"done\"", state);
    }

    private StoredRun run(UUID id) {
        return other.run("ada", id).orElseThrow();
    }

    private Optional<StoredRun> run(NewRun made) {
        return other.run(made.thread().owner(), made.id());
    }

    private String metadata(ThreadKey key) {
        return other.thread(key).orElseThrow().metadata();
    }

    private boolean isBusy(ThreadKey key) {
        return other.thread(key).orElseThrow().isBusy();
    }

    private boolean hasFailed(ThreadKey key) {
        return other.thread(key).orElseThrow().hasFailed();
    }

    private static List<String> events(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(number -> "{\"event\":\"on_custom_event\",\"name\":\"step\",\"data\":" + number + "}")
                .toList();
    }

    /** Returns the events of a run after one, as the other server reads them. */
    private List<String> read(UUID run, long after) {
        List<String> read = new ArrayList<>();
        try (EventTail tail = other.tail(run, after, () -> {})) {
            EventPage page = tail.next(7);
            while (!page.events().isEmpty()) {
                assertThat(page.first())
                        .as("the number of the first event of a page")
                        .isEqualTo(after + read.size() + 1);
                read.addAll(page.events());
                page = tail.next(7);
            }
        }
        return read;
    }

    private static void appended(CompletionStage<?> append) {
        try {
            Waiting.of(append.toCompletableFuture());
        } catch (ExecutionException failure) {
            throw new AssertionError("Events were refused.", failure.getCause());
        }
    }

    private static boolean isAppended(CompletionStage<?> append) {
        try {
            Waiting.of(append.toCompletableFuture());
            return true;
        } catch (ExecutionException failure) {
            assertThat(failure.getCause()).isInstanceOf(LeaseLostException.class);
            return false;
        }
    }

    private static Throwable refused(CompletionStage<?> append) {
        try {
            Waiting.of(append.toCompletableFuture());
        } catch (ExecutionException failure) {
            return Objects.requireNonNull(failure.getCause());
        }
        throw new AssertionError("Events were accepted that are to be refused.");
    }

    /** Checks that a lease counts no more. */
    private static void assertRefused(RunStore store, RunLease lease) {
        assertThat(refused(store.append(lease, 1, events(1, 5)))).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> store.begin(lease)).as("begin").isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> store.end(lease, success(null))).as("end").isInstanceOf(LeaseLostException.class);
        assertThat(store.renew(List.of(lease), LONG)).as("renew").containsExactly(lease);
    }

    /** Expires what is a millisecond old until something is so, which it has to be soon. */
    private void expireUntil(String what, BooleanSupplier isSo) {
        Waiting.until(what, Duration.ofMillis(500), () -> {
            other.expire();
            return isSo.getAsBoolean();
        });
    }
}
