package dev.runcast.store.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads, other servers and clocks do. */
final class Waiting {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int LEAST_ASKED = 50;

    private Waiting() {}

    /** Waits until something is so. */
    static void until(String what, BooleanSupplier isSo) {
        until(what, PATIENCE, isSo);
    }

    /** Waits until something is so. It is asked for often, however slow the machine is. */
    static void until(String what, Duration patience, BooleanSupplier isSo) {
        long start = System.nanoTime();
        for (int asked = 1; !isSo.getAsBoolean(); asked++) {
            if (asked > LEAST_ASKED && System.nanoTime() - start > patience.toNanos()) {
                throw new AssertionError("This did not happen within " + patience.toMillis() + " ms: " + what + ".");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** Returns what a future gives. */
    static <T> T of(Future<T> future) throws ExecutionException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("A call did not complete within " + PATIENCE.toSeconds() + " s.", late);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("The test was interrupted.", interrupted);
        }
    }

    /** Has threads do the same at once, and returns what came of it. */
    static <T> List<T> onThreads(int count, Callable<T> work) throws ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            List<Future<T>> done = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                done.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : done) {
                results.add(of(each));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
