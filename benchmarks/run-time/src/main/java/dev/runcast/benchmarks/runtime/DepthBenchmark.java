package dev.runcast.benchmarks.runtime;

import dev.runcast.runtime.RunnableConfig;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Whether an event costs the same at every depth. */
@State(Scope.Thread)
public class DepthBenchmark {
    /** In the how manieth of nested runs the event happens. */
    @Param({"1", "64"})
    public int depth;

    private Progress progress = new Progress(1, 2, "searching");
    private @Nullable OpenRun silentRun;
    private @Nullable OpenRun countedRun;
    private AssistantEvents silent = new AssistantEvents((type, data) -> {});
    private AssistantEvents counted = silent;

    /** Opens the runs. */
    @Setup
    public void open() {
        silentRun = OpenRun.start(RunnableConfig.empty(), depth);
        countedRun = OpenRun.start(RuncastBenchmark.config(new CountingHandler()), depth);
        silent = silentRun.events();
        counted = countedRun.events();
    }

    /** Closes them. */
    @TearDown
    public void close() {
        if (silentRun != null && countedRun != null) {
            silentRun.close();
            countedRun.close();
        }
    }

    /** An event to which nobody listens. */
    @Benchmark
    public void emitNoListener() {
        silent.progress(progress);
    }

    /** An event that a handler hears. */
    @Benchmark
    public void emitOneHandler() {
        counted.progress(progress);
    }
}
