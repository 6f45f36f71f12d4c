package dev.runcast.runtime.callback;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.engine.run.HandlerFailures;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to a handler on one thread of its own.
 *
 * <p>Not a {@code ThreadPoolExecutor}, which may give an event to a new thread while an earlier one waits in its queue, and
 * where a flush would have to take room in the queue.
 */
final class QueueingHandler implements BackgroundHandler {
    private static final Logger log = LoggerFactory.getLogger(CallbackHandler.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final AtomicInteger threads = new AtomicInteger();

    private final CallbackHandler handler;
    private final BackgroundOptions options;
    private final AtomicLong dropped = new AtomicLong();

    private final ReentrantLock lock = new ReentrantLock();

    /** Signalled when any of the fields below has changed. */
    private final Condition changed = lock.newCondition();

    private final Queue<Entry> waiting = new ArrayDeque<>();

    /** What the thread is busy with. */
    private @Nullable Entry current;

    /** The thread, while there is one. There is one whenever something waits. */
    private @Nullable Thread thread;

    /**
     * Waits for the thread when the JVM exits. It is registered only while the thread lives, since the JVM would otherwise hold a
     * forgotten handler, and with it the class loader of an application that was redeployed.
     */
    private @Nullable Thread exitHook;

    private long entries;

    /** How many threads wait for room. */
    private int producers;

    private boolean closed;

    /** Whether it was closed, or the JVM exits, and the time for what was reported before has run out. */
    private boolean aborted;

    QueueingHandler(CallbackHandler handler, BackgroundOptions options) {
        this.handler = Objects.requireNonNull(handler, "handler");
        this.options = Objects.requireNonNull(options, "options");
    }

    /** An event, and how many entries came before. */
    private record Entry(RunEvent event, long number) {}

    @Override
    public void onRunStart(RunEvent.Start event) {
        enqueue(event);
    }

    @Override
    public void onRunChunk(RunEvent.Chunk event) {
        enqueue(event);
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        enqueue(event);
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        enqueue(event);
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        enqueue(event);
    }

    @Override
    public boolean ignoresRuns(RunType type) {
        return handler.ignoresRuns(type);
    }

    @Override
    public boolean ignoresCustomEvents() {
        return handler.ignoresCustomEvents();
    }

    @Override
    public boolean ignoresTimes() {
        return handler.ignoresTimes();
    }

    @Override
    public boolean ignoresSequence() {
        return handler.ignoresSequence();
    }

    private void enqueue(RunEvent event) {
        boolean lossless;
        lock.lock();
        try {
            lossless = put(event);
        } finally {
            lock.unlock();
        }
        if (!lossless) {
            countDropped(1);
        }
    }

    /** Puts an event at the end of those that wait. Returns false if it, or another in its place, had to be dropped. */
    private boolean put(RunEvent event) {
        if (closed) {
            return false;
        }
        boolean lossless = true;
        if (isFull()) {
            switch (options.overflow()) {
                case BLOCK -> {
                    if (!awaitRoom()) {
                        return false;
                    }
                }
                case DROP_NEWEST -> {
                    return false;
                }
                case DROP_OLDEST -> {
                    waiting.remove();
                    lossless = false;
                }
            }
        }
        if (thread == null) {
            thread = startThread();
            exitHook = addExitHook(thread);
        }
        waiting.add(new Entry(event, entries++));
        changed.signalAll();
        return lossless;
    }

    private boolean isFull() {
        return waiting.size() >= options.capacity();
    }

    /** Waits for room, or for the close, which lets in what was reported before. Returns whether the event may come in. */
    private boolean awaitRoom() {
        producers++;
        try {
            while (isFull() && !closed) {
                changed.await();
            }
            return !aborted;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            producers--;
            changed.signalAll();
        }
    }

    private Thread startThread() {
        Thread started = new Thread(this::handleAll, "runcast-background-" + threads.incrementAndGet());
        started.setDaemon(true);
        started.start();
        return started;
    }

    /** Returns the hook, or null if the JVM exits already. The thread then handles what it can until the JVM is gone. */
    private @Nullable Thread addExitHook(Thread started) {
        Thread hook = new Thread(this::awaitAtExit, started.getName() + "-exit");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return hook;
        } catch (IllegalStateException exiting) {
            return null;
        }
    }

