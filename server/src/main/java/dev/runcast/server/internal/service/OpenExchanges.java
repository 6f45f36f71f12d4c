package dev.runcast.server.internal.service;

import dev.runcast.server.internal.http.Exchange;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Requests that are being answered. */
final class OpenExchanges {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private int open;

    void add(Exchange exchange) {
        change(1);
        exchange.onOver(() -> change(-1));
    }

    private void change(int more) {
        lock.lock();
        try {
            open += more;
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a time until all have been answered. */
    void awaitEnds(Duration patience) {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (open > 0 && nanos > 0) {
                nanos = over.awaitNanos(nanos);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
