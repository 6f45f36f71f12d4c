package dev.runcast.runtime.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.runcast.runtime.BatchResult;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RetryOptions;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules of the reference's section 7, on other ways to run. Each test is named after its rule.
 *
 * <p>Not kept, or kept differently:
 *
 * <ul>
 *   <li>7.1: there is no {@code return_exceptions}: {@code batchAsCompleted} gives failures as results, and {@code batch} throws the
 *       first one when all runs have ended, with the others suppressed. A batch of a sequence runs all steps for each input, and not
 *       step by step across inputs.
 *   <li>7.3: there is no batch that returns a future: {@code batch} keeps to the same limit on any executor.
 *   <li>7.4: there is no stream of chunks to pull yet; {@code streamEvents} begins at once and is cancelled when it is closed.
 *   <li>7.5: a config that is bound to a bound runnable is merged with the earlier one, as with that of a call; there are no keyword
 *       arguments to bind.
 *   <li>7.6: which failures are a reason for another attempt is a predicate; interruptions and cancellations never are.
 *   <li>7.7: any {@code Exception} but an interruption or cancellation is a reason for a fallback, without options, and the failures
 *       of the others are suppressed in the first. The reference's defect is not copied: fallbacks are children of the run.
 *   <li>7.8: listeners are handlers, which are local to the runnable's own runs.
 *   <li>7.9: there is no {@code assign}, and maps and functions do not turn into runnables by themselves.
 * </ul>
 */
class CompositionRulesTest {
    private static final TypedRunnable<Integer, Integer> ADD = TypedRunnable.of("add", (Integer x) -> {
        CustomEvents.dispatch("adding", x);
        return x + 1;
    });
    private static final TypedRunnable<Integer, Integer> FAIL = TypedRunnable.of("fail", (Integer x) -> {
        throw new IllegalStateException("no " + x);
    });

    private final Recorder recorder = new Recorder();
    private final RunnableConfig heard =
            RunnableConfig.builder().addHandler(recorder).build();

    /** Returns how many runs go on when one is in its body. */
    private static TypedRunnable<Integer, Integer> counting() {
        AtomicInteger running = new AtomicInteger();
        return TypedRunnable.of("counting", (Integer x) -> {
            int now = running.incrementAndGet();
            Thread.sleep(5);
            running.decrementAndGet();
            return now;
        });
    }

    @Test
    void rule7_1_aBatchIsARootRunForEachInputAndGivesOutputsInTheirOrder() {
        assertThat(ADD.batch(List.of(3, 1, 2), heard)).containsExactly(4, 2, 3);
        assertThat(recorder.all(RunEvent.Start.class)).hasSize(3).allSatisfy(start -> {
            assertThat(start.run().name()).isEqualTo("add");
            assertThat(start.run().parentId()).isEmpty();
        });
    }

    @Test
    void rule7_1_aBatchKeepsToTheMaximalConcurrency() {
        RunnableConfig two = RunnableConfig.builder().maxConcurrency(2).build();
        assertThat(counting().batch(List.of(1, 2, 3, 4, 5, 6), two)).allMatch(running -> running <= 2);
    }

    @Test
    void rule7_1_aBatchKeepsToTheMaximalConcurrencyOfABoundConfig() {
        RunnableConfig one = RunnableConfig.builder().maxConcurrency(1).build();
        assertThat(counting().withConfig(one).batch(List.of(1, 2, 3, 4))).containsOnly(1);
    }

    @Test
    void rule7_1_aSingleInputIsRunOnTheCallingThread() {
        TypedRunnable<Integer, Thread> thread = TypedRunnable.of("thread", (Integer x) -> Thread.currentThread());
        assertThat(thread.batch(List.of(1))).containsExactly(Thread.currentThread());
    }

    @Test
    void rule7_2_resultsComeInTheOrderOfCompletionWithTheirIndices() {
        CountDownLatch secondIsRead = new CountDownLatch(1);
        TypedRunnable<Integer, Integer> work = TypedRunnable.of("work", (Integer x) -> {
            if (x == 0) {
                secondIsRead.await();
            }
            return x * 10;
        });
        List<BatchResult<Integer>> results = new ArrayList<>();
        try (Stream<BatchResult<Integer>> ended = work.batchAsCompleted(List.of(0, 1), RunnableConfig.empty())) {
            ended.forEach(result -> {
                results.add(result);
                secondIsRead.countDown();
            });
        }
        assertThat(results).extracting(BatchResult::index).containsExactly(1, 0);
        assertThat(results).extracting(BatchResult::output).containsExactly(10, 0);
    }

