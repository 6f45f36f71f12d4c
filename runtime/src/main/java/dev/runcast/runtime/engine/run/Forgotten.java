package dev.runcast.runtime.engine.run;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what has been forgotten: what nobody can reach any more, and was not released before.
 *
 * <p>Its thread is there only while something is watched. A thread that stays, such as a {@code Cleaner}'s, would keep the class loader
 * of an application that is deployed anew.
 */
public final class Forgotten {
    private static final long IDLE_MILLIS = TimeUnit.SECONDS.toMillis(1);
    private static final Set<Watch> WATCHES = new HashSet<>();
    private static final ReferenceQueue<Object> FORGOTTEN = new ReferenceQueue<>();
    private static @Nullable Thread thread;

    private Forgotten() {}

    /**
     * Has work done on the executor for asynchronous work when {@code object} has been forgotten.
     *
     * @param what says what the object is, for messages
     * @param work must not keep {@code object} reachable
     */
    public static Registration register(Object object, String what, Runnable work) {
        Watch watch = new Watch(object, work);
        synchronized (WATCHES) {
            WATCHES.add(watch);
            if (thread == null) {
                thread = startThread();
            }
        }
        StrictWatch strict = StrictWatch.current();
        if (strict != null) {
            strict.opened(watch, what + " was neither read to its end nor closed. Close it: try (… stream = …) { … }.");
        }
        return () -> {
            remove(watch);
            if (strict != null) {
                strict.closed(watch);
            }
        };
    }

    /** An object that is watched. */
    @FunctionalInterface
    public interface Registration {
        /** Says that the object is no longer needed. May be called more than once. */
        void release();
    }

    private static final class Watch extends PhantomReference<Object> {
        private final Runnable work;

        Watch(Object object, Runnable work) {
            super(object, FORGOTTEN);
            this.work = work;
        }
    }

    private static boolean remove(Watch watch) {
        synchronized (WATCHES) {
            return WATCHES.remove(watch);
        }
    }

    private static Thread startThread() {
        Thread started = new Thread(null, Forgotten::watch, "runcast-cleaner", 0, false);
        started.setContextClassLoader(null);
        started.setDaemon(true);
        started.start();
        return started;
    }

    /** Waits for what is forgotten, until nothing is watched for a while. */
    private static void watch() {
        do {
            try {
                if (FORGOTTEN.remove(IDLE_MILLIS) instanceof Watch forgotten && remove(forgotten)) {
                    // One thread serves all, and must not wait for the handlers that hear of the end.
                    WorkExecutor.defaultExecutor().execute(forgotten.work);
                }
            } catch (InterruptedException leftBehind) {
                // Nobody has a reason to interrupt it.
            }
        } while (!isDone());
    }

    private static boolean isDone() {
        synchronized (WATCHES) {
            if (WATCHES.isEmpty()) {
                thread = null;
            }
            return WATCHES.isEmpty();
        }
    }
}
