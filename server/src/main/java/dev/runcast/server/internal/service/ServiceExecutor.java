package dev.runcast.server.internal.service;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The threads of a server, which read requests and write answers. Runs are done elsewhere. */
final class ServiceExecutor {
    /** How many requests are read, and answers written, at once where no thread waits for a client. Others wait. */
    private static final int MAX_THREADS = 256;

    private static final long IDLE_SECONDS = 30;

    private ServiceExecutor() {}

    /** Returns an executor whose threads wait for no client. */
    static ExecutorService create() {
        return ofPlatformThreads(MAX_THREADS);
    }

    /**
     * Returns an executor whose threads may wait for clients.
     *
     * @param maxRuns how many runs go on at once. The clients of all of them may have to be waited for
     */
    static ExecutorService ofThreadsThatWait(int maxRuns) {
        return ofPlatformThreads(MAX_THREADS + maxRuns);
    }

    /** Virtual threads would share their carriers with the runs, and wait while those compute: leases would expire, and no run be cancelled. */
    private static ExecutorService ofPlatformThreads(int max) {
        AtomicLong count = new AtomicLong();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(max, max, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "runcast-server-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
