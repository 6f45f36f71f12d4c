package dev.runcast.runtime.tree;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the runs that it hears of into trees.
 *
 * <pre>{@code
 * var recorder = new RunTreeRecorder();
 * report.invoke("tea", RunnableConfig.builder().addHandler(recorder).build());
 * recorder.roots().forEach(tree -> System.out.println(tree.toText()));
 * }</pre>
 *
 * <p>It keeps all runs, with inputs, outputs and data, until {@link #clear}. It may hear of runs, and be asked for trees, on any
 * number of threads at once.
 *
 * <p>Custom events are kept with their runs, also those that come late. Runs may be nested as deep as the program likes.
 *
 * @since 0.1
 */
public final class RunTreeRecorder implements CallbackHandler {
    private final Map<Run, List<RunEvent>> heard = new LinkedHashMap<>();

    /** Creates a recorder that has heard of nothing. */
    public RunTreeRecorder() {}

    /**
     * Returns the trees of all runs heard of so far, in the order in which their roots were. A run whose parent was not heard of
     * is a root. Unmodifiable, never null, and not changed by what is heard later.
     */
    public synchronized List<RunTree> roots() {
        List<Run> roots = new ArrayList<>();
        Map<Run, List<Run>> children = new HashMap<>();
        for (Run run : heard.keySet()) {
            Run parent = run.parent().orElse(null);
            if (parent != null && heard.containsKey(parent)) {
                children.computeIfAbsent(parent, none -> new ArrayList<>()).add(run);
            } else {
                roots.add(run);
            }
        }
        Map<Run, RunTree> trees = new HashMap<>();
        for (Run run : childrenFirst(roots, children)) {
            List<RunTree> below = trees(children.getOrDefault(run, List.of()), trees);
            trees.put(run, new RunTree(run, heard.getOrDefault(run, List.of()), below));
        }
        return trees(roots, trees);
    }

    /** Returns all runs, each after those below it. In a loop, since a tree may be deeper than a stack. */
    private static Iterable<Run> childrenFirst(List<Run> roots, Map<Run, List<Run>> children) {
        Deque<Run> parentsFirst = new ArrayDeque<>();
        Deque<Run> waiting = new ArrayDeque<>(roots);
        while (!waiting.isEmpty()) {
            Run run = waiting.pop();
            parentsFirst.push(run);
            children.getOrDefault(run, List.of()).forEach(waiting::push);
        }
        return parentsFirst;
    }

    @SuppressWarnings("NullAway") // Each of these runs has a tree by now.
    private static List<RunTree> trees(List<Run> runs, Map<Run, RunTree> trees) {
        return runs.stream().map(trees::get).toList();
    }

    /** Forgets all runs. One that has not ended is heard of again at its next event; what it did before is lost. */
    public synchronized void clear() {
        heard.clear();
    }

    @Override
    public void onRunStart(RunEvent.Start event) {
        hear(event);
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        hear(event);
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        hear(event);
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        hear(event);
    }

    /** Returns what it is, for logs. */
    @Override
    public String toString() {
        return "run tree recorder";
    }

    private synchronized void hear(RunEvent event) {
        heard.computeIfAbsent(event.run(), run -> new ArrayList<>()).add(event);
    }
}
