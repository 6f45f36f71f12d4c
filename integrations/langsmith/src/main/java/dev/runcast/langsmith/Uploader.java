package dev.runcast.langsmith;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Collects uploads into a batch while the one before is posted. The thread that posts lives while there is something to post. */
final class Uploader {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);

    private final LangSmithApi api;
    private final int maxBytes;
    private final ReentrantLock lock = new ReentrantLock();

    /** Signalled when any of the fields below has changed. */
    private final Condition changed = lock.newCondition();

    private Batch batch;
    private @Nullable Thread thread;
    private long added;

    /** How many of the uploads that were added are in batches that the thread has taken. */
    private long taken;

    /** How many of the uploads that were added are posted or lost. */
    private long done;

    /** Whether an upload waits for room, so that the batch is as full as it gets. */
    private boolean isCrowded;

    /** How many threads wait for a flush. */
    private int flushing;

    private boolean aborted;

    Uploader(LangSmithApi api, int maxBytes) {
        this.api = api;
        this.maxBytes = maxBytes;
        this.batch = new Batch(maxBytes);
    }

    /** Adds an upload to the batch. Waits while that is full. */
    void add(Upload upload) {
        lock.lock();
        try {
            while (!batch.hasRoomFor(upload) && !aborted) {
                isCrowded = true;
                changed.signalAll();
                changed.await();
            }
            if (aborted) {
                api.lose(1);
                return;
            }
            batch.add(upload);
            added++;
            if (thread == null) {
                thread = new Thread(this::postAll, "runcast-langsmith");
                thread.setDaemon(true);
                thread.start();
            }
            changed.signalAll();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            api.lose(1);
        } finally {
            lock.unlock();
        }
    }

    /** Posts what was added before. Returns whether that was done in time. */
    boolean flush(Duration timeout) {
        long nanos = TimeUnit.NANOSECONDS.convert(timeout);
        lock.lock();
        flushing++;
        try {
            changed.signalAll();
            long end = added;
            while (done < end && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return done >= end;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            flushing--;
            lock.unlock();
        }
    }

    /** Gives up what is not posted yet. */
    void abort() {
        lock.lock();
        try {
            aborted = true;
            api.lose(batch.size());
            batch = new Batch(maxBytes);
            if (thread != null) {
                thread.interrupt();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void postAll() {
        for (Batch next = next(); next != null; next = next()) {
            try {
                api.post(next);
            } catch (InterruptedException interrupted) {
                api.lose(next.size());
            } catch (Throwable trouble) { // such as too little memory. What comes later may be posted.
                api.giveUp(next, trouble.toString());
            }
        }
    }

    /** Says that the batch before is done. Waits for the next to fill, but not for long. Returns null when nothing was added. */
    private @Nullable Batch next() {
        lock.lock();
        try {
            done = taken;
            changed.signalAll();
            long nanos = INTERVAL;
            while (!batch.isFull() && !isCrowded && flushing == 0 && !aborted && nanos > 0) {
                try {
                    nanos = changed.awaitNanos(nanos);
                } catch (InterruptedException interrupted) {
                    break;
                }
            }
            taken = added;
            isCrowded = false;
            changed.signalAll();
            if (batch.size() == 0) {
                done = taken;
                thread = null;
                return null;
            }
            Batch next = batch;
            batch = new Batch(maxBytes);
            return next;
        } finally {
            lock.unlock();
        }
    }
}
