package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Watches the process for mistakes that the program does not notice: see {@code StrictContext}, which this is behind. */
public final class StrictWatch {
    private static final AtomicReference<@Nullable StrictWatch> CURRENT = new AtomicReference<>();

    private final List<AssertionError> findings = Collections.synchronizedList(new ArrayList<>());

    /** How long scopes of other threads may stay open after the end. A thread may tell of its result before it leaves its scope. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** What was opened and not closed yet. */
    private final Map<Object, Opened> open = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingWasClosed = lock.newCondition();

    /** The runs with listeners that have not ended, and the threads that started them. */
    private final Map<ActiveRun, Thread> heardRuns = new ConcurrentHashMap<>();

    private StrictWatch() {}

    /** Where something was opened, and what is wrong if it stays so, from the place where it was opened. */
    private record Opened(Thread thread, AssertionError mistake) {
        boolean isOfAnother() {
            return thread != Thread.currentThread() && thread.isAlive();
        }
    }

    /** Returns the watch that is on, or null. */
    public static @Nullable StrictWatch current() {
        return CURRENT.getPlain();
    }

    /** Starts to watch. Returns null if somebody does so already. */
    public static @Nullable StrictWatch start() {
        StrictWatch watch = new StrictWatch();
        return CURRENT.compareAndSet(null, watch) ? watch : null;
    }

    /**
     * Stops to watch. What is open after a grace for other threads is left open, but for scopes on this thread, which whoever comes next
     * would be in.
     */
    public void stop() {
        if (CURRENT.compareAndSet(this, null)) {
            awaitOtherThreads();
            open.values().forEach(left -> findings.add(left.mistake));
            Ambient.closeLeft(open.keySet());
        }
    }

    private void awaitOtherThreads() {
        lock.lock();
        try {
            long nanos = GRACE.toNanos();
            while (nanos > 0 && open.values().stream().anyMatch(Opened::isOfAnother)) {
                nanos = somethingWasClosed.awaitNanos(nanos);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Returns what was found so far. */
    public List<AssertionError> findings() {
        synchronized (findings) {
            return List.copyOf(findings);
        }
    }

    /** Reports a mistake that is made here. */
    void report(String mistake) {
        findings.add(new AssertionError(mistake));
    }

    /** Notes something that is to be closed, and what is wrong if it is not. */
    void opened(Object what, String mistake) {
        open.put(what, new Opened(Thread.currentThread(), new AssertionError(mistake)));
    }

    void closed(Object what) {
        open.remove(what);
        lock.lock();
        try {
            somethingWasClosed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Checks a run that starts.
     *
     * @param isMeant whether the config says which callbacks it reports to, or this thread was told that there is no current run
     */
    void started(ActiveRun run, boolean isMeant) {
        if (run.parentId().isEmpty() && !isMeant) {
            heardRuns.entrySet().stream()
                    .filter(other -> other.getValue() != Thread.currentThread())
                    .findFirst()
                    .ifPresent(other -> report("The root run " + run.name() + " was started on the thread "
                            + Thread.currentThread().getName() + " while the run "
                            + other.getKey().name()
                            + ", which has listeners, is open on another: its parent may be lost. Hand the config of that run on,"
                            + " as in wrapper.withConfig(config), or carry it by RunContext. If it is meant to be a root run, say"
                            + " so by RunnableConfig.builder().detached()."));
        }
        if (run.isHeard()) {
            heardRuns.put(run, Thread.currentThread());
        }
    }

    void ended(ActiveRun run) {
        heardRuns.remove(run);
    }

    /** Checks a custom event of a run. */
    void dispatched(ActiveRun run, boolean isUnheard, String name, @Nullable Object data) {
        if (run.parentId().isEmpty() && isUnheard) {
            report("The event \"" + name + "\" was emitted in the root run " + run.name()
                    + ", to which nobody listens. Start the run"
                    + " with a handler; if it should be part of another run, hand the config of that on.");
        }
        List<EventType<?>> declared = run.descriptor().events();
        if (run.descriptor().declaresEvents()
                && declared.stream().noneMatch(type -> type.name().equals(name) && type.accepts(data))) {
            report("The run " + run.name() + " emits the event \"" + name + "\" with "
                    + (data == null ? "no data" : "data of " + data.getClass().getName())
                    + ", which it does not declare. It declares " + declared
                    + ". Add @EmitsEvent to the method, or RunnableDescriptor.Builder.events(…).");
        }
    }
}
