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

    /**
     * Returns an executor of platform threads. Virtual ones would share their carriers with the runs, and wait while those compute: leases would
     * expire, and no run be cancelled.
     *
     * @param waiting how many threads may wait for clients besides
     */
    static ExecutorService create(int waiting) {
        int max = MAX_THREADS + waiting;
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
