package dev.runcast.benchmarks.runtime;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.context.RunContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A run of Runcast that stays open while a benchmark emits into it. Its method waits on a thread of its own, since the method of a
 * benchmark cannot be called inside one.
 */
public final class OpenRun implements AutoCloseable {
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private int levelsToGo;
    private volatile @Nullable AssistantEvents events;
    private volatile RunContext context = RunContext.empty();

    private OpenRun(int depth) {
        this.levelsToGo = depth;
    }

    /** Opens a run that is the last of {@code depth} ones, each inside the one before, the first with {@code config}. */
    static OpenRun start(RunnableConfig config, int depth) {
        AssistantRunnables runnables = new AssistantRunnables(new Assistant("How is the tea?")).withConfig(config);
        OpenRun run = new OpenRun(depth);
        Thread thread = new Thread(() -> {
            try {
                runnables.hold(run);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        try {
            if (!run.opened.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The run did not start. See the log for why.");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("Interrupted before the run started.", interrupted);
        }
        return run;
    }

    boolean goDeeper() {
        return --levelsToGo > 0;
    }

    /** Keeps the run open until this is closed. */
    void hold(AssistantEvents events) throws InterruptedException {
        this.events = events;
        this.context = RunContext.capture();
        opened.countDown();
        closed.await();
    }

    /** Returns the emitter that the method was given. */
    AssistantEvents events() {
        AssistantEvents emitter = events;
        if (emitter == null) {
            throw new IllegalStateException("The run is not open yet.");
        }
        return emitter;
    }

    /** Returns the context in which this run is the current one. */
    RunContext context() {
        return context;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
