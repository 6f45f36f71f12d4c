package dev.runcast.reactor.codegen;

import reactor.core.scheduler.Schedulers;

/**
 * Keeps the end of one run, which ends another, which ends another, from filling the stack of a thread: from a certain depth on it goes on
 * on a new one.
 */
final class Nesting {
    /** A level takes some dozen frames, and the smallest stacks bear some hundred levels. */
    private static final int MAX_DEPTH = 64;

    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

    private Nesting() {}

    /** Calls a task here, or on another thread if this one is too deep in calls of this method. */
    static void call(Runnable task) {
        int depth = DEPTH.get();
        if (depth >= MAX_DEPTH) {
            Schedulers.boundedElastic().schedule(task);
            return;
        }
        DEPTH.set(depth + 1);
        try {
            task.run();
        } finally {
            if (depth == 0) {
                DEPTH.remove();
            } else {
                DEPTH.set(depth);
            }
        }
    }
}
