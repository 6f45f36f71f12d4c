package dev.runcast.testkit;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.tree.RunTree;
import dev.runcast.runtime.tree.RunTreeRecorder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Records what it hears, for tests.
 *
 * <pre>{@code
 * var recording = new RecordingCallbackHandler();
 * research.withConfig(RunnableConfig.builder().addHandler(recording).build()).research("tea");
 * assertThat(recording).run("research").emitted(ResearchEvents.DONE).endedWith("about tea");
 * }</pre>
 *
 * <p>It may hear of runs, and be asked, on any number of threads at once. An asynchronous run has been heard of to its end when its
 * future is complete.
 *
 * @since 0.1
 */
public final class RecordingCallbackHandler implements CallbackHandler {
    private final RunTreeRecorder trees = new RunTreeRecorder();
    private final List<Heard> heard = new ArrayList<>();

    /** Creates a handler that has heard of nothing. */
    public RecordingCallbackHandler() {}

    /**
     * Something that was heard.
     *
     * @param line what a transcript says of it; nothing of a start, since it names the run itself
     */
    record Heard(RunEvent event, Optional<Supplier<String>> line) {}

    /** Returns the events that were heard so far, in the order in which they were. Unmodifiable. */
    public List<RunEvent> events() {
        return heard().stream().map(Heard::event).toList();
    }

    synchronized List<Heard> heard() {
        return List.copyOf(heard);
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
        Deque<RunTree> waiting = new ArrayDeque<>(roots()); // and no recursion, which deep trees would bring to its end
        while (!waiting.isEmpty()) {
            RunTree run = waiting.pop();
            runs.add(run);
            List<RunTree> children = run.children();
            for (int i = children.size() - 1; i >= 0; i--) {
                waiting.push(children.get(i));
            }
        }
        return List.copyOf(runs);
    }

    /** Returns the runs of this name, each before the runs below it; an empty list if there are none. Unmodifiable. */
    public List<RunTree> runs(String name) {
        return runs().stream().filter(run -> run.run().name().equals(name)).toList();
    }

    /** Forgets everything. */
    public synchronized void clear() {
        trees.clear();
        heard.clear();
    }

    /** Returns the trees for people, one below the other, as {@link RunTree#toText()}; no text if there are none. */
    public String toText() {
        return roots().stream().map(RunTree::toText).collect(Collectors.joining("\n"));
    }

    @Override
    public void onRunStart(RunEvent.Start event) {
        record(new Heard(event, Optional.empty()));
        trees.onRunStart(event);
    }

    @Override
    public void onRunChunk(RunEvent.Chunk event) {
        record(event, () -> "chunk " + Transcript.json(event.chunk()));
        trees.onRunChunk(event);
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        record(event, () -> "end " + Transcript.json(event.output()));
        trees.onRunEnd(event);
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        record(event, () -> "error " + Transcript.json(event.error().toString()));
        trees.onRunError(event);
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        record(
                event,
                () -> "event " + event.name() + (event.data() == null ? "" : " " + Transcript.json(event.data()))
                        + (event.isLate() ? " (late)" : ""));
        trees.onCustomEvent(event);
    }

    private void record(RunEvent event, Supplier<String> line) {
        record(new Heard(event, Optional.of(line)));
    }

    private synchronized void record(Heard event) {
        heard.add(event);
    }

    /** Returns what it is, for logs. */
    @Override
    public String toString() {
        return "recording callback handler";
    }
}
