package dev.runcast.spring.app;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Where runs wait until a test lets them go. */
@Component
public class Gate {
    private final Semaphore go = new Semaphore(0);
    private final Semaphore cancelled = new Semaphore(0);

    /** Waits. */
    public void pass() throws InterruptedException {
        try {
            go.acquire();
        } catch (InterruptedException interruption) {
            cancelled();
            throw interruption;
        }
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
        return cancelled.tryAcquire(60, TimeUnit.SECONDS);
    }
}
