package dev.runcast.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.suppressed;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.testkit.RecordingCallbackHandler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** That the annotation fails the tests which make mistakes, and no others. Runs classes which are not found otherwise. */
class StrictModeTest {
    private static final TypedRunnable<String, RunContext> WORK =
            TypedRunnable.of("work", (String input) -> RunContext.capture());

    private static RunnableConfig heard() {
        return RunnableConfig.builder()
                .addHandler(new RecordingCallbackHandler())
                .build();
    }

    private static EngineTestKit.Builder engine(Class<?>... classes) {
        EngineTestKit.Builder engine = EngineTestKit.engine("junit-jupiter");
        for (Class<?> each : classes) {
            engine.selectors(selectClass(each));
        }
        return engine;
    }

    private static void assertFailed(EngineExecutionResults results, String test, String message) {
        results.testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test(test),
                                finishedWithFailure(instanceOf(AssertionError.class), message(message::equals))));
    }

    private static void assertFailures(EngineExecutionResults results, int failed, int succeeded) {
        results.testEvents()
                .assertStatistics(statistics -> statistics.failed(failed).succeeded(succeeded));
    }

    @StrictMode
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Leaking {
        private RunContext.Scope openedBefore;

        @BeforeEach
        void open() {
            openedBefore = RunContext.empty().makeCurrent();
        }

        @AfterEach
        void close() {
            openedBefore.close();
        }

        @Test
        @Order(1)
        void leavesAScopeOpenOnThisThread() {
            openedBefore.close();
            WORK.invoke("x", heard()).makeCurrent();
        }

        @Test
        @Order(2)
        void comesNext() {
            assertThat(RunContext.currentRun()).isEmpty();
            WORK.invoke("x", heard());
        }

        @Test
        @Order(3)
        void closesOnAnotherThread() throws InterruptedException {
            RunContext.Scope scope = RunContext.empty().makeCurrent();
            Thread thread = new Thread(scope::close, "the other");
            thread.start();
            thread.join();
            scope.close();
        }

        @Test
        @Order(4)
        void closesInTheWrongOrder() {
            RunContext.Scope first = RunContext.empty().makeCurrent();
            RunContext.Scope second = RunContext.empty().makeCurrent();
            first.close();
            second.close();
        }

        @Nested
        class Inside {
            @Test
            void leavesAStreamOpen() {
                WORK.streamEvents("x", heard());
            }

            @RepeatedTest(2)
            void closesAll() {
                WORK.streamEvents("x", heard()).close();
            }
        }
    }

    @Test
    void failsTheTestsThatMakeMistakesAndNoOthers() {
        EngineExecutionResults results = engine(Leaking.class).execute();
        assertFailures(results, 4, 3);
        results.testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("leavesAScopeOpenOnThisThread"),
                                finishedWithFailure(message(text -> text.startsWith("A scope of the run work ")
                                        && text.endsWith(" is left open. Close it on the thread that opened it, as"
                                                + " try (RunContext.Scope scope = …) { … } does.")))));
        results.testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("closesOnAnotherThread"),
                                finishedWithFailure(
                                        message(
                                                text -> text.contains(
                                                        "closed on another, the other, which has no effect. Close it where it was opened.")))));
        assertFailed(
                results,
                "closesInTheWrongOrder",
                "A scope of no run was closed before one that was opened later, and ends with that."
                        + " Close scopes in reverse order.");
        assertFailed(
                results,
                "leavesAStreamOpen",
                "An event stream was neither read to its end nor closed. Close it: try (… stream = …) { … }.");
    }

    static class OneMethod {
        @Test
        @StrictMode
        void leavesAScopeOpen() {
            RunContext.empty().makeCurrent();
            throw new IllegalStateException("and fails");
        }

        @Test
        void isNotWatched() throws InterruptedException {
            Thread thread = new Thread(() -> RunContext.empty().makeCurrent());
            thread.start();
            thread.join();
        }
    }

    @Test
    void mayBeOnAMethodAndAddsToItsFailure() {
        EngineExecutionResults results = engine(OneMethod.class).execute();
        assertFailures(results, 1, 1);
        results.testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                message("and fails"), suppressed(0, message(text -> text.contains("is left open"))))));
    }

    @StrictMode
    abstract static class StrictTests {}

    static class Inheriting extends StrictTests {
        @Test
        void leavesAScopeOpen() {
            RunContext.empty().makeCurrent();
        }
    }

    @Test
    void isInherited() {
        assertFailures(engine(Inheriting.class).execute(), 1, 0);
    }

    /** Counts the tests that go on at once. */
    private static final AtomicInteger GOING_ON = new AtomicInteger();

    private static final Set<String> TOGETHER_WITH_STRICT_ONES = ConcurrentHashMap.newKeySet();
    private static final CountDownLatch BOTH_GO_ON = new CountDownLatch(2);

    /** Uses runs as a strict test would not let it: root runs on other threads while runs with listeners are open. */
    private static void useRuns(boolean isStrict) {
        int others = GOING_ON.getAndIncrement();
        if (isStrict && others > 0) {
            TOGETHER_WITH_STRICT_ONES.add(Thread.currentThread().getName());
        }
        TypedRunnable.of("open", (String input) -> WORK.invoke(input)).invoke("x", heard());
        GOING_ON.decrementAndGet();
    }

    @StrictMode
    abstract static class Strict {
        @RepeatedTest(20)
        void useRuns() {
            StrictModeTest.useRuns(true);
        }
    }

    static class StrictOne extends Strict {}

    static class StrictTwo extends Strict {}

    static class ParallelOne {
        @RepeatedTest(20)
        void useRuns() {
            StrictModeTest.useRuns(false);
        }
    }

    static class ParallelTwo extends ParallelOne {}

    static class MeetingOne {
        @Test
        void goesOnWithAnother() throws InterruptedException {
            BOTH_GO_ON.countDown();
            assertThat(BOTH_GO_ON.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    static class MeetingTwo extends MeetingOne {}

    private static EngineExecutionResults inParallel(Class<?>... classes) {
        return engine(classes)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute();
    }

    @Test
    void runsAloneWhereTestsRunInParallel() {
        assertFailures(inParallel(MeetingOne.class, MeetingTwo.class), 0, 2); // so tests do run in parallel
        assertFailures(inParallel(StrictOne.class, ParallelOne.class, StrictTwo.class, ParallelTwo.class), 0, 80);
        assertThat(TOGETHER_WITH_STRICT_ONES).isEmpty();
    }

    static class LostParent {
        private final ExecutorService thread = Executors.newSingleThreadExecutor();

        @AfterEach
        void stop() {
            thread.shutdownNow();
        }

        @Test
        @StrictMode
        void losesTheParentOfARun() {
            TypedRunnable.of(
                            "outer",
                            (String input) ->
                                    thread.submit(() -> WORK.invoke(input)).get())
                    .invoke("x", heard());
        }
    }

    @Test
    void findsWhatStrictContextFinds() {
        EngineExecutionResults results = engine(LostParent.class).execute();
        assertFailures(results, 1, 0);
        results.testEvents()
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(message(text -> text.contains("its parent may be lost")))));
    }
}
