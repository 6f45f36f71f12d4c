package dev.runcast.testkit;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.tree.RunTree;
import dev.runcast.runtime.tree.RunTreeRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Records all that it hears, for tests.
 *
 * <pre>{@code
 * var recording = new RecordingCallbackHandler();
 * research.withConfig(RunnableConfig.builder().addHandler(recording).build()).research("tea");
 * assertThat(recording).run("research").emitted(ResearchEvents.DONE).endedWith("about tea");
 * }</pre>
 *
 * <p>It may hear of runs, and be asked, on any number of threads at once. An asynchronous run has been heard of to its end when its
 * future is complete.
 */
public final class RecordingCallbackHandler implements CallbackHandler {
    private final RunTreeRecorder trees = new RunTreeRecorder();
    private final List<RunEvent> events = new ArrayList<>();

    /** Creates a handler that has heard of nothing. */
    public RecordingCallbackHandler() {}

    /** Returns all that was heard so far, in the order in which it was. Unmodifiable. */
    public synchronized List<RunEvent> events() {
        return List.copyOf(events);
    }

    /** Returns the custom events that were heard so far, of whatever run, in the order in which they were. Unmodifiable. */
    public List<CustomEvent> customEvents() {
        return events().stream()
                .filter(CustomEvent.class::isInstance)
                .map(CustomEvent.class::cast)
                .toList();
    }

    /**
     * Returns the payloads of the events of a type that were heard so far, of whatever run; null for each event without data.
     * Unmodifiable.
     *
     * @throws IllegalArgumentException if an event of this name has other data, which is a mistake in the test or the program
     */
    public <T> List<T> payloads(EventType<T> type) {
        return Emissions.ofEvents(customEvents()).payloads(type);
    }

    /** Returns the trees of all runs heard of so far, as {@link RunTreeRecorder#roots()}. Unmodifiable. */
    public List<RunTree> roots() {
        return trees.roots();
    }

    /** Returns all runs heard of so far, each before the runs below it. Unmodifiable. */
    public List<RunTree> runs() {
        List<RunTree> runs = new ArrayList<>();
        collect(roots(), runs);
        return List.copyOf(runs);
    }

    private static void collect(List<RunTree> trees, List<RunTree> runs) {
        for (RunTree tree : trees) {
            runs.add(tree);
            collect(tree.children(), runs);
        }
    }

    /** Returns the runs of this name, each before the runs below it; none if there is none. Unmodifiable. */
    public List<RunTree> runs(String name) {
        return runs().stream().filter(run -> run.run().name().equals(name)).toList();
    }

    /** Forgets everything. */
    public synchronized void clear() {
        trees.clear();
        events.clear();
    }

    /** Returns the trees for people, one below the other, as {@link RunTree#toText()}; no text if there are none. */
    public String toText() {
        return roots().stream().map(RunTree::toText).collect(Collectors.joining("\n"));
    }

    @Override
    public void onRunStart(RunEvent.Start event) {
        record(event);
        trees.onRunStart(event);
    }

    @Override
    public void onRunChunk(RunEvent.Chunk event) {
        record(event);
        trees.onRunChunk(event);
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        record(event);
        trees.onRunEnd(event);
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        record(event);
        trees.onRunError(event);
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        record(event);
        trees.onCustomEvent(event);
    }

    private synchronized void record(RunEvent event) {
        events.add(event);
    }

    /** Returns what it is, for logs. */
    @Override
    public String toString() {
        return "recording callback handler";
    }
}
