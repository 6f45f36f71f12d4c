package dev.runcast.benchmarks.runtime;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.context.RunContext;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Runcast, always through generated code. */
@State(Scope.Thread)
public class RuncastBenchmark {
    private Work work = new Work();
    private String question = "How is the tea?";
    private Progress progress = new Progress(1, 2, "searching");
    private AssistantRunnables silent = new AssistantRunnables(new Assistant(question));
    private AssistantRunnables counted = silent.withConfig(config(new CountingHandler()));
    private AssistantRunnables timed = silent.withConfig(config(new CountingHandler.KnowingTimes()));
    private AssistantRunnables read = silent.withConfig(config(new CountingHandler.ReadingIds()));
    private String answer = "";
    private Runnable task = () -> answer = work.answer(question);

    static RunnableConfig config(CallbackHandler handler) {
        return RunnableConfig.builder().addHandler(handler).build();
    }

    /** A run to which nobody listens, and which can have no event. */
    @Benchmark
    public String wrappedCallNoListener() {
        return silent.answer(question);
    }

    /** A run to which nobody listens, and its event. */
    @Benchmark
    public String wrappedCallEmittingNoListener() {
        return silent.answerSayingSo(progress);
    }

    /** A run whose start and end a handler hears. */
    @Benchmark
    public String wrappedCallOneHandler() {
        return counted.answer(question);
    }

    /** The same with a handler that asks for the id. */
    @Benchmark
    public String wrappedCallOneHandlerReadingId() {
        return read.answer(question);
    }

    /** The same with a handler that knows when each event happened. */
    @Benchmark
    public String wrappedCallOneHandlerKnowingTimes() {
        return timed.answer(question);
    }

    /** A run whose start, event and end a handler hears. */
    @Benchmark
    public String wrappedCallEmittingOneHandler() {
        return counted.answerSayingSo(progress);
    }

    /** An event by the emitter that a method was given, to which nobody listens. */
    @Benchmark
    public void emitNoListener(SilentRun run) {
        run.events.progress(progress);
    }

    /** An event by its key in the current run, to which nobody listens. */
    @Benchmark
    public void emitNoListenerAmbient(SilentRun run) {
        CustomEvents.dispatch(AssistantEvents.PROGRESS, progress);
    }

    /** An event by the emitter that a method was given, which a handler hears. */
    @Benchmark
    public void emitOneHandler(CountedRun run) {
        run.events.progress(progress);
    }

    /** The same with a handler that knows when it happened. */
    @Benchmark
    public void emitOneHandlerKnowingTimes(TimedRun run) {
        run.events.progress(progress);
    }

    /** An event by its key in the current run, which a handler hears. */
    @Benchmark
    public void emitOneHandlerAmbient(CountedRun run) {
        CustomEvents.dispatch(AssistantEvents.PROGRESS, progress);
    }

    /** Four runs, one inside the other. */
    @Benchmark
    public String nestedDepth4() {
        return silent.descend(4);
    }

    /** Four runs, one inside the other, whose starts and ends a handler hears. */
    @Benchmark
    public String nestedDepth4OneHandler() {
        return counted.descend(4);
    }

    /** The same with a handler that asks for the ids. */
    @Benchmark
    public String nestedDepth4OneHandlerReadingId() {
        return read.descend(4);
    }

    /** The context is captured where one run is current, and a task runs in that of another. */
    @Benchmark
    public String handOver(CountedRun run, OtherRun other, Blackhole hole) {
        hole.consume(RunContext.capture());
        other.context().wrap(task).run();
        return answer;
    }

    /** A run that is open, and is the current one of the benchmark's thread. */
    abstract static class CurrentRun {
        private final RunnableConfig config;
        private @Nullable OpenRun run;
        private RunContext.@Nullable Scope scope;
        AssistantEvents events = new AssistantEvents((type, data) -> {});

        CurrentRun(RunnableConfig config) {
            this.config = config;
        }

        /** Opens it. */
        @Setup(Level.Iteration)
        public void open() {
            OpenRun opened = OpenRun.start(config, 1);
            run = opened;
            events = opened.events();
            scope = opened.context().makeCurrent();
        }

        /** Closes it. */
        @TearDown(Level.Iteration)
        public void close() {
            if (scope != null && run != null) {
                scope.close();
                run.close();
            }
        }
    }

    /** The current run, to which nobody listens. */
    @State(Scope.Thread)
    public static class SilentRun extends CurrentRun {
        /** Creates one that is not open. */
        public SilentRun() {
            super(RunnableConfig.empty());
        }
    }

    /** The current run, to which one handler listens. */
    @State(Scope.Thread)
    public static class CountedRun extends CurrentRun {
        /** Creates one that is not open. */
        public CountedRun() {
            super(config(new CountingHandler()));
        }
    }

    /** The current run, to which one handler listens that knows times. */
    @State(Scope.Thread)
    public static class TimedRun extends CurrentRun {
        /** Creates one that is not open. */
        public TimedRun() {
            super(config(new CountingHandler.KnowingTimes()));
        }
    }

    /** A run that is open, and is not the current one. */
    @State(Scope.Thread)
    public static class OtherRun {
        private final OpenRun run = OpenRun.start(config(new CountingHandler()), 1);

        RunContext context() {
            return run.context();
        }

        /** Closes it. */
        @TearDown
        public void close() {
            run.close();
        }
    }
}
