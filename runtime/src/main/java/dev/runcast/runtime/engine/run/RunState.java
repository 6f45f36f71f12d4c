package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.RunnableConfig;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a run has from the moment on that somebody hears of it or asks about it. Most runs of a program that nobody listens to do
 * without.
 */
final class RunState {
    private static final VarHandle SEQUENCE = handle("sequence", long.class);
    private static final VarHandle ENDED = handle("ended", boolean.class);
    private static final VarHandle IDS = handle("ids", RunIds.class);

    final boolean async;

    /** What the run itself is reported to. */
    final Callbacks callbacks;

    /** Whose handlers of the process hear of the run, or null for all. */
    final @Nullable Object owner;

    /** Who hears of the run itself. */
    final Audience audience;

    /** The handlers of the process among them, who also hear what is reported to other callbacks in this run. */
    final Audience audienceOfProcess;

    /** Who watches this run, and those below it, to their ends, also when somebody else watches the process by then. */
    final @Nullable StrictWatch watch;

    /** Whether anybody hears of the run or watches it. */
    final boolean isObserved;

    private final boolean endsOnOneThread;
    private final ActiveRun run;

    /** Counts the events of the whole tree. */
    private final RunState root;

    @SuppressWarnings("UnusedVariable") // by SEQUENCE
    private long sequence;

    private volatile boolean ended;
    private volatile @Nullable RunIds ids;

    // Without barriers: these are immutable, and it does not matter who makes them. Two threads that ask first at once
    // for a start that
    // nobody wanted to know may get two times.
    private @Nullable Instant startTime;
    private @Nullable Callbacks handedDown;
    private @Nullable RunnableConfig childConfig;

    private volatile @Nullable AsyncTail tail;

    /** Whether the run has its input as handlers see it. */
    boolean isInputReported;

    /**
     * Creates the state of a run.
     *
     * @param endsOnOneThread whether no other thread may end the run at the same time
     * @param registered the handlers of the process at its start
     * @param current who watches the process at its start
     */
    RunState(
            ActiveRun run,
            boolean async,
            boolean endsOnOneThread,
            GlobalHandlers registered,
            @Nullable StrictWatch current) {
        RunnableConfig config = run.config();
        this.run = run;
        this.async = async;
        this.endsOnOneThread = endsOnOneThread;
        this.callbacks = run.inheritedCallbacks()
                .forRunnable(run.descriptor())
                .and((Callbacks) config.additions(), config.configurable());
        this.owner = config.owner().orElseGet(() -> ownerOf(ChildConfigs.settingsFrom(run)));
        ActiveRun parent = run.parentOrNull();
        RunState above = parent == null ? null : parent.state();
        this.root = above == null ? this : above.root;
        this.watch = above == null || above.watch == null ? current : above.watch;
        this.audienceOfProcess = registered.hearing(owner);
        this.audience = callbacks.audience(audienceOfProcess);
        this.isObserved = watch != null || !audience.isEmpty();
    }

    private static @Nullable Object ownerOf(@Nullable ActiveRun run) {
        return run == null ? null : run.state().owner;
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(RunState.class, field, type);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(field, impossible);
        }
    }

    /** Returns the number of an event, or {@link Events#UNCOUNTED} if none of those who hear it wants to know that. */
    long sequenceFor(Audience hearing) {
        return hearing.ignoresSequence() ? Events.UNCOUNTED : nextSequence();
    }

    /** Returns the number of the start. If it is that of a root run, nobody else knows of the run yet. */
    long startSequence() {
        if (root != this || audience.ignoresSequence()) {
            return sequenceFor(audience);
        }
        sequence = 1;
        return 1;
    }

    long nextSequence() {
        return (long) SEQUENCE.getAndAdd(root, 1L) + 1;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Ends the run. Returns false if it has ended already: only the first end or error counts. */
    boolean end() {
        boolean isFirst;
        if (endsOnOneThread) {
            isFirst = !ended;
            ENDED.setRelease(this, true);
        } else {
            isFirst = ENDED.compareAndSet(this, false, true);
        }
        if (watch != null && isFirst) {
            watch.ended(run);
        }
        return isFirst;
    }

    /** Returns what the run hands down to the runs below it, and what its custom events are reported to. */
    Callbacks handedDown() {
        Callbacks existing = handedDown;
        if (existing == null) {
            existing = callbacks.childOf(run, run.config().additions().tags());
            handedDown = existing;
        }
        return existing;
    }

    /** Returns the config for the runs below. */
    RunnableConfig childConfig() {
        RunnableConfig existing = childConfig;
        if (existing != null) {
            return existing;
        }
        ActiveRun from = ChildConfigs.settingsFrom(run);
        if (from != null && from.state().childConfig == null) {
            makeChildConfigsAbove(from);
        }
        RunnableConfig made = ChildConfigs.of(run);
        childConfig = made;
        return made;
    }

    /** Makes the configs from the root on. One that made the one above by itself would take a frame for each run. */
    private static void makeChildConfigsAbove(ActiveRun from) {
        Deque<RunState> without = new ArrayDeque<>();
        for (ActiveRun above = from;
                above != null && above.state().childConfig == null;
                above = ChildConfigs.settingsFrom(above)) {
            without.push(above.state());
        }
        without.forEach(RunState::childConfig);
    }

    RunIds ids() {
        RunIds existing = ids;
        if (existing != null) {
            return existing;
        }
        RunIds made = new RunIds(run.config().runId().orElseGet(() -> UuidV7.at(startTime())), run.parentOrNull());
        RunIds other = (RunIds) IDS.compareAndExchange(this, null, made);
        return other == null ? made : other;
    }

    /** Returns when the run started, or, where nobody wanted to know that, when it is first asked for. */
    Instant startTime() {
        Instant existing = startTime;
        if (existing != null) {
            return existing;
        }
        ActiveRun parent = run.parentOrNull();
        if (parent != null && parent.state().startTime == null) {
            makeStartTimesAbove(parent); // The start of a run is not to be before that of the run above.
        }
        Instant now = Instant.now();
        startTime = now;
        return now;
    }

    private static void makeStartTimesAbove(ActiveRun parent) {
        Deque<RunState> unknown = new ArrayDeque<>();
        for (ActiveRun above = parent; above != null && above.state().startTime == null; above = above.parentOrNull()) {
            unknown.push(above.state());
        }
        unknown.forEach(RunState::startTime);
    }

    /** Returns the deliveries to asynchronous handlers, or null if there have been none. */
    @Nullable
    AsyncTail existingTail() {
        return tail;
    }

    AsyncTail tail() {
        AsyncTail existing = tail;
        if (existing != null) {
            return existing;
        }
        synchronized (this) {
            existing = tail;
            if (existing == null) {
                existing = new AsyncTail();
                tail = existing;
            }
            return existing;
        }
    }
}
