package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.AsyncRecorder;
import dev.runcast.runtime.fixtures.Recorder;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many runs at once, nested, with events from several threads: nothing is lost, doubled or mixed up. */
class ConcurrencyTest {
    private static final int ROOTS = 60;
    private static final int BRANCHES = 4;
    private static final int EVENTS = 25;

    /** One event: which root, which branch of it, and the how-manyth of the branch. */
    private record Mark(int root, int branch, int index) {}

    private final ExecutorService plainPool = Executors.newFixedThreadPool(8);
    private final ExecutorService pool = RunContext.propagating(plainPool);
    private final ExecutorService roots = Executors.newFixedThreadPool(8);

    @AfterEach
    void shutDown() {
        plainPool.shutdown();
        roots.shutdown();
    }

    private final TypedRunnable<Mark, Integer> leaf = TypedRunnable.of("leaf", (Mark mark) -> {
        CustomEvents.dispatch("mark", mark);
        return mark.index();
    });

    private final TypedRunnable<Mark, Integer> branch = TypedRunnable.of("branch", (Mark mark) -> {
        for (int i = 0; i < EVENTS; i++) {
            leaf.invoke(new Mark(mark.root(), mark.branch(), i));
        }
        return EVENTS;
    });

    /** Starts a branch on each of several threads, half of them by the context and half by the config. */
    private final TypedRunnable<Integer, Integer> root =
            TypedRunnable.ofConfigured("root", (Integer number, RunnableConfig config) -> {
                List<Future<Integer>> results = new ArrayList<>();
                for (int b = 0; b < BRANCHES; b++) {
                    Mark mark = new Mark(number, b, -1);
                    results.add(
                            b % 2 == 0
                                    ? pool.submit(() -> branch.invoke(mark))
                                    : plainPool.submit(() -> branch.invoke(mark, config)));
                }
                int sum = 0;
                for (Future<Integer> result : results) {
                    sum += result.get();
                }
                return sum;
            });

    private void runAll(RunnableConfig config) throws Exception {
        List<Future<Integer>> results = new ArrayList<>();
        for (int r = 0; r < ROOTS; r++) {
            int number = r;
            results.add(roots.submit(() -> root.invoke(number, config)));
        }
        for (Future<Integer> result : results) {
            assertThat(result.get()).isEqualTo(BRANCHES * EVENTS);
        }
        assertThat(plainPool.submit(RunContext::currentRun).get())
                .as("left on a pool thread")
                .isEmpty();
    }

    private static void assertEachBranchInOrder(List<Mark> marks, int rootCount) {
        assertThat(marks).hasSize(rootCount * BRANCHES * EVENTS);
        Map<List<Integer>, List<Integer>> indexes = new HashMap<>();
        marks.forEach(mark -> indexes.computeIfAbsent(List.of(mark.root(), mark.branch()), key -> new ArrayList<>())
                .add(mark.index()));
        assertThat(indexes).hasSize(rootCount * BRANCHES);
        assertThat(indexes.values())
                .allSatisfy(each -> assertThat(each)
                        .isEqualTo(IntStream.range(0, EVENTS).boxed().toList()));
    }

    @Test
    void aHandlerHearsEveryEventOnceAndInTheOrderOfEachThread() throws Exception {
        Recorder recorder = new Recorder();
        runAll(RunnableConfig.builder().addHandler(recorder).build());

        assertEachBranchInOrder(recorder.data().stream().map(Mark.class::cast).toList(), ROOTS);

        int runs = ROOTS * (1 + BRANCHES + BRANCHES * EVENTS);
        assertThat(recorder.all(RunEvent.Start.class)).hasSize(runs);
        assertThat(recorder.all(RunEvent.End.class)).hasSize(runs);
        Set<Object> ids = new HashSet<>();
        recorder.all(RunEvent.Start.class).forEach(start -> ids.add(start.run().id()));
        assertThat(ids).hasSize(runs);
    }

    @Test
    void eventsBelongToTheirTreesAndAreNumberedInEach() throws Exception {
        Recorder recorder = new Recorder();
        runAll(RunnableConfig.builder().addHandler(recorder).build());

        Map<Object, Object> numberOfRoot = new HashMap<>();
        for (RunEvent.Start start : recorder.all(RunEvent.Start.class)) {
            if (start.run().parentId().isEmpty()) {
                numberOfRoot.put(start.run().id(), start.input());
            }
        }
        assertThat(numberOfRoot).hasSize(ROOTS);
        for (CustomEvent event : recorder.custom()) {
            assertThat(event.run().parentIds()).hasSize(2);
            assertThat(numberOfRoot.get(event.run().parentIds().get(0))).isEqualTo(((Mark) event.data()).root());
        }
        Map<Object, List<Long>> sequences = new HashMap<>();
        for (RunEvent event : recorder.events()) {
            Run run = event.run();
            Object top = run.parentIds().isEmpty() ? run.id() : run.parentIds().get(0);
            sequences.computeIfAbsent(top, key -> new ArrayList<>()).add(event.sequence());
        }
        long eventsOfATree = 2 + BRANCHES * 2 + (long) BRANCHES * EVENTS * 3;
        assertThat(sequences.values())
                .allSatisfy(each -> assertThat(each)
                        .hasSize((int) eventsOfATree)
                        .doesNotHaveDuplicates()
                        .allMatch(number -> number >= 1 && number <= eventsOfATree));
    }

    @Test
    void anAsynchronousHandlerHearsEveryEventOnceAndInTheOrderOfEachThread() throws Exception {
        List<Mark> heard = Collections.synchronizedList(new ArrayList<>());
        AsyncRecorder threaded = new AsyncRecorder(event -> CompletableFuture.runAsync(() -> {
            if (event instanceof CustomEvent custom) {
                heard.add((Mark) custom.data());
            }
        }));
        runAll(RunnableConfig.builder().addHandler(threaded).build());
        assertEachBranchInOrder(heard, ROOTS);
        assertThat(threaded.done()).hasSameSizeAs(threaded.begun());
    }

    @Test
    void streamsWithSmallBuffersGetTheirOwnEventsOnly() throws Exception {
        int streams = 12;
        List<Future<List<Mark>>> results = new ArrayList<>();
        for (int s = 0; s < streams; s++) {
            int number = s;
            results.add(roots.submit(() -> {
                List<Mark> marks = new ArrayList<>();
                try (EventStream stream = root.streamEvents(
                        number,
                        RunnableConfig.empty(),
                        EventStreamOptions.builder().bufferSize(2).build())) {
                    for (StreamEvent event : stream) {
                        if (event.kind() == StreamEvent.Kind.CUSTOM) {
                            marks.add((Mark) event.data());
                        }
                    }
                }
                return marks;
            }));
        }
        for (int s = 0; s < streams; s++) {
            List<Mark> marks = results.get(s).get();
            int number = s;
            assertThat(marks).allMatch(mark -> mark.root() == number);
            assertEachBranchInOrder(marks, 1);
        }
    }
}
