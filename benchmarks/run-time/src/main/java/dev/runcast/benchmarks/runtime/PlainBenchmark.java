package dev.runcast.benchmarks.runtime;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Calls, and a listener called by hand: what nobody can be faster than. */
@State(Scope.Thread)
public class PlainBenchmark {
    private Work work = new Work();
    private String question = "How is the tea?";
    private Progress progress = new Progress(1, 2, "searching");
    private @Nullable Listener nobody;
    private Listener listener = new Listener.Counting();

    /** The call that all subjects wrap. */
    @Benchmark
    public String plainCall() {
        return work.answer(question);
    }

    /** The same with a listener that is told by hand. */
    @Benchmark
    public String wrappedCallOneHandler() {
        listener.started();
        try {
            return work.answer(question);
        } finally {
            listener.ended();
        }
    }

    /** The least that an event without a listener can cost. */
    @Benchmark
    public void fieldNullCheck() {
        if (nobody != null) {
            nobody.happened(progress);
        }
    }

    /** The least that an event with a listener can cost. */
    @Benchmark
    public void emitOneHandler() {
        listener.happened(progress);
    }

    /** Four calls, one inside the other. */
    @Benchmark
    public String nestedDepth4() {
        return descend(4);
    }

    private String descend(int depth) {
        return depth == 1 ? work.answer(question) : descend(depth - 1);
    }
}
