package dev.runcast.runtime.tree;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the runs that it hears of into trees.
 *
 * <pre>{@code
 * var recorder = new RunTreeRecorder();
 * report.invoke("tea", RunnableConfig.builder().callback(recorder).build());
 * recorder.roots().forEach(tree -> System.out.println(tree.toText()));
 * }</pre>
 *
 * <p>It keeps all runs, with inputs, outputs and data, until {@link #clear}. It may hear of runs, and be asked for trees, on any
 * number of threads at once.
 *
 * <p>Custom events are kept with their runs, also those that come late. In the reference no tracer records them (rule 8.2).
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
        return trees(roots, children);
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

    private List<RunTree> trees(List<Run> runs, Map<Run, List<Run>> children) {
        return runs.stream()
                .map(run -> new RunTree(
                        run,
                        heard.getOrDefault(run, List.of()),
                        trees(children.getOrDefault(run, List.of()), children)))
                .toList();
    }
}
