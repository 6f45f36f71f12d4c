package dev.runcast.runtime.callback;

import dev.runcast.annotations.RunType;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to a handler on one thread of its own. */
final class QueueingHandler implements BackgroundHandler {
    private static final Logger log = LoggerFactory.getLogger(CallbackHandler.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final AtomicInteger count = new AtomicInteger();

    private final CallbackHandler handler;
    private final BackgroundOptions.Overflow overflow;
    private final ThreadPoolExecutor worker;

    private final AtomicLong dropped = new AtomicLong();

    QueueingHandler(CallbackHandler handler, BackgroundOptions options) {
        this.handler = Objects.requireNonNull(handler, "handler");
        this.overflow = options.overflow();
        this.worker = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(options.capacity()),
                QueueingHandler::thread,
                this::full);
        this.worker.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "runcast-background-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void onRunStart(RunEvent.Start event) {
        enqueue(event, () -> handler.onRunStart(event));
    }

    @Override
    public void onRunChunk(RunEvent.Chunk event) {
        enqueue(event, () -> handler.onRunChunk(event));
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        enqueue(event, () -> handler.onRunEnd(event));
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        enqueue(event, () -> handler.onRunError(event));
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        enqueue(event, () -> handler.onCustomEvent(event));
    }

    @Override
    public boolean ignoresRuns(RunType type) {
        return handler.ignoresRuns(type);
    }

    @Override
    public boolean ignoresCustomEvents() {
        return handler.ignoresCustomEvents();
    }

    private void enqueue(RunEvent event, Runnable call) {
        worker.execute(new Task(
                () -> {
                    try {
                        call.run();
                    } catch (Throwable failure) {
                        log.warn(
                                "Handler {} failed in the background at {} of the run {}",
                                handler,
                                event,
                                event.run(),
                                failure);
                    }
                },
                this::countDropped));
    }

    /** Something in the queue, and what to do if it has to leave before its turn. */
    private record Task(Runnable work, Runnable dropped) implements Runnable {
        @Override
        public void run() {
            work.run();
        }
    }

    private void countDropped() {
        if (dropped.getAndIncrement() == 0) {
            log.warn(
                    "Handler {} in the background had to drop an event; droppedEvents() counts them (said once)",
                    handler);
        }
    }

    /** Called when there is no room for a task, and when the worker was shut down. */
    private void full(Runnable task, ThreadPoolExecutor worker) {
        if (worker.isShutdown() || overflow == BackgroundOptions.Overflow.DROP_NEWEST) {
            drop(task);
        } else if (overflow == BackgroundOptions.Overflow.DROP_OLDEST) {
            drop(worker.getQueue().poll());
            worker.execute(task);
        } else {
            putWhenThereIsRoom(task, Long.MAX_VALUE);
        }
    }

    private boolean putWhenThereIsRoom(Runnable task, long nanos) {
        try {
            if (worker.getQueue().offer(task, nanos, TimeUnit.NANOSECONDS)) {
                worker.prestartCoreThread(); // It may have ended in between, for want of events.
                if (worker.isTerminated() && worker.remove(task)) {
                    drop(task);
                }
                return true;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        drop(task);
        return false;
    }

    private static void drop(@Nullable Runnable task) {
        if (task instanceof Task dropped) {
            dropped.dropped().run();
        }
    }

    @Override
    public long droppedEvents() {
        return dropped.get();
    }

    @Override
    public boolean flush(Duration timeout) {
        // A task behind all others: when its turn comes, or it is dropped as the oldest, they have had theirs.
        long deadline = System.nanoTime() + timeout.toNanos();
        CompletableFuture<Boolean> reached = new CompletableFuture<>();
        Task last = new Task(() -> reached.complete(true), () -> reached.complete(true));
        try {
            return putWhenThereIsRoom(last, timeout.toNanos())
                    && reached.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException tooSlow) {
            return false;
        }
    }

    @Override
    public boolean close(Duration timeout) {
        worker.shutdown();
        boolean handled = false;
        try {
            handled = worker.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        worker.shutdownNow().forEach(QueueingHandler::drop);
        return handled;
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
