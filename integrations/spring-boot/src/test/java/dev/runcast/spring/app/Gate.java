package dev.runcast.spring.app;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Where runs wait until a test lets them go. */
@Component
public class Gate {
    private final Semaphore go = new Semaphore(0);
    private final Semaphore cancelled = new Semaphore(0);
    private final BlockingQueue<Thread> runs = new LinkedBlockingQueue<>();

    /** Waits. */
    public void pass() throws InterruptedException {
        try {
            go.acquire();
        } catch (InterruptedException interruption) {
            cancelled();
            throw interruption;
        }
    }

    /** Says that a run has begun on this thread. */
    public void begun() {
        runs.add(Thread.currentThread());
    }

    /** Waits until a run has begun, and returns its thread. */
    public Thread awaitRun() throws InterruptedException {
        return runs.take();
    }

    /** Says that a run was cancelled. */
    public void cancelled() {
        cancelled.release();
    }

    /** Lets one run go. */
    public void open() {
        go.release();
    }

    /** Waits until a run was cancelled, and says whether one was. */
    public boolean awaitCancellation() throws InterruptedException {
        return cancelled.tryAcquire(50, TimeUnit.SECONDS);
    }
}