    private void removeExitHook() {
        if (exitHook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(exitHook);
            } catch (IllegalStateException exiting) {
                // The JVM has let go of its hooks.
            }
            exitHook = null;
        }
    }

    private void handleAll() {
        for (Entry entry = next(); entry != null; entry = next()) {
            if (HandlerFailures.isSetAside(handler)) {
                continue;
            }
            try {
                entry.event().deliverTo(handler);
            } catch (Throwable failure) {
                HandlerFailures.logOrSetAside(
                        failure, "Handler {} failed in the background at the {}", handler, entry.event());
            }
        }
    }

    /** Says that the current entry is done. Returns the next one, or null when none has come for a second. */
    private @Nullable Entry next() {
        lock.lock();
        try {
            current = null;
            changed.signalAll();
            long nanos = IDLE_NANOS;
            while (waiting.isEmpty() && !closed && nanos > 0) {
                try {
                    nanos = changed.awaitNanos(nanos);
                } catch (InterruptedException leftBehind) {
                    // By the handler, which is done with its event. It is no reason to stop.
                }
            }
            Thread.interrupted(); // for the same reason
            current = waiting.poll();
            if (current == null) {
                thread = null;
                removeExitHook();
            }
            changed.signalAll();
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void countDropped(int events) {
        if (events > 0 && dropped.getAndAdd(events) == 0) {
            log.warn(
                    "Handler {} in the background had to drop an event (said once; droppedEvents() counts them). Make it"
                            + " faster, give it a larger capacity, or let the program wait: Overflow.BLOCK.",
                    handler);
        }
    }

    @Override
    public long droppedEvents() {
        return dropped.get();
    }

    @Override
    public boolean flush(Duration timeout) {
        long nanos = TimeUnit.NANOSECONDS.convert(timeout);
        lock.lock();
        try {
            long end = entries;
            while (isBefore(current, end) || isBefore(waiting.peek(), end)) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isBefore(@Nullable Entry entry, long end) {
        return entry != null && entry.number() < end;
    }

    @Override
    public boolean close(Duration timeout) {
        int left;
        boolean handled;
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            awaitIdle(timeout);
            left = isBusy() ? abort() : 0;
            handled = !aborted;
        } finally {
            lock.unlock();
        }
        countDropped(left);
        return handled;
    }

    /**
     * Waits until everything is handled, also what comes meanwhile. It does not close: other hooks may still report events, and close
     * this when they are done.
     */
    private void awaitAtExit() {
        int lost;
        lock.lock();
        try {
            if (!aborted) {
                awaitIdle(options.exitTimeout());
            }
            if (aborted || !isBusy()) {
                return;
            }
            // The JVM goes while the handler is at this event, unlike at a close, after which it may finish.
            int interrupted = current == null ? 0 : 1;
            int blocked = producers;
            int left = abort() + interrupted;
            // Before the lock is free, so that producers, who count their own events, do not speak of a lack of room.
            dropped.addAndGet(left);
            lost = left + blocked;
        } finally {
            lock.unlock();
        }
        log.warn(
                "Handler {} in the background was not done when the JVM exited. Events lost: {} (droppedEvents() counts"
                        + " them). Make it faster, give it a longer exitTimeout, or close it before the program ends.",
                handler,
                lost);
    }

    /** Waits until nothing is left to handle, or the time has run out, or the thread is interrupted. */
    private void awaitIdle(Duration timeout) {
        long nanos = TimeUnit.NANOSECONDS.convert(timeout);
        try {
            while (isBusy() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isBusy() {
        return current != null || !waiting.isEmpty() || producers > 0;
    }

    /** Gives up, and returns how many events are lost, besides those that wait for room and will see it. */
    private int abort() {
        closed = true;
        aborted = true;
        int left = waiting.size();
        waiting.clear();
        if (thread != null) {
            thread.interrupt();
        }
        changed.signalAll();
        return left;
    }

    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    @Override
    public String toString() {
        return handler + " in the background";
    }
}
