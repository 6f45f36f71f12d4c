package dev.runcast.runtime.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.Overflow;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.fixtures.TestEvents;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Slow readers, and readers that go. */
class EventBufferTest {
    private static StreamEvent event(int writer, int number) {
        CustomEvent source = TestEvents.custom(new int[] {writer, number});
        return new StreamedEvent(StreamEvent.Kind.CUSTOM, source, source.data(), number, true, new RunMembers());
    }

    /** Several writers and one reader, with every kind of buffer: what is not dropped comes once, and in order. */
    @ParameterizedTest
    @EnumSource(Overflow.class)
    void losesAndDoublesNothingButWhatItDrops(Overflow overflow) throws Exception {
        int writers = 3;
        int each = 200;
        ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
        try {
            for (int round = 0; round < 200; round++) {
                EventBuffer buffer = new EventBuffer(1 + round % 5, overflow, () -> {});
                CountDownLatch written = new CountDownLatch(writers);
                for (int writer = 0; writer < writers; writer++) {
                    int number = writer;
                    threads.execute(() -> {
                        IntStream.range(0, each).forEach(i -> buffer.put(event(number, i)));
                        written.countDown();
                    });
                }
                Future<List<int[]>> reading = threads.submit(() -> {
                    List<int[]> read = new ArrayList<>();
                    for (StreamEvent event = buffer.take(); event != null; event = buffer.take()) {
                        read.add((int[]) event.data());
                    }
                    return read;
                });
                assertThat(written.await(1, TimeUnit.MINUTES)).isTrue();
                buffer.finish(null);
                List<int[]> read = reading.get(1, TimeUnit.MINUTES);
                assertThat(read.size() + buffer.statistics().dropped()).isEqualTo(writers * each);
                assertThat(buffer.statistics().read()).isEqualTo(read.size());
                if (overflow == Overflow.BLOCK) {
                    assertThat(buffer.statistics().dropped()).isZero();
                }
                for (int writer = 0; writer < writers; writer++) {
                    int number = writer;
                    assertThat(read.stream().filter(event -> event[0] == number).mapToInt(event -> event[1]))
                            .isSorted()
                            .doesNotHaveDuplicates();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void endsAllWritersWhenItIsClosed(Overflow overflow) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 200; round++) {
                EventBuffer buffer = new EventBuffer(1 + round % 5, overflow, () -> {});
                List<Future<Integer>> writers = new ArrayList<>();
                for (int writer = 0; writer < 3; writer++) {
                    int number = writer;
                    writers.add(threads.submit(() -> {
                        int i = 0;
                        try {
                            while (true) {
                                buffer.put(event(number, i));
                                i++;
                            }
                        } catch (CancellationException closed) {
                            return i;
                        }
                    }));
                }
                for (int i = 0; i < round % 7; i++) {
                    assertThat(buffer.take()).isNotNull();
                }
                buffer.close();
                for (Future<Integer> writer : writers) {
                    assertThat(writer.get(1, TimeUnit.MINUTES)).isNotNegative();
                }
                assertThat(buffer.take()).isNull();
                assertThat(buffer.statistics().waiting()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Nested
    class Streams {
        private static final TypedRunnable<Integer, Integer> COUNT = TypedRunnable.of("count", (Integer events) -> {
            for (int i = 1; i <= events; i++) {
                CustomEvents.dispatch("event", i);
            }
            return events;
        });

        private RunnableConfig tellingErrors(CompletableFuture<Throwable> error) {
            return RunnableConfig.builder()
                    .addHandler(new CallbackHandler() {
                        @Override
                        public void onRunError(RunEvent.Error event) {
                            error.complete(event.error());
                        }
                    })
                    .build();
        }

        /** Returns the stream of a run that has ended. */
        private EventStream unread(Overflow overflow) throws Exception {
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                EventStream events = COUNT.streamEvents(
                        100,
                        RunnableConfig.builder().executor(thread).build(),
                        EventStreamOptions.builder()
                                .customEventsOnly()
                                .bufferSize(10)
                                .overflow(overflow)
                                .build());
                thread.submit(() -> {}).get(1, TimeUnit.MINUTES); // comes after all that the run and its stream do
                return events;
            } finally {
                thread.shutdown();
            }
        }

        @Test
        void dropTheNewestAndSayHowMany() throws Exception {
            try (LogCapture log = LogCapture.of(EventStream.class);
                    EventStream events = unread(Overflow.DROP_NEWEST)) {
                assertThat(events.stream().map(StreamEvent::data)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
                assertThat(events.statistics()).hasToString("10 read, 0 waiting, 90 dropped");
                assertThat(log.entries())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.message()).contains("drops events", "bufferSize"));
            }
        }

        @Test
        void dropTheOldestAndLeaveAGapInTheNumbers() throws Exception {
            try (EventStream events = unread(Overflow.DROP_OLDEST)) {
                assertThat(events.statistics()).hasToString("0 read, 10 waiting, 90 dropped");
                assertThat(events.stream().map(StreamEvent::sequence))
                        .containsExactly(91L, 92L, 93L, 94L, 95L, 96L, 97L, 98L, 99L, 100L);
            }
        }

        @Test
        void stopTheirProducerInBoundedStepsWhenTheyAreClosed() throws Exception {
            for (int capacity = 1; capacity <= 3; capacity++) {
                AtomicInteger emitted = new AtomicInteger();
                CompletableFuture<Throwable> error = new CompletableFuture<>();
                CountDownLatch isFull = new CountDownLatch(1 + capacity);
                TypedRunnable<Integer, Integer> endless = TypedRunnable.of("endless", (Integer x) -> {
                    while (true) {
                        isFull.countDown();
                        emitted.incrementAndGet();
                        CustomEvents.dispatch("event", x);
                    }
                });
                RunnableConfig config = tellingErrors(error);
                EventStream events = endless.streamEvents(
                        1,
                        config,
                        EventStreamOptions.builder()
                                .customEventsOnly()
                                .bufferSize(capacity)
                                .build());
                assertThat(isFull.await(1, TimeUnit.MINUTES)).isTrue();
                events.close();
                assertThat(error.get(1, TimeUnit.MINUTES)).isInstanceOf(CancellationException.class);
                assertThat(emitted)
                        .as("those that were held, and the one that waited")
                        .hasValue(capacity + 1);
            }
        }

        @Test
        void areClosedWithAWarningWhenTheyAreForgotten() throws Exception {
            CompletableFuture<Throwable> error = new CompletableFuture<>();
            TypedRunnable<Integer, Integer> endless = TypedRunnable.of("endless", (Integer x) -> {
                while (true) {
                    CustomEvents.dispatch("event", x);
                }
            });
            RunnableConfig config = tellingErrors(error);
            try (LogCapture log = LogCapture.of(EventStream.class)) {
                assertThat(endless.streamEvents(1, config).iterator().next().event())
                        .isEqualTo("on_chain_start");
                while (!error.isDone()) {
                    System.gc();
                    Thread.onSpinWait();
                }
                assertThat(error.get()).isInstanceOf(CancellationException.class);
                assertThat(log.entries())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.message()).contains("\"endless\"", "try (EventStream"));
            }
        }

        @Test
        void areForgottenInSilenceWhenTheirRunHasEnded() throws Exception {
            try (LogCapture log = LogCapture.of(EventStream.class)) {
                java.lang.ref.WeakReference<EventStream> forgotten =
                        new java.lang.ref.WeakReference<>(unread(Overflow.DROP_OLDEST));
                while (forgotten.get() != null) {
                    System.gc();
                    Thread.onSpinWait();
                }
                assertThat(log.entries())
                        .hasSize(1)
                        .first()
                        .satisfies(entry -> assertThat(entry.message()).contains("drops"));
            }
        }
    }
}
