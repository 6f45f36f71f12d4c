package dev.runcast.testkit;

import dev.runcast.runtime.tree.RunTree;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.StringJoiner;

/**
 * Assertions on the runs that a {@link RecordingCallbackHandler} has heard of. Those on events are on the events of all runs
 * together; {@link #run} goes on to one run.
 *
 * @since 0.1
 */
public final class RecordingAssert extends AbstractEventsAssert<RecordingAssert, RecordingCallbackHandler> {
    RecordingAssert(RecordingCallbackHandler recording) {
        super(recording, RecordingAssert.class);
    }

    /** Goes on to the only run of this name, on whatever level. Fails unless there is exactly one. */
    public RunAssert run(String name) {
        isNotNull();
        List<RunTree> runs = actual.runs(name);
        if (runs.isEmpty()) {
            throw failing("to have a run \"" + name + "\", but they do not.");
        }
        if (runs.size() > 1) {
            throw failing("to have one run \"" + name + "\", but they have " + runs.size()
                    + ". Take one of them: assertThat(recording.runs(\"" + name + "\").get(0)).");
        }
        return new RunAssert(runs.get(0), recorded()).as(descriptionText());
    }

    /** Checks that these are the names of all runs, each before those of the runs below it. */
    public RecordingAssert hasRuns(String... names) {
        isNotNull();
        List<String> actualNames = RunAssert.names(actual.runs());
        List<String> expected = Arrays.asList(names);
        if (!actualNames.equals(expected)) {
            throw failing("to be " + expected + ", but they are " + actualNames + ".", actualNames, expected);
        }
        return this;
    }

    /** Checks that no run has this name. */
    public RecordingAssert didNotRun(String name) {
        isNotNull();
        int runs = actual.runs(name).size();
        if (runs > 0) {
            throw failing("to have no run \"" + name + "\", but they have " + runs + ".");
        }
        return this;
    }

    /**
     * Checks the shape of all trees: a name a line, two spaces further in for each level, in the order in which runs started.
     *
     * <pre>{@code
     * assertThat(recording).hasTree("""
     *     report
     *       find
     *       count
     *     """);
     * }</pre>
     */
    public RecordingAssert hasTree(String tree) {
        isNotNull();
        String actualTree = shape(actual.roots());
        String expected = tree.stripTrailing();
        if (!actualTree.equals(expected)) {
            throw failing(
                    "to be\n" + expected.indent(2) + "but they are\n"
                            + actualTree.indent(2).stripTrailing(),
                    actualTree,
                    expected);
        }
        return this;
    }

    /** Returns a line for each run. In a loop, since a tree may be deeper than a stack. */
    private static String shape(List<RunTree> roots) {
        StringJoiner lines = new StringJoiner("\n");
        Deque<Iterator<RunTree>> open = new ArrayDeque<>();
        open.push(roots.iterator());
        while (!open.isEmpty()) {
            if (open.element().hasNext()) {
                RunTree run = open.element().next();
                lines.add("  ".repeat(open.size() - 1) + run.run().name());
                open.push(run.children().iterator());
            } else {
                open.pop();
            }
        }
        return lines.toString();
    }

    @Override
    String subject() {
        return "the runs";
    }

    @Override
    Emissions emissions() {
        return Emissions.ofEvents(actual.customEvents());
    }

    @Override
    String recorded() {
        return actual.toText();
    }
}
