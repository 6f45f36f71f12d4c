package dev.runcast.spring.app;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Where runs wait until a test lets them go. */
@Component
public class Gate {
    private final Semaphore go = new Semaphore(0);
    private final Semaphore interrupted = new Semaphore(0);

    /** Waits. */
    public void pass() throws InterruptedException {
        try {
            go.acquire();
        } catch (InterruptedException interruption) {
            interrupted.release();
            throw interruption;
        }
    }

    /** Lets one run go. */
    public void open() {
        go.release();
    }

    /** Waits until a run was interrupted while it waited, and says whether one was. */
    public boolean awaitInterruption() throws InterruptedException {
        return interrupted.tryAcquire(60, TimeUnit.SECONDS);
    }
}
