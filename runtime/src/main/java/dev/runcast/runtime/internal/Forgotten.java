package dev.runcast.runtime.internal;

import java.lang.ref.Cleaner;

/** Finds out what has been forgotten: what nobody can reach any more, and was not released before. */
public final class Forgotten {
    private static final Cleaner CLEANER = Cleaner.create(work -> {
        Thread thread = new Thread(work, "runcast-cleaner");
        thread.setDaemon(true);
        return thread;
    });

    private Forgotten() {}

    /**
     * Has work done on the executor for asynchronous work when {@code object} has been forgotten.
     *
     * @param what says what the object is, for messages
     * @param work must not keep {@code object} reachable
     */
    public static Registration register(Object object, String what, Runnable work) {
        Watch watch = new Watch(work);
        Cleaner.Cleanable cleanable = CLEANER.register(object, watch);
        StrictWatch strict = StrictWatch.current();
        if (strict != null) {
            strict.opened(watch, what + " was neither read to its end nor closed. Close it: try (… stream = …) { … }.");
        }
        return () -> {
            watch.isReleased = true;
            cleanable.clean();
            if (strict != null) {
                strict.closed(watch);
            }
        };
    }

    /** That an object is watched. */
    @FunctionalInterface
    public interface Registration {
        /** Says that the object is no longer needed. May be called more than once. */
        void release();
    }

    private static final class Watch implements Runnable {
        private final Runnable work;
        private volatile boolean isReleased;

        Watch(Runnable work) {
            this.work = work;
        }

        /** The cleaner has one thread for all, which must not wait for the handlers that hear of the end. */
        @Override
        public void run() {
            if (!isReleased) {
                WorkExecutor.defaultExecutor().execute(work);
            }
        }
    }
}
