package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.fixtures.Recorder;
import dev.runcast.runtime.stream.EventStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What happens to runs that go on at once when one of them fails. */
class FailFastTest {
    private final Recorder recorder = new Recorder();
    private final RunnableConfig waiting =
            RunnableConfig.builder().addHandler(recorder).build();
    private final RunnableConfig failFast = waiting.toBuilder().failFast(true).build();

    /** So that what fails does so when the others are at work, and so that they go on after that. */
    private final CountDownLatch atWork = new CountDownLatch(1);

    private final CountDownLatch failed = new CountDownLatch(1);

    private final TypedRunnable<Integer, Integer> failing = TypedRunnable.of("failing", (Integer x) -> {
        atWork.await();
        failed.countDown();
        throw new IllegalStateException("broken");
    });

    private final TypedRunnable<Integer, Integer> slow = TypedRunnable.of("slow", (Integer x) -> {
        atWork.countDown();
        failed.await();
        return x;
    });

    private final TypedRunnable<Integer, Integer> endless = TypedRunnable.of("endless", (Integer x) -> {
        atWork.countDown();
        new CountDownLatch(1).await();
        return x;
    });

    private static TypedRunnable<Integer, Map<String, Object>> beside(
            TypedRunnable<Integer, Integer> failing, TypedRunnable<Integer, Integer> other) {
        Map<String, TypedRunnable<Integer, Integer>> branches = new LinkedHashMap<>();
        branches.put("failing", failing);
        branches.put("other", other);
        return TypedRunnable.parallel(branches);
    }

    @Nested
    class ByDefaultOthersGoOn {
        @Test
        void whenBranchesAreCalled() {
            assertThatThrownBy(() -> beside(failing, slow).invoke(1, waiting)).hasMessage("broken");
            assertThat(recorder.lines()).contains("end slow");
        }

        @Test
        void whenBranchesAreStreamed() {
            List<Map<String, Object>> chunks = new ArrayList<>();
            assertThatThrownBy(() -> beside(failing, slow).stream(1, waiting).forEach(chunks::add))
                    .hasMessage("broken");
            assertThat(chunks).containsExactly(Map.of("other", 1));
            assertThat(recorder.lines()).contains("end slow");
        }

        @Test
        void inABatch() {
            TypedRunnable<Integer, Integer> chosen =
                    TypedRunnable.choosing("chosen", (x, config) -> x == 0 ? failing : slow);
            assertThatThrownBy(() -> chosen.batch(List.of(0, 1), waiting)).hasMessage("broken");
            assertThat(recorder.lines()).contains("end slow");
        }
    }

    @Nested
    class FailFast {
        private void assertOtherIsCancelled() throws InterruptedException {
            recorder.awaitEnds();
            assertThat(recorder.all(RunEvent.Error.class))
                    .filteredOn(error -> error.run().name().equals("endless"))
                    .hasSize(1);
        }

        @Test
        void cancelsTheOtherBranches() throws Exception {
            assertThatThrownBy(() -> beside(failing, endless).invoke(1, failFast))
                    .hasMessage("broken");
            assertOtherIsCancelled();
            assertThat(recorder.lines()).endsWith("error RunnableParallel<failing,other> IllegalStateException");
        }

        @Test
        void cancelsTheOtherBranchesOfAStream() throws Exception {
            assertThatThrownBy(
                            () -> beside(failing, endless).stream(1, failFast).forEach(chunk -> {}))
                    .hasMessage("broken");
            assertOtherIsCancelled();
        }

        @Test
        void cancelsTheRestOfABatch() throws Exception {
            TypedRunnable<Integer, Integer> chosen =
                    TypedRunnable.choosing("chosen", (x, config) -> x == 2 ? failing : endless);
            assertThatThrownBy(() -> chosen.batch(List.of(1, 2), failFast)).hasMessage("broken");
            assertOtherIsCancelled();
        }

        @Test
        void startsNothingMoreInABatchOfOneAtATime() {
            List<Integer> started = new ArrayList<>();
            TypedRunnable<Integer, Integer> each = TypedRunnable.of("each", (Integer x) -> {
                started.add(x);
                throw new IllegalStateException("broken");
            });
            RunnableConfig oneByOne = failFast.toBuilder().maxConcurrency(1).build();
            assertThatThrownBy(() -> each.batch(List.of(1, 2, 3), oneByOne)).hasMessage("broken");
            assertThat(started).containsExactly(1);
        }

        @Test
        void isHandedDown() throws Exception {
            TypedRunnable<Integer, Object> root = TypedRunnable.ofConfigured(
                    "root",
                    (Integer x, RunnableConfig config) ->
                            beside(failing, endless).invoke(x, config));
            assertThatThrownBy(() -> root.invoke(1, failFast)).hasMessage("broken");
            assertOtherIsCancelled();
        }
    }

    @Test
    void outputsOfBranchesAreInTheirOrderWhicheverEndsFirst() {
        CountDownLatch second = new CountDownLatch(1);
        Map<String, TypedRunnable<Integer, Integer>> branches = new LinkedHashMap<>();
        branches.put("one", TypedRunnable.of("one", (Integer x) -> {
            second.await();
            return x;
        }));
        branches.put("two", TypedRunnable.of("two", (Integer x) -> x));
        List<Object> outputs = new ArrayList<>();
        try (EventStream events = TypedRunnable.parallel(branches).streamEvents(1, RunnableConfig.empty())) {
            events.forEach(event -> {
                if (event.isRoot() && event.event().equals("on_chain_stream")) {
                    second.countDown();
                }
                if (event.isRoot() && event.isEndOfRun()) {
                    outputs.add(((Map<?, ?>) ((Map<?, ?>) event.data()).get("output"))
                            .keySet().stream().map(Object::toString).toList());
                }
            });
        }
        assertThat(outputs).containsExactly(List.of("one", "two"));
    }
}
