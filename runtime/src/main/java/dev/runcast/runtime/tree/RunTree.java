package dev.runcast.runtime.tree;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunFailedException;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.json.JsonCodec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What had been heard of a run, and of the runs below it, when {@link RunTreeRecorder#roots} was called.
 *
 * <p>A tree never changes. Inputs, outputs and data are the program's own objects, which may. Any thread may read it.
 *
 * @since 0.1
 */
public final class RunTree {
    /**
     * How far a run has come.
     *
     * @since 0.1
     */
    public enum Status {
        /** It has not ended. */
        RUNNING,
        /** It ended well. */
        SUCCEEDED,
        /** It threw an exception. */
        FAILED,
        /** It was cancelled or interrupted: it threw a {@link CancellationException} or an {@link InterruptedException}. */
        CANCELLED
    }

    private final Run run;
    private final List<RunEvent> heard;
    private final List<RunTree> children;
    private final @Nullable Object input;
    private final @Nullable RunEvent end;

    RunTree(Run run, List<RunEvent> heard, List<RunTree> children) {
        this.run = run;
        // Several threads may bring events in another order than that in which they happened.
        this.heard = heard.stream()
                .sorted(Comparator.comparingLong(RunEvent::sequence))
                .toList();
        this.children = children.stream()
                .sorted(Comparator.comparingLong(RunTree::sequence))
                .toList();
        Object input = null;
        RunEvent end = null;
        for (RunEvent event : this.heard) {
            if (event instanceof RunEvent.Start start) {
                input = start.input();
            } else if (event instanceof RunEvent.End success) {
                input = success.input();
                end = event;
            } else if (event instanceof RunEvent.Error failure) {
                input = failure.input();
                end = event;
            }
        }
        this.input = input;
        this.end = end;
    }

    /** Returns the run. */
    public Run run() {
        return run;
    }

    /** Returns the input as handlers see it, see {@link RunEvent.Start#input()}; null also while it is unknown. */
    public @Nullable Object input() {
        return input;
    }

    /** Returns what the run returned; null for {@code void}, and for a run that has not ended well. */
    public @Nullable Object output() {
        return end instanceof RunEvent.End success ? success.output() : null;
    }

    /** Returns what the run threw, or nothing unless it failed or was cancelled. */
    public Optional<Throwable> error() {
        return end instanceof RunEvent.Error failure ? Optional.of(failure.error()) : Optional.empty();
    }

    /** Returns when the run started. */
    public Instant startTime() {
        return run.startTime();
    }

    /** Returns when the run ended, or nothing while it is running. */
    public Optional<Instant> endTime() {
        return Optional.ofNullable(end).map(RunEvent::time);
    }

    /** Returns how far the run had come. */
    public Status status() {
        if (end instanceof RunEvent.Error failure) {
            Throwable error = failure.error();
            Throwable thrown = error instanceof RunFailedException ? error.getCause() : error;
            return thrown instanceof CancellationException || thrown instanceof InterruptedException
                    ? Status.CANCELLED
                    : Status.FAILED;
        }
        return end == null ? Status.RUNNING : Status.SUCCEEDED;
    }

    /** Returns the custom events of the run itself in the order in which they were emitted, late ones too. Unmodifiable. */
    public List<CustomEvent> events() {
        return heard.stream()
                .filter(CustomEvent.class::isInstance)
                .map(CustomEvent.class::cast)
                .toList();
    }

    /** Returns the runs that this run started, in the order of their starts. Unmodifiable. */
    public List<RunTree> children() {
        return children;
    }

    /** Returns the tree as JSON on one line, as {@link #toJson(JsonCodec)} with the default codec. */
    public String toJson() {
        return toJson(JsonCodec.defaultCodec());
    }

    /**
     * Returns the tree as JSON on one line, in the shape of the runs that LangChain's tracers collect: {@code id, name, run_type,
     * inputs, outputs, error, start_time, end_time, tags, extra, events, parent_run_id, child_runs, trace_id, dotted_order}.
     *
     * <p>An input or output stands in a map of its own, as {@code {"input": x}} or {@code {"output": y}}, unless it is a map. What is
     * missing is null: the outputs of a run that has not ended well, the parent of a root. The error is its text, without stack trace.
     * {@code events} has the run's start, end or error and, which LangChain's tracers leave out, its custom events as
     * {@code {"name": "custom", "time": …, "kwargs": {"name": …, "data": …}}}.
     *
     * <p>{@code parent_run_id}, {@code trace_id} and {@code dotted_order} tell where the run really belongs, also when the runs
     * above it were not heard of. {@code dotted_order} has 32 segments at most, so that the JSON grows with the number of runs and
     * not with the square of their depth: a run that is deeper has those of the 30 uppermost runs, of its parent and of itself.
     *
     * <p>The tree may be as deep as it likes. Readers of JSON have limits of their own: Jackson stops after 500 levels unless it is
     * told otherwise, and each level of runs is two levels of JSON.
     *
     * <p>Values that the codec cannot write become {@code {"__error__": type, "message": why}} in their place.
     */
    public String toJson(JsonCodec codec) {
        return new RunTreeJson(codec).write(this);
    }

    /**
     * Returns the tree for terminals and logs: a line for each run, with its name, its type unless it is a chain, how long it took,
     * its status and its error; below it, in the order in which they happened, its custom events, with their data as JSON, and
     * the runs that it started. Long errors and data are cut. Lines are separated by {@code \n}, with none after the last.
     * What is more than 32 levels below the root is indented no further, and begins with its level, as in {@code [33] search}.
     *
     * <pre>
     * report, 14 ms, succeeded
     * ├─ · progress {"percent":50}
     * ├─ search (tool), 3 ms, succeeded
     * │  └─ · found 3
     * └─ write, 5 ms, failed: java.lang.IllegalStateException: no paper
     * </pre>
     */
    public String toText() {
        return RunTreeText.write(this);
    }

    /** Returns the first line of {@link #toText}. */
    @Override
    public String toString() {
        return RunTreeText.describe(this);
    }

    /** Returns the events of the run itself that were heard, in the order in which they happened. */
    List<RunEvent> heard() {
        return heard;
    }

    /** Returns when the run was first heard of, among the events of its root. */
    long sequence() {
        return heard.get(0).sequence();
    }
}