    @Test
    void rule7_5_aBoundConfigIsThatOfEachCall() {
        TypedRunnable<Integer, Integer> bound =
                ADD.withConfig(heard.toBuilder().tags("bound").runName("named").build());
        bound.invoke(1);
        bound.invoke(2, RunnableConfig.builder().tags("call").build());
        assertThat(recorder.all(RunEvent.Start.class))
                .extracting(start -> start.run().name() + start.tags())
                .containsExactly("named[bound]", "named[bound, call]");
        assertThat(recorder.custom())
                .extracting(RunEvent::tags)
                .containsExactly(List.of("bound"), List.of("bound", "call"));
    }

    @Test
    void rule7_6_thereAreThreeAttemptsAndTheLastErrorIsThrownAsItIs() {
        AtomicInteger attempts = new AtomicInteger();
        TypedRunnable<Integer, Integer> flaky = TypedRunnable.of("flaky", (Integer x) -> {
            throw new IllegalStateException("attempt " + attempts.incrementAndGet());
        });
        RetryOptions quickly = RetryOptions.builder()
                .backoff(Duration.ofNanos(1), Duration.ofNanos(2))
                .build();
        assertThatIllegalStateException()
                .isThrownBy(() -> flaky.withRetry(quickly).invoke(1, heard))
                .withMessage("attempt 3")
                .withNoCause();
        List<RunEvent.Start> starts = recorder.all(RunEvent.Start.class);
        assertThat(starts).as("the run and its attempts").hasSize(4);
        assertThat(starts.subList(1, 4))
                .allSatisfy(attempt -> assertThat(attempt.run().parentId())
                        .contains(starts.get(0).run().id()));
    }

    @Test
    void rule7_7_theFirstSuccessWins() {
        assertThat(FAIL.withFallbacks(List.of(FAIL, ADD, FAIL)).invoke(1, heard))
                .isEqualTo(2);
        assertThat(recorder.lines())
                .containsExactly(
                        "start RunnableWithFallbacks",
                        "start fail",
                        "error fail IllegalStateException",
                        "start fail",
                        "error fail IllegalStateException",
                        "start add",
                        "add: adding 1",
                        "end add",
                        "end RunnableWithFallbacks");
    }

    @Test
    void rule7_7_withoutASuccessTheFirstErrorIsThrown() {
        TypedRunnable<Integer, Integer> other = TypedRunnable.of("other", (Integer x) -> {
            throw new IllegalArgumentException("other");
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> FAIL.withFallbacks(List.of(other)).invoke(1))
                .withMessage("no 1");
    }

    @Test
    void rule7_8_listenersHearOfTheRunnablesOwnRunsAndNeverOfCustomEvents() {
        TypedRunnable<Integer, Integer> outer = TypedRunnable.of("outer", (Integer x) -> {
            CustomEvents.dispatch("event", x);
            return ADD.invoke(x);
        });
        outer.withListeners(recorder).invoke(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> FAIL.withListeners(recorder).invoke(1));
        assertThat(recorder.lines())
                .containsExactly("start outer", "end outer", "start fail", "error fail IllegalStateException");
    }

    @Test
    void rule7_9_aSequenceOfSequencesIsOneSequence() {
        assertThat(ADD.pipe(ADD).pipe(ADD.pipe(ADD)).invoke(1, heard)).isEqualTo(5);
        assertThat(recorder.all(RunEvent.Start.class))
                .extracting(start -> start.run().name() + start.tags())
                .containsExactly(
                        "RunnableSequence[]",
                        "add[seq:step:1]",
                        "add[seq:step:2]",
                        "add[seq:step:3]",
                        "add[seq:step:4]");
    }

    @Test
    void rule7_9_aParallelRunsItsBranchesWithTheSameInput() {
        TypedRunnable<Integer, Integer> parent = TypedRunnable.of("self", (Integer x) -> {
            assertThat(RunContext.currentRun().orElseThrow().parentId()).isPresent();
            return x;
        });
        assertThat(TypedRunnable.<Integer>parallel(Map.of("add", ADD, "self", parent))
                        .invoke(1))
                .containsOnly(Map.entry("add", 2), Map.entry("self", 1));
    }
}
