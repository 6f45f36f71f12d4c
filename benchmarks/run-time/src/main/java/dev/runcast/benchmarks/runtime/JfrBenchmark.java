package dev.runcast.benchmarks.runtime;

import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Events of the JDK Flight Recorder, without stack traces. Nobody listens where nothing is recorded; a handler is a recording in memory,
 * which writes the event down and calls nobody.
 */
@State(Scope.Thread)
public class JfrBenchmark {
    private Work work = new Work();
    private String question = "How is the tea?";
    private Progress progress = new Progress(1, 2, "searching");

    /** A call without a recording. */
    @Benchmark
    public String wrappedCallNoListener() {
        return answer();
    }

    /** A call that is recorded. */
    @Benchmark
    public String wrappedCallOneHandler(RunningRecording recording) {
        return answer();
    }

    private String answer() {
        CallEvent call = new CallEvent();
        call.begin();
        try {
            return work.answer(question);
        } finally {
            call.commit();
        }
    }

    /** An event without a recording. */
    @Benchmark
    public void emitNoListener() {
        emit();
    }

    /** An event that is recorded. */
    @Benchmark
    public void emitOneHandler(RunningRecording recording) {
        emit();
    }

    private void emit() {
        ProgressEvent event = new ProgressEvent();
        if (event.shouldCommit()) {
            event.step = progress.step();
            event.total = progress.total();
            event.note = progress.note();
            event.commit();
        }
    }

    /** A recording that runs. */
    @State(Scope.Thread)
    public static class RunningRecording {
        private final Recording recording = new Recording();

        /** Starts it. */
        @Setup
        public void start() {
            recording.setToDisk(false);
            recording.enable(CallEvent.class);
            recording.enable(ProgressEvent.class);
            recording.start();
        }

        /** Ends it. */
        @TearDown
        public void close() {
            recording.close();
        }
    }

    @Name("dev.runcast.benchmarks.Call")
    @StackTrace(false)
    static final class CallEvent extends Event {}

    @Name("dev.runcast.benchmarks.Progress")
    @StackTrace(false)
    static final class ProgressEvent extends Event {
        int step;
        int total;
        String note = "";
    }
}
