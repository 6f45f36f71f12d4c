package dev.runcast.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import ch.qos.logback.classic.Level;
import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.fixtures.Recorder;
import dev.runcast.runtime.fixtures.TestEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QueueingHandlerTest {
    /** Against hangs only. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private static CustomEvent event(Object data) {
        return TestEvents.custom(data);
    }

    private static BackgroundHandler inBackground(CallbackHandler handler, int capacity, Overflow overflow) {
        return CallbackHandler.inBackground(
                handler,
                BackgroundOptions.builder()
                        .capacity(capacity)
                        .overflow(overflow)
                        .build());
    }

    private static BackgroundHandler inBackground(CallbackHandler handler) {
        return CallbackHandler.inBackground(handler, BackgroundOptions.defaults());
    }

    private static void report(CallbackHandler handler, Object... data) {
        for (Object each : data) {
            handler.onCustomEvent(event(each));
        }
    }

    /** Starts a thread and returns when it waits for something, or has ended. */
    private static Thread startAndAwaitWaiting(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        awaitWaiting(thread);
        return thread;
    }

    private static void awaitWaiting(Thread thread) {
        while (!isWaiting(thread) && thread.isAlive()) {
            Thread.onSpinWait();
        }
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    /** Stays at its first event until it is let go, and records events when it is done with them. */
    private static class Slow extends Recorder {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch gate = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);
        volatile Thread thread;

        @Override
        protected void record(RunEvent event) {
            thread = Thread.currentThread();
            begun.countDown();
            while (true) {
                try {
                    gate.await();
                    break;
                } catch (InterruptedException isNoReasonToStop) {
                    interrupted.countDown();
                }
            }
            super.record(event);
        }

        /** Reports an event, and returns when this is busy with it. */
        void occupy(BackgroundHandler background, Object data) throws InterruptedException {
            report(background, data);
            begun.await();
        }
    }

    private final Slow slow = new Slow();

    @Nested
    class Order {
        @Test
        void allEventsOfARunComeInOrder() {
            Recorder recorder = new Recorder();
            try (BackgroundHandler background = inBackground(recorder)) {
                TypedRunnable.of("work", (String input) -> {
                            IntStream.range(0, 500).forEach(i -> CustomEvents.dispatch("e", i));
                            return input;
                        })
                        .invoke(
                                "x",
                                RunnableConfig.builder().addHandler(background).build());
                assertThat(background.flush(LONG)).isTrue();
                assertThat(recorder.lines())
                        .hasSize(502)
                        .startsWith("start work")
                        .endsWith("end work");
                assertThat(recorder.data())
                        .isEqualTo(IntStream.range(0, 500).boxed().toList());
                assertThat(background.droppedEvents()).isZero();
            }
        }

        @Test
        void errorsComeToo() {
            Recorder recorder = new Recorder();
            try (BackgroundHandler background = inBackground(recorder)) {
                RunEvent.Error error = TestEvents.error();
                RunEvent.Chunk chunk = TestEvents.chunk("c");
                background.onRunChunk(chunk);
                background.onRunError(error);
                assertThat(background.flush(LONG)).isTrue();
                assertThat(recorder.events()).containsExactly(chunk, error);
            }
        }

        @Test
        void eachOfSeveralThreadsKeepsItsOrderAlsoWhenItHasToWait() throws InterruptedException {
            Recorder recorder = new Recorder();
            try (BackgroundHandler background = inBackground(recorder, 2, Overflow.BLOCK)) {
                List<Thread> threads = IntStream.range(0, 4)
                        .mapToObj(t -> new Thread(() ->
                                IntStream.range(0, 200).forEach(i -> report(background, t * 1000 + i))))
                        .toList();
                threads.forEach(Thread::start);
                for (Thread thread : threads) {
                    thread.join();
                }
                assertThat(background.flush(LONG)).isTrue();
                for (int t = 0; t < 4; t++) {
                    int thread = t;
                    assertThat(recorder.data().stream().filter(data -> (int) data / 1000 == thread))
                            .isEqualTo(IntStream.range(0, 200)
                                    .mapToObj(i -> thread * 1000 + i)
                                    .toList());
                }
                assertThat(background.droppedEvents()).isZero();
            }
        }

        @Test
        void theRunDoesNotWaitWhileThereIsRoom() throws InterruptedException {
            try (BackgroundHandler background = inBackground(slow)) {
                slow.occupy(background, 1);
                report(background, 2, 3);
                assertThat(slow.data()).isEmpty();
                slow.gate.countDown();
                assertThat(background.flush(LONG)).isTrue();
                assertThat(slow.data()).containsExactly(1, 2, 3);
            }
        }
    }

    @Nested
    class WithoutRoom {
        @Test
        void blockMakesTheRunWait() throws InterruptedException {
            try (BackgroundHandler background = inBackground(slow, 1, Overflow.BLOCK)) {
                slow.occupy(background, 1);
                report(background, 2);
                Thread producer = startAndAwaitWaiting(() -> report(background, 3, 4));
                assertThat(producer.isAlive()).isTrue();
                slow.gate.countDown();
                producer.join();
                assertThat(background.flush(LONG)).isTrue();
                assertThat(slow.data()).containsExactly(1, 2, 3, 4);
                assertThat(background.droppedEvents()).isZero();
            }
        }

        @Test
        void dropNewestKeepsWhatWaits() throws InterruptedException {
            try (LogCapture log = LogCapture.of(CallbackHandler.class);
                    BackgroundHandler background = inBackground(slow, 2, Overflow.DROP_NEWEST)) {
                slow.occupy(background, 1);
                report(background, 2, 3, 4, 5);
                assertThat(background.droppedEvents()).isEqualTo(2);
                slow.gate.countDown();
                assertThat(background.flush(LONG)).isTrue();
                assertThat(slow.data()).containsExactly(1, 2, 3);
                report(background, 6);
                assertThat(background.flush(LONG)).isTrue();
                assertThat(slow.data()).containsExactly(1, 2, 3, 6);
                assertSaidOnce(log);
            }
        }

        @Test
        void dropOldestKeepsWhatIsNew() throws InterruptedException {
            try (LogCapture log = LogCapture.of(CallbackHandler.class);
                    BackgroundHandler background = inBackground(slow, 2, Overflow.DROP_OLDEST)) {
                slow.occupy(background, 1);
                report(background, 2, 3, 4, 5);
                assertThat(background.droppedEvents()).isEqualTo(2);
                slow.gate.countDown();
                assertThat(background.flush(LONG)).isTrue();
                assertThat(slow.data()).containsExactly(1, 4, 5);
                assertSaidOnce(log);
            }
        }

        private void assertSaidOnce(LogCapture log) {
            assertThat(log.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.level()).isEqualTo(Level.WARN);
                assertThat(entry.message()).contains("drop").contains(slow.toString());
            });
        }

        @Test
        void anInterruptedProducerLosesItsEventAndStaysInterrupted() throws InterruptedException {
            List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());
            try (LogCapture log = LogCapture.of(CallbackHandler.class);
                    BackgroundHandler background = inBackground(slow, 1, Overflow.BLOCK)) {
                slow.occupy(background, 1);
                report(background, 2);
                Thread producer = startAndAwaitWaiting(() -> {
                    report(background, 3);
                    interrupted.add(Thread.currentThread().isInterrupted());
                });
                producer.interrupt();
                producer.join();
                assertThat(interrupted).containsExactly(true);
                assertThat(background.droppedEvents()).isEqualTo(1);
                assertThat(log.entries()).hasSize(1);
                slow.gate.countDown();
                assertThat(background.flush(LONG)).isTrue();
                assertThat(slow.data()).containsExactly(1, 2);
            }
        }

        @Test
        void anInterruptedProducerLosesNothingWhileThereIsRoom() throws InterruptedException {
            Recorder recorder = new Recorder();
            try (BackgroundHandler background = inBackground(recorder, 8, Overflow.BLOCK)) {
                Thread producer = new Thread(() -> {
                    Thread.currentThread().interrupt();
                    report(background, 1, 2);
                });
                producer.start();
                producer.join();
                assertThat(background.flush(LONG)).isTrue();
                assertThat(recorder.data()).containsExactly(1, 2);
            }
        }
    }

    @Nested
    class Flush {
        @Test
        void ofNothingIsDone() {
            try (BackgroundHandler background = inBackground(slow)) {
                assertThat(background.flush(Duration.ZERO)).isTrue();
            }
        }

        @Test
        void saysWhenTheTimeRanOut() throws InterruptedException {
            try (BackgroundHandler background = inBackground(slow, 1, Overflow.BLOCK)) {
                slow.occupy(background, 1);
                assertThat(background.flush(Duration.ZERO)).isFalse();
                assertThat(background.flush(Duration.ofMillis(1))).isFalse();
                report(background, 2);
                assertThat(background.flush(Duration.ofMillis(1))).isFalse();
                slow.gate.countDown();
                assertThat(background.flush(LONG)).isTrue();
                assertThat(slow.data()).containsExactly(1, 2);
                assertThat(background.droppedEvents()).isZero();
            }
        }

        @Test
        void takesAnyDuration() {
            Recorder recorder = new Recorder();
            try (BackgroundHandler background = inBackground(recorder)) {
                report(background, 1);
                assertThat(background.flush(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
                assertThat(recorder.data()).containsExactly(1);
                assertThat(background.close(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
            }
        }

        @Test
        void ofAnInterruptedThreadGivesUpAndLeavesItInterrupted() throws InterruptedException {
            List<Boolean> results = Collections.synchronizedList(new ArrayList<>());
            try (BackgroundHandler background = inBackground(slow)) {
                slow.occupy(background, 1);
                Thread flusher = startAndAwaitWaiting(() -> {
                    results.add(background.flush(LONG));
                    results.add(Thread.currentThread().isInterrupted());
                });
                flusher.interrupt();
                flusher.join();
                assertThat(results).containsExactly(false, true);
                slow.gate.countDown();
            }
        }

        @Test
        void takesNoRoomFromEvents() throws InterruptedException {
            try (BackgroundHandler background = inBackground(slow, 1, Overflow.DROP_NEWEST)) {
                slow.occupy(background, 1);
                Thread flusher = startAndAwaitWaiting(() -> background.flush(LONG));
                report(background, 2);
                assertThat(background.droppedEvents()).isZero();
                slow.gate.countDown();
                flusher.join();
                assertThat(background.flush(LONG)).isTrue();
                assertThat(slow.data()).containsExactly(1, 2);
            }
        }

        @Test
        void waitsForTheEventThatIsBeingHandledAlsoWhenOthersAreDropped() throws InterruptedException {
            List<List<Object>> handledAtTheEnd = Collections.synchronizedList(new ArrayList<>());
            try (BackgroundHandler background = inBackground(slow, 1, Overflow.DROP_OLDEST)) {
                slow.occupy(background, 1);
                Thread flusher = startAndAwaitWaiting(() -> {
                    background.flush(LONG);
                    handledAtTheEnd.add(new ArrayList<>(slow.data()));
                });
                report(background, 2, 3);
                awaitWaiting(flusher);
                assertThat(flusher.isAlive()).isTrue();
                slow.gate.countDown();
                flusher.join();
                assertThat(handledAtTheEnd)
                        .singleElement()
                        .satisfies(data -> assertThat(data).contains(1));
            }
        }

        @Test
        void doesNotWaitForEventsThatComeLater() throws InterruptedException {
            CountDownLatch secondBegun = new CountDownLatch(1);
            CountDownLatch secondGate = new CountDownLatch(1);
            CallbackHandler handler = CallbackHandler.onCustomEvents(event -> {
                if (event.data().equals(1)) {
                    slow.record(event);
                } else {
                    secondBegun.countDown();
                    awaitQuietly(secondGate);
                }
            });
            try (BackgroundHandler background = inBackground(handler)) {
                slow.occupy(background, 1);
                Thread flusher = startAndAwaitWaiting(() -> background.flush(LONG));
                report(background, 2);
                slow.gate.countDown();
                secondBegun.await();
                flusher.join();
                secondGate.countDown();
            }
        }
    }

    @Nested
    class Close {
        @Test
        void handlesWhatWasReportedBefore() throws InterruptedException {
            BackgroundHandler background = inBackground(slow);
            slow.occupy(background, 1);
            report(background, 2, 3);
            slow.gate.countDown();
            assertThat(background.close(LONG)).isTrue();
            assertThat(slow.data()).containsExactly(1, 2, 3);
            assertThat(background.droppedEvents()).isZero();
        }

        @Test
        void laterEventsAreDroppedAndCounted() {
            Recorder recorder = new Recorder();
            try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
                BackgroundHandler background = inBackground(recorder);
                background.close();
                TypedRunnable.of("work", (String input) -> input)
                        .invoke(
                                "x",
                                RunnableConfig.builder().addHandler(background).build());
                assertThat(background.droppedEvents()).isEqualTo(2);
                assertThat(background.flush(Duration.ZERO)).isTrue();
                assertThat(recorder.events()).isEmpty();
                assertThat(log.entries())
                        .singleElement()
                        .extracting(LogCapture.Entry::level)
                        .isEqualTo(Level.WARN);
            }
        }

        @Test
        void whenTheTimeRunsOutDropsWhatWaitsAndInterruptsTheHandler() throws InterruptedException {
            BackgroundHandler background = inBackground(slow);
            slow.occupy(background, 1);
            report(background, 2, 3);
            assertThat(background.close(Duration.ofMillis(1))).isFalse();
            slow.interrupted.await();
            assertThat(background.droppedEvents()).isEqualTo(2);
            slow.gate.countDown();
            slow.thread.join();
            assertThat(slow.data()).containsExactly(1);
            assertThat(background.close(LONG)).isFalse();
            assertThat(background.droppedEvents()).isEqualTo(2);
        }

        @Test
        void dropsAndCountsTheEventThatStillWaitsForRoomWhenTheTimeRunsOut() throws InterruptedException {
            BackgroundHandler background = inBackground(slow, 1, Overflow.BLOCK);
            slow.occupy(background, 1);
            report(background, 2);
            Thread producer = startAndAwaitWaiting(() -> report(background, 3));
            assertThat(background.close(Duration.ofMillis(1))).isFalse();
            producer.join();
            assertThat(background.droppedEvents()).isEqualTo(2);
            slow.gate.countDown();
            slow.thread.join();
            assertThat(slow.data()).containsExactly(1);
        }

        @Test
        void handlesTheEventThatWaitsForRoomWhenThereIsTime() throws InterruptedException {
            BackgroundHandler background = inBackground(slow, 1, Overflow.BLOCK);
            slow.occupy(background, 1);
            report(background, 2);
            Thread producer = startAndAwaitWaiting(() -> report(background, 3));
            Thread closer = startAndAwaitWaiting(() -> background.close(LONG));
            slow.gate.countDown();
            closer.join();
            producer.join();
            assertThat(slow.data()).containsExactly(1, 2, 3);
            assertThat(background.droppedEvents()).isZero();
        }

        @Test
        void ofAnInterruptedThreadGivesUpAndLeavesItInterrupted() throws InterruptedException {
            List<Boolean> results = Collections.synchronizedList(new ArrayList<>());
            BackgroundHandler background = inBackground(slow);
            slow.occupy(background, 1);
            report(background, 2);
            Thread closer = startAndAwaitWaiting(() -> {
                results.add(background.close(LONG));
                results.add(Thread.currentThread().isInterrupted());
            });
            closer.interrupt();
            closer.join();
            assertThat(results).containsExactly(false, true);
            assertThat(background.droppedEvents()).isEqualTo(1);
            slow.gate.countDown();
        }

        @Test
        void twiceIsOnce() {
            Recorder recorder = new Recorder();
            BackgroundHandler background = inBackground(recorder);
            report(background, 1);
            assertThat(background.close(LONG)).isTrue();
            assertThat(background.close(Duration.ZERO)).isTrue();
            background.close();
            assertThat(recorder.data()).containsExactly(1);
        }
    }

    @Nested
    class Failures {
        private final IllegalStateException failure = new IllegalStateException("no");

        private final CallbackHandler failing = new CallbackHandler() {
            @Override
            public void onCustomEvent(CustomEvent event) {
                slow.record(event);
                throw failure;
            }

            @Override
            public void onRunEnd(RunEvent.End event) {
                throw new AssertionError("at the end");
            }

            @Override
            public ErrorPolicy errorPolicy() {
                return ErrorPolicy.RAISE;
            }

            @Override
            public String toString() {
                return "failing handler";
            }
        };

        @Test
        void areLoggedOnceEachAndStopNeitherTheRunNorTheHandler() {
            slow.gate.countDown();
            try (LogCapture log = LogCapture.of(CallbackHandler.class);
                    BackgroundHandler background = inBackground(failing)) {
                String output = TypedRunnable.of("work", (String input) -> {
                            CustomEvents.dispatch("one", 1);
                            CustomEvents.dispatch("two", 2);
                            return input;
                        })
                        .invoke(
                                "x",
                                RunnableConfig.builder().addHandler(background).build());
                assertThat(output).isEqualTo("x");
                assertThat(background.flush(LONG)).isTrue();
                assertThat(slow.data()).containsExactly(1, 2);
                assertThat(log.entries())
                        .extracting(LogCapture.Entry::level)
                        .containsExactly(Level.WARN, Level.WARN, Level.WARN);
                assertThat(log.entries().get(0).message())
                        .contains("failing handler")
                        .contains("event \"one\" of the run work ");
                assertThat(log.entries().get(0).cause()).containsSame(failure);
                assertThat(log.entries().get(2).message()).contains("end of the run work ");
                assertThat(background.droppedEvents()).isZero();
            }
        }

        @Test
        void doNotKillTheThread() throws InterruptedException {
            List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
            slow.gate.countDown();
            try (LogCapture log = LogCapture.of(CallbackHandler.class);
                    BackgroundHandler background = inBackground(CallbackHandler.onCustomEvents(event -> {
                        threads.add(Thread.currentThread());
                        slow.record(event);
                        throw new StackOverflowError();
                    }))) {
                slow.occupy(background, 1);
                report(background, 2);
                assertThat(background.flush(LONG)).isTrue();
                assertThat(threads).hasSize(2);
                assertThat(threads.get(0)).isSameAs(threads.get(1));
                assertThat(log.entries()).hasSize(2);
            }
        }

        @Test
        void anInterruptThatAHandlerLeftBehindIsNotSeenAtTheNextEvent() {
            List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());
            try (BackgroundHandler background = inBackground(CallbackHandler.onCustomEvents(event -> {
                interrupted.add(Thread.currentThread().isInterrupted());
                Thread.currentThread().interrupt();
            }))) {
                report(background, 1, 2);
                assertThat(background.flush(LONG)).isTrue();
                report(background, 3);
                assertThat(background.flush(LONG)).isTrue();
            }
            assertThat(interrupted).containsExactly(false, false, false);
        }
    }

    @Nested
    class ItsThread {
        @Test
        void isANamedDaemonAndEndsWhenClosed() throws InterruptedException {
            slow.gate.countDown();
            BackgroundHandler background = inBackground(slow);
            slow.occupy(background, 1);
            assertThat(slow.thread.getName()).matches("runcast-background-\\d+");
            assertThat(slow.thread.isDaemon()).isTrue();
            assertThat(slow.thread).isNotSameAs(Thread.currentThread());
            assertThat(background.close(LONG)).isTrue();
            slow.thread.join();
        }

        @Test
        void endsWhenNothingComesAndAnotherOneIsStartedWhenSomethingDoes() throws InterruptedException {
            slow.gate.countDown();
            try (BackgroundHandler background = inBackground(slow)) {
                slow.occupy(background, 1);
                Thread first = slow.thread;
                first.join();
                report(background, 2);
                assertThat(background.flush(LONG)).isTrue();
                assertThat(slow.data()).containsExactly(1, 2);
                assertThat(slow.thread).isNotSameAs(first);
            }
        }

        @Test
        void hasNoCurrentRun() {
            List<Boolean> inARun = Collections.synchronizedList(new ArrayList<>());
            try (BackgroundHandler background = inBackground(CallbackHandler.onCustomEvents(
                    event -> inARun.add(RunContext.currentRun().isPresent())))) {
                TypedRunnable.of("work", (String input) -> {
                            CustomEvents.dispatch("e", 1);
                            return input;
                        })
                        .invoke(
                                "x",
                                RunnableConfig.builder().addHandler(background).build());
                assertThat(background.flush(LONG)).isTrue();
            }
            assertThat(inARun).containsExactly(false);
        }
    }

    @Nested
    class Delegation {
        @Test
        void whatTheHandlerIgnoresIsNotQueued() {
            Recorder recorder = new Recorder() {
                @Override
                public boolean ignoresRuns(RunType type) {
                    return true;
                }

                @Override
                public boolean ignoresCustomEvents() {
                    return true;
                }
            };
            try (BackgroundHandler background = inBackground(recorder)) {
                TypedRunnable.of("work", (String input) -> {
                            CustomEvents.dispatch("e", 1);
                            return input;
                        })
                        .invoke(
                                "x",
                                RunnableConfig.builder().addHandler(background).build());
                assertThat(background.flush(LONG)).isTrue();
                assertThat(recorder.events()).isEmpty();
            }
        }

        @Test
        void isNamedAfterTheHandler() {
            try (BackgroundHandler background = inBackground(slow)) {
                assertThat(background).hasToString(slow + " in the background");
            }
        }
    }

    @Nested
    class Options {
        @Test
        void areChecked() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BackgroundOptions.builder().capacity(0))
                    .withMessageContaining("capacity is 0");
            assertThatNullPointerException()
                    .isThrownBy(() -> BackgroundOptions.builder().overflow(null))
                    .withMessage("overflow");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BackgroundOptions.builder().exitTimeout(Duration.ofMillis(-1)))
                    .withMessage("The exit timeout is PT-0.001S. Give it a positive time, or Duration.ZERO.");
            assertThatNullPointerException()
                    .isThrownBy(() -> CallbackHandler.inBackground(null, BackgroundOptions.defaults()))
                    .withMessage("handler");
            assertThatNullPointerException()
                    .isThrownBy(() -> CallbackHandler.inBackground(slow, null))
                    .withMessage("options");
        }

        @Test
        void haveDefaults() {
            BackgroundOptions options = BackgroundOptions.defaults();
            assertThat(options.capacity()).isEqualTo(1024);
            assertThat(options.overflow()).isEqualTo(Overflow.BLOCK);
            assertThat(options.exitTimeout()).isEqualTo(Duration.ofSeconds(2));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
