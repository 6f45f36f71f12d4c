package dev.runcast.benchmarks.runtime;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Whether a run costs the same at every depth. */
@State(Scope.Thread)
public class NestingBenchmark {
    /** How many runs are nested, one inside the other. What is reported is divided by it. */
    @Param({"1", "4", "16", "64"})
    public int levels;

    private AssistantRunnables silent = new AssistantRunnables(new Assistant("How is the tea?"));
    private AssistantRunnables counted = silent.withConfig(RuncastBenchmark.config(new CountingHandler()));
    private AssistantRunnables read = silent.withConfig(RuncastBenchmark.config(new CountingHandler.ReadingIds()));

    /** Nested runs whose starts and ends a handler hears. */
    @Benchmark
    public String oneHandler() {
        return counted.descend(levels);
    }

    /** The same with a handler that asks for the ids. */
    @Benchmark
    public String oneHandlerReadingId() {
        return read.descend(levels);
    }
}
