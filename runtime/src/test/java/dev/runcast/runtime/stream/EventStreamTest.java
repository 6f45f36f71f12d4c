package dev.runcast.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunFailedException;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler.ErrorPolicy;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.FailingHandler;
import dev.runcast.runtime.fixtures.Recorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final TypedRunnable<String, String> LEAF = TypedRunnable.of("leaf", (String input) -> {
        CustomEvents.dispatch("e", input);
        return "leafed";
    });

    private final Recorder recorder = new Recorder();
    private final RunnableConfig heard =
            RunnableConfig.builder().addHandler(recorder).build();

    private static EventStreamOptions buffer(int size) {
        return EventStreamOptions.builder().bufferSize(size).build();
    }

    private static String line(StreamEvent event) {
        return event.event() + " " + event.name();
    }

    private static List<String> lines(EventStream stream) {
        try (stream) {
            return stream.stream().map(EventStreamTest::line).toList();
        }
    }

    /** A runnable that dispatches events for ever, and tells how many it has. */
    private static TypedRunnable<String, String> endless(AtomicInteger dispatched) {
        return TypedRunnable.of("endless", (String input) -> {
            while (true) {
                CustomEvents.dispatch("e", dispatched.get());
                dispatched.incrementAndGet();
            }
        });
    }

    /** Records runs, and tells when a run has ended in any way. */
    private static final class Ending extends Recorder {
        private final CompletableFuture<RunEvent> end = new CompletableFuture<>();

        @Override
        protected void record(RunEvent event) {
            super.record(event);
            if (event instanceof RunEvent.End || event instanceof RunEvent.Error) {
                end.complete(event);
            }
        }
    }

    @Nested
    class Reading {
        @Test
        void givesTheEventsOfTheRunAndOfThoseBelowItInOrder() {
            TypedRunnable<String, String> root = TypedRunnable.of("root", (String input) -> {
                CustomEvents.dispatch("before", 1);
                return LEAF.invoke(input);
            });
            assertThat(lines(root.streamEvents("x")))
                    .containsExactly(
                            "on_chain_start root",
                            "on_custom_event before",
                            "on_chain_start leaf",
                            "on_custom_event e",
                            "on_chain_end leaf",
                            "on_chain_stream root",
                            "on_chain_end root");
        }

        @Test
        void eventsHaveTypedAccessors() {
            List<StreamEvent> events;
            try (EventStream stream = LEAF.streamEvents(
                    "x", RunnableConfig.builder().tags("t").metadata("k", 1).build())) {
                events = stream.stream().toList();
            }
            assertThat(events)
                    .extracting(StreamEvent::kind)
                    .containsExactly(
                            StreamEvent.Kind.START,
                            StreamEvent.Kind.CUSTOM,
                            StreamEvent.Kind.STREAM,
                            StreamEvent.Kind.END);
            assertThat(events).extracting(StreamEvent::sequence).containsExactly(1L, 2L, 3L, 4L);
            assertThat(events).allSatisfy(event -> {
                assertThat(event.tags()).containsExactly("t");
                assertThat(event.metadata()).containsEntry("k", 1);
                assertThat(event.runId()).isEqualTo(event.run().id());
                assertThat(event.parentIds()).isEmpty();
                assertThat(event.time()).isEqualTo(event.source().time());
            });
        }

        @Test
        void isForOneReader() {
            try (EventStream stream = LEAF.streamEvents("x")) {
                assertThat(stream.iterator()).hasNext();
                assertThatThrownBy(stream::iterator)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("once")
                        .hasMessageContaining("streamEvents");
                assertThatThrownBy(stream::stream).isInstanceOf(IllegalStateException.class);
            }
        }

        @Test
        void theIteratorMayBeAskedAgainAndEndsForGood() {
            try (EventStream stream = LEAF.streamEvents("x")) {
                Iterator<StreamEvent> events = stream.iterator();
                assertThat(events.hasNext()).isTrue();
                assertThat(events.hasNext()).isTrue();
                assertThat(line(events.next())).isEqualTo("on_chain_start leaf");
                assertThat(line(events.next())).isEqualTo("on_custom_event e");
                events.next();
                events.next();
                assertThat(events.hasNext()).isFalse();
                assertThat(events.hasNext()).isFalse();
                assertThatExceptionOfType(NoSuchElementException.class)
                        .isThrownBy(events::next)
                        .withMessageContaining("ended");
            }
        }

        @Test
        void closingTheJavaStreamClosesIt() {
            AtomicInteger dispatched = new AtomicInteger();
            Ending ending = new Ending();
            EventStream events = endless(dispatched)
                    .streamEvents(
                            "x", RunnableConfig.builder().addHandler(ending).build(), buffer(2));
            try (Stream<StreamEvent> stream = events.stream()) {
                assertThat(stream.limit(3).toList()).hasSize(3);
            }
            assertThat(ending.end.join()).isInstanceOf(RunEvent.Error.class);
        }

        @Test
        void givesThePayloadsOfOneTypeOnly() {
            EventType<Integer> count = EventType.of("count", Integer.class);
            TypedRunnable<String, String> counting = TypedRunnable.of("counting", (String input) -> {
                CustomEvents.dispatch(count, 1);
                CustomEvents.dispatch("count", "another of that name");
                CustomEvents.dispatch("else", 2);
                CustomEvents.dispatch(count, 3);
                return input;
            });
            try (Stream<Integer> counts = counting.streamEvents("x", heard).only(count)) {
                assertThat(counts).containsExactly(1, 3);
            }
            AtomicInteger dispatched = new AtomicInteger();
            EventType<Integer> e = EventType.of("e", Integer.class);
            try (Stream<Integer> first =
                    endless(dispatched).streamEvents("x", heard).only(e)) {
                assertThat(first.limit(2)).containsExactly(0, 1);
            }
            try (Stream<Void> nothing = TypedRunnable.of("emitting", (String input) -> {
                        CustomEvents.dispatch("done", null);
                        return input;
                    })
                    .streamEvents("x")
                    .only(EventType.of("done"))) {
                assertThat(nothing).hasSize(1).containsOnlyNulls();
            }
        }

        @Test
        void worksForAnAsynchronousRunnable() {
            TypedRunnable<String, String> work = TypedRunnable.ofAsync(
                    "work",
                    (String input, RunnableConfig config) -> CompletableFuture.supplyAsync(() -> {
                        CustomEvents.dispatch("e", 1, config);
                        return input;
                    }));
            assertThat(lines(work.streamEvents("x")))
                    .containsExactly(
                            "on_chain_start work", "on_custom_event e", "on_chain_stream work", "on_chain_end work");
        }

        @Test
        void otherHandlersHearAsWell() {
            lines(LEAF.streamEvents("x", heard));
            assertThat(recorder.lines()).containsExactly("start leaf", "leaf: e x", "chunk leaf", "end leaf");
        }

        @Test
        void aHandlerThatFailsDoesNotDisturbIt() {
            FailingHandler failing = new FailingHandler(
                    ErrorPolicy.LOG, new IllegalStateException(), RunEvent.Start.class, CustomEvent.class);
            assertThat(lines(LEAF.streamEvents(
                            "x", RunnableConfig.builder().addHandler(failing).build())))
                    .hasSize(4);
        }

        @Test
        void runsOnTheExecutorOfTheConfigAndNotOnTheReadersThread() {
            List<Thread> threads = new ArrayList<>();
            RunnableConfig config = RunnableConfig.builder()
                    .executor(task -> {
                        Thread thread = new Thread(task);
                        threads.add(thread);
                        thread.start();
                    })
                    .build();
            TypedRunnable<String, Thread> work = TypedRunnable.of("work", (String input) -> Thread.currentThread());
            try (EventStream stream = work.streamEvents("x", config)) {
                assertThat(stream.stream())
                        .last()
                        .satisfies(end -> assertThat(((RunEvent.End) end.source()).output())
                                .isSameAs(threads.get(0)));
            }
        }

        @Test
        void aRefusingExecutorIsAFailure() {
            RunnableConfig config = RunnableConfig.builder()
                    .executor(task -> {
                        throw new RejectedExecutionException("full");
                    })
                    .build();
            try (EventStream stream = LEAF.streamEvents("x", config)) {
                assertThatThrownBy(() -> stream.iterator().hasNext())
                        .isInstanceOf(RejectedExecutionException.class)
                        .hasMessage("full");
            }
        }
    }

    @Nested
    class FirstEvent {
        private final TypedRunnable<String, String> root = TypedRunnable.of("root", (String input) -> {
            CustomEvents.dispatch("e", 1);
            return LEAF.invoke("inner");
        });

        private List<StreamEvent> events(EventStreamOptions options) {
            try (EventStream stream = root.streamEvents("outer", RunnableConfig.empty(), options)) {
                return stream.stream().toList();
            }
        }

        @Test
        void hasTheRootsInputAndItsEndHasNone() {
            List<StreamEvent> events = events(EventStreamOptions.defaults());
            assertThat(events.get(0).data()).hasToString("{input=outer}");
            assertThat(events).last().satisfies(end -> assertThat(end.data()).hasToString("{output=leafed}"));
        }

        @Test
        void mayBeTheStartOfAnotherRunWhenFiltersHideTheRoot() {
            List<StreamEvent> events =
                    events(EventStreamOptions.builder().includeNames("leaf").build());
            assertThat(events).hasSize(2);
            assertThat(events.get(0).data()).hasToString("{input=outer}");
            assertThat(events.get(1).data()).hasToString("{output=leafed}");
        }

        @Test
        void leavesTheDataOfACustomEventAlone() {
            List<StreamEvent> events = events(
                    EventStreamOptions.builder().includeNames("leaf", "e").build());
            assertThat(events.get(0).data()).isEqualTo(1);
            assertThat(events.get(1).data()).hasToString("{input=inner}");
            assertThat(events)
                    .last()
                    .satisfies(end -> assertThat(end.data()).hasToString("{output=leafed, input=inner}"));
        }

        @Test
        void childrensEndsHaveTheirInput() {
            List<StreamEvent> events = events(EventStreamOptions.defaults());
            assertThat(events)
                    .filteredOn(event -> line(event).equals("on_chain_end leaf"))
                    .singleElement()
                    .satisfies(end -> assertThat(end.data()).hasToString("{output=leafed, input=inner}"));
        }
    }

    @Nested
    class Failures {
        private TypedRunnable<String, String> failing(Throwable failure) {
            return TypedRunnable.of("work", (String input) -> {
                CustomEvents.dispatch("one", 1);
                CustomEvents.dispatch("two", 2);
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (Exception) failure;
            });
        }

        /** Reads all events, and returns what the stream threw after them. */
        private Throwable failure(TypedRunnable<String, String> work, List<String> lines) {
            try (EventStream stream = work.streamEvents("x")) {
                for (StreamEvent event : stream) {
                    lines.add(line(event));
                }
                return null;
            } catch (RuntimeException | Error failure) {
                return failure;
            }
        }

        @Test
        void comeAfterAllEventsAsTheSameInstance() {
            List<String> lines = new ArrayList<>();
            IllegalStateException failure = new IllegalStateException("no");
            assertThat(failure(failing(failure), lines)).isSameAs(failure);
            assertThat(lines).containsExactly("on_chain_start work", "on_custom_event one", "on_custom_event two");
        }

        @Test
        void errorsComeAsTheSameInstanceToo() {
            StackOverflowError failure = new StackOverflowError();
            assertThat(failure(failing(failure), new ArrayList<>())).isSameAs(failure);
        }

        @Test
        void checkedOnesAreWrapped() {
            IOException failure = new IOException("disk");
            List<String> lines = new ArrayList<>();
            assertThat(failure(failing(failure), lines))
                    .isInstanceOf(RunFailedException.class)
                    .hasCause(failure);
            assertThat(lines).hasSize(3);
        }

        @Test
        void ofAnAsynchronousRunnableAreTheSame() {
            IOException checked = new IOException("disk");
            TypedRunnable<String, String> work = TypedRunnable.ofAsync(
                    "work",
                    (String input, RunnableConfig config) -> CompletableFuture.supplyAsync(() -> input)
                            .thenCompose(x -> CompletableFuture.failedFuture(checked)));
            assertThat(failure(work, new ArrayList<>()))
                    .isInstanceOf(RunFailedException.class)
                    .hasCause(checked);
        }

        @Test
        void areThrownAgainWhenTheReaderAsksAgain() {
            IllegalStateException failure = new IllegalStateException("no");
            try (EventStream stream = failing(failure)
                    .streamEvents(
                            "x",
                            RunnableConfig.empty(),
                            EventStreamOptions.builder().includeNames().build())) {
                Iterator<StreamEvent> events = stream.iterator();
                assertThatThrownBy(events::hasNext).isSameAs(failure);
                assertThatThrownBy(events::next).isSameAs(failure);
            }
        }

        @Test
        void aChildsErrorThatIsCaughtIsNoEvent() {
            TypedRunnable<String, String> root = TypedRunnable.of("root", (String input) -> {
                try {
                    return failing(new IllegalStateException()).invoke(input);
                } catch (IllegalStateException caught) {
                    return "saved";
                }
            });
            assertThat(lines(root.streamEvents("x")))
                    .containsExactly(
                            "on_chain_start root",
                            "on_chain_start work",
                            "on_custom_event one",
                            "on_custom_event two",
                            "on_chain_stream root",
                            "on_chain_end root");
        }

        @Test
        void aToolsErrorIsAnEvent() {
            TypedRunnable<Integer, Integer> tool = TypedRunnable.ofConfigured(
                    RunnableDescriptor.builder("tool")
                            .type(RunType.TOOL)
                            .parameter("x", Integer.class)
                            .build(),
                    (Integer x, RunnableConfig config) -> {
                        throw new IllegalStateException("broken");
                    });
            List<String> json = new ArrayList<>();
            try (EventStream stream = tool.streamEvents(1)) {
                assertThatThrownBy(() -> stream.forEach(event -> json.add(event.toJson())))
                        .isInstanceOf(IllegalStateException.class);
            }
            assertThat(json).hasSize(2);
            assertThat(json.get(1))
                    .startsWith("{\"event\":\"on_tool_error\",\"data\":{\"error\":"
                            + "\"java.lang.IllegalStateException: broken\",\"input\":{\"x\":1},\"tool_call_id\":null}");
        }

        @Test
        void aToolsErrorTellsTheIdOfItsCallButNotThatOfTheToolAbove() {
            TypedRunnable<Integer, Integer> inner = TypedRunnable.of(tool("inner"), (Integer x) -> {
                throw new IllegalStateException("broken");
            });
            TypedRunnable<Integer, Integer> outer = TypedRunnable.ofConfigured(
                    tool("outer"), (Integer x, RunnableConfig config) -> inner.invoke(x, config));
            RunnableConfig config =
                    RunnableConfig.builder().metadata("tool_call_id", "call-1").build();
            List<Object> ids = new ArrayList<>();
            try (EventStream stream = outer.streamEvents(1, config)) {
                assertThatThrownBy(() -> stream.forEach(event -> {
                            if (event.kind() == StreamEvent.Kind.ERROR) {
                                ids.add(((Map<?, ?>) event.data()).get("tool_call_id"));
                            }
                        }))
                        .isInstanceOf(IllegalStateException.class);
            }
            assertThat(ids).containsExactly(null, "call-1");
        }

        private RunnableDescriptor tool(String name) {
            return RunnableDescriptor.builder(name)
                    .type(RunType.TOOL)
                    .parameter("x", Integer.class)
                    .build();
        }
    }

    @Nested
    class Characters {
        private List<Object> chunksOf(String... chunks) {
            TypedRunnable<String, String> cutting =
                    TypedRunnable.ofChunks("cutting", (String any, RunnableConfig config, ChunkSink<String> sink) -> {
                        for (String chunk : chunks) {
                            sink.emit(chunk);
                        }
                    });
            List<Object> seen = new ArrayList<>();
            try (EventStream stream = cutting.streamEvents("x")) {
                for (StreamEvent event : stream) {
                    if (event.kind() == StreamEvent.Kind.STREAM) {
                        seen.add(((Map<?, ?>) event.data()).get("chunk"));
                    }
                }
            }
            return seen;
        }

        @Test
        void areWholeInChunksOfText() {
            assertThat(chunksOf("a", "\uD83D", "\uDE00", "b")).containsExactly("a", "\uD83D\uDE00", "b");
            assertThat(chunksOf("a\uD83D", "\uDE00\uD83D", "", "\uDE00"))
                    .containsExactly("a", "\uD83D\uDE00", "\uD83D\uDE00");
            assertThat(chunksOf("\uD83D\uDE00", "")).containsExactly("\uD83D\uDE00", "");
        }

        @Test
        void thatHaveNoOtherHalfComeAtTheEnd() {
            assertThat(chunksOf("a\uD83D")).containsExactly("a", "\uD83D");
            assertThat(chunksOf("\uD83D", "b")).containsExactly("\uD83Db");
            assertThat(chunksOf("\uDE00")).containsExactly("\uDE00");
        }
    }

    @Nested
    class Closing {
        @Test
        void cancelsTheProducerAndHandlersSeeIt() {
            AtomicInteger dispatched = new AtomicInteger();
            Ending ending = new Ending();
            RunnableConfig config = RunnableConfig.builder().addHandler(ending).build();
            try (EventStream stream = endless(dispatched).streamEvents("x", config, buffer(4))) {
                Iterator<StreamEvent> events = stream.iterator();
                events.next();
                events.next();
            }
            assertThat(ending.end.join())
                    .isInstanceOfSatisfying(
                            RunEvent.Error.class,
                            error -> assertThat(error.error()).isInstanceOf(CancellationException.class));
        }

        @Test
        void interruptsABodyThatWaits() throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            Ending ending = new Ending();
            TypedRunnable<String, String> waiting = TypedRunnable.of("waiting", (String input) -> {
                begun.countDown();
                new CountDownLatch(1).await();
                return input;
            });
            EventStream stream = waiting.streamEvents(
                    "x", RunnableConfig.builder().addHandler(ending).build());
            begun.await();
            stream.close();
            assertThat(ending.end.join())
                    .isInstanceOfSatisfying(
                            RunEvent.Error.class,
                            error -> assertThat(error.error())
                                    .isInstanceOf(CancellationException.class)
                                    .hasCauseInstanceOf(InterruptedException.class));
        }

        @Test
        void cancelsTheStageOfAnAsynchronousRun() {
            CompletableFuture<String> body = new CompletableFuture<>();
            CountDownLatch begun = new CountDownLatch(1);
            Ending ending = new Ending();
            TypedRunnable<String, String> work = TypedRunnable.ofAsync("work", (input, config) -> {
                begun.countDown();
                return body;
            });
            try (EventStream stream = work.streamEvents(
                    "x", RunnableConfig.builder().addHandler(ending).build())) {
                assertThat(line(stream.iterator().next())).isEqualTo("on_chain_start work");
            }
            assertThat(ending.end.join())
                    .isInstanceOfSatisfying(
                            RunEvent.Error.class,
                            error -> assertThat(error.error()).isInstanceOf(CancellationException.class));
            assertThat(body).isCancelled();
        }

        @Test
        void wakesAProducerThatWaitsForTheReader() throws InterruptedException {
            CountDownLatch full = new CountDownLatch(1);
            Ending ending = new Ending();
            TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> {
                full.countDown(); // The start is in the buffer.
                CustomEvents.dispatch("e", 1);
                return input;
            });
            EventStream stream = work.streamEvents(
                    "x", RunnableConfig.builder().addHandler(ending).build(), buffer(1));
            full.await();
            stream.close();
            assertThat(ending.end.join())
                    .isInstanceOfSatisfying(
                            RunEvent.Error.class,
                            error -> assertThat(error.error()).isInstanceOf(CancellationException.class));
        }

        @Test
        void wakesAReaderThatWaitsForTheProducer() throws InterruptedException {
            CountDownLatch never = new CountDownLatch(1);
            CountDownLatch reading = new CountDownLatch(1);
            EventStream stream = TypedRunnable.of("waiting", (String input) -> {
                        never.await();
                        return input;
                    })
                    .streamEvents("x");
            List<String> lines = new ArrayList<>();
            Thread reader = new Thread(() -> {
                for (StreamEvent event : stream) {
                    lines.add(line(event));
                    reading.countDown();
                }
            });
            reader.start();
            reading.await();
            stream.close();
            reader.join();
            assertThat(lines).containsExactly("on_chain_start waiting");
        }

        @Test
        void mayBeRepeatedAndComeAfterTheEnd() {
            EventStream stream = LEAF.streamEvents("x", heard);
            assertThat(stream).hasSize(4);
            stream.close();
            stream.close();
            assertThat(recorder.lines()).endsWith("end leaf");
        }

        @Test
        void endsTheReadingWithoutAFailure() {
            EventStream stream = LEAF.streamEvents("x");
            stream.close();
            assertThat(stream.iterator().hasNext()).isFalse();
        }

        @Test
        void endsARunAsCancelledThatDoesNotNotice() {
            CountDownLatch closed = new CountDownLatch(1);
            CompletableFuture<String> finished = new CompletableFuture<>();
            Ending ending = new Ending();
            TypedRunnable<String, String> deaf = TypedRunnable.of("deaf", (String input) -> {
                boolean done = false;
                while (!done) {
                    try {
                        closed.await();
                        done = true;
                    } catch (InterruptedException ignored) {
                        // It does not notice that it was cancelled.
                    }
                }
                finished.complete(input);
                return "done anyway";
            });
            EventStream stream = deaf.streamEvents(
                    "x", RunnableConfig.builder().addHandler(ending).build());
            Iterator<StreamEvent> events = stream.iterator();
            events.next();
            stream.close();
            closed.countDown();
            assertThat(finished.join()).isEqualTo("x");
            assertThat(ending.end.join())
                    .isInstanceOfSatisfying(
                            RunEvent.Error.class,
                            error -> assertThat(error.error()).isInstanceOf(CancellationException.class));
        }

        @Test
        void keepsRunsThatHaveNotBegunFromStarting() throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch closed = new CountDownLatch(1);
            Ending ending = new Ending();
            List<String> ran = new ArrayList<>();
            TypedRunnable<String, Boolean> inner = TypedRunnable.of("inner", (String input) -> ran.add(input));
            TypedRunnable<String, Boolean> outer = TypedRunnable.of("outer", (String input) -> {
                begun.countDown();
                boolean waiting = true;
                while (waiting) {
                    try {
                        closed.await();
                        waiting = false;
                    } catch (InterruptedException ignored) {
                        // Goes on.
                    }
                }
                return inner.invoke(input);
            });
            EventStream stream = outer.streamEvents(
                    "x", RunnableConfig.builder().addHandler(ending).build());
            begun.await();
            stream.close();
            closed.countDown();
            assertThat(ending.end.join())
                    .isInstanceOfSatisfying(
                            RunEvent.Error.class,
                            error -> assertThat(error.error()).isInstanceOf(CancellationException.class));
            assertThat(ran).isEmpty();
        }
    }

    @Nested
    class BackPressure {
        @Test
        void theRunWaitsWhenTheBufferIsFull() throws InterruptedException {
            Semaphore emitted = new Semaphore(0);
            TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> {
                for (int i = 0; i < 100; i++) {
                    CustomEvents.dispatch("e", i);
                    emitted.release();
                }
                return input;
            });
            List<Object> data = new ArrayList<>();
            try (EventStream stream = work.streamEvents("x", RunnableConfig.empty(), buffer(3))) {
                emitted.acquire(2); // The start and two events fill the buffer.
                Iterator<StreamEvent> events = stream.iterator();
                for (int read = 0; events.hasNext(); read++) {
                    StreamEvent event = events.next();
                    if (event.kind() == StreamEvent.Kind.CUSTOM) {
                        int ahead = emitted.availablePermits() + 2 - data.size();
                        assertThat(ahead).as("after " + read).isLessThanOrEqualTo(5);
                        data.add(event.data());
                    }
                }
            }
            assertThat(data).hasSize(100).startsWith(0, 1).endsWith(99);
        }

        @Test
        void aBufferOfOneGivesAllEventsInOrder() {
            TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> {
                for (int i = 0; i < 1_000; i++) {
                    CustomEvents.dispatch("e", i);
                }
                return input;
            });
            try (EventStream stream = work.streamEvents("x", RunnableConfig.empty(), buffer(1))) {
                List<StreamEvent> events = stream.stream().toList();
                assertThat(events).hasSize(1_003);
                assertThat(events.subList(1, 1_001))
                        .extracting(StreamEvent::data)
                        .containsExactlyElementsOf(
                                IntStream.range(0, 1_000).boxed().toList());
            }
        }
    }

    @Nested
    class InterruptedReader {
        @Test
        void getsACancellationAndTheRunIsCancelled() throws InterruptedException {
            CountDownLatch reading = new CountDownLatch(1);
            Ending ending = new Ending();
            EventStream stream = TypedRunnable.of("waiting", (String input) -> {
                        new CountDownLatch(1).await();
                        return input;
                    })
                    .streamEvents(
                            "x", RunnableConfig.builder().addHandler(ending).build());
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicReference<Boolean> interrupted = new AtomicReference<>();
            Thread reader = new Thread(() -> {
                try {
                    for (StreamEvent event : stream) {
                        assertThat(line(event)).isEqualTo("on_chain_start waiting");
                        reading.countDown();
                    }
                } catch (CancellationException failure) {
                    thrown.set(failure);
                    interrupted.set(Thread.currentThread().isInterrupted());
                }
            });
            reader.start();
            reading.await();
            reader.interrupt();
            reader.join();
            assertThat(thrown.get()).hasMessageContaining("interrupted");
            assertThat(interrupted.get()).isTrue();
            assertThat(ending.end.join()).isInstanceOf(RunEvent.Error.class);
        }
    }

    @Nested
    class InsideARun {
        @Test
        void theStreamsRootIsAChildOfTheRun() {
            List<StreamEvent> inner = new ArrayList<>();
            TypedRunnable<String, Run> outer = TypedRunnable.of("outer", (String input) -> {
                try (EventStream stream = LEAF.streamEvents(input)) {
                    stream.forEach(inner::add);
                }
                return RunContext.currentRun().orElseThrow();
            });
            Run run = outer.invoke("x", heard);
            assertThat(inner)
                    .hasSize(4)
                    .allSatisfy(event -> assertThat(event.parentIds()).containsExactly(run.id()));
            assertThat(inner.get(2).event()).as("it is the root of the stream").isEqualTo("on_chain_stream");
            assertThat(recorder.lines())
                    .as("handlers of the run hear it too")
                    .containsExactly("start outer", "start leaf", "leaf: e x", "chunk leaf", "end leaf", "end outer");
        }

        @Test
        void theOuterStreamHasItsEventsToo() {
            TypedRunnable<String, Integer> outer = TypedRunnable.of("outer", (String input) -> {
                try (EventStream stream = LEAF.streamEvents(input)) {
                    return (int) stream.stream().count();
                }
            });
            assertThat(lines(outer.streamEvents("x")))
                    .containsExactly(
                            "on_chain_start outer",
                            "on_chain_start leaf",
                            "on_custom_event e",
                            "on_chain_stream leaf",
                            "on_chain_end leaf",
                            "on_chain_stream outer",
                            "on_chain_end outer");
        }
    }

    @Test
    void twoStreamsAtOnceDoNotMix() {
        TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> {
            for (int i = 0; i < 50; i++) {
                CustomEvents.dispatch("e", input);
            }
            return input;
        });
        try (EventStream a = work.streamEvents("a", RunnableConfig.empty(), buffer(2));
                EventStream b = work.streamEvents("b", RunnableConfig.empty(), buffer(2))) {
            Iterator<StreamEvent> as = a.iterator();
            Iterator<StreamEvent> bs = b.iterator();
            List<Object> ofA = new ArrayList<>();
            List<Object> ofB = new ArrayList<>();
            List<Object> runs = new ArrayList<>();
            while (as.hasNext() & bs.hasNext()) {
                StreamEvent nextOfA = as.next();
                StreamEvent nextOfB = bs.next();
                runs.add(nextOfA.runId());
                assertThat(nextOfA.runId()).isNotEqualTo(nextOfB.runId());
                if (nextOfA.kind() == StreamEvent.Kind.CUSTOM) {
                    ofA.add(nextOfA.data());
                    ofB.add(nextOfB.data());
                }
            }
            assertThat(ofA).hasSize(50).containsOnly("a");
            assertThat(ofB).hasSize(50).containsOnly("b");
            assertThat(runs).hasSize(53).containsOnly(runs.get(0));
        }
    }

    @Test
    void lateEventsAreLostToAStreamThatHasEnded() {
        AtomicReference<RunnableConfig> kept = new AtomicReference<>();
        TypedRunnable<String, String> work =
                TypedRunnable.ofConfigured("work", (String input, RunnableConfig config) -> {
                    kept.set(config);
                    return input;
                });
        assertThat(lines(work.streamEvents("x", heard))).hasSize(3);
        CustomEvents.dispatch("late", 1, kept.get());
        LEAF.invoke("y", kept.get());
        assertThat(recorder.lines())
                .containsExactly(
                        "start work", "chunk work", "end work", "work: late 1", "start leaf", "leaf: e y", "end leaf");
    }

    @Test
    void lateEventsDoNotWaitForAReaderThatHasSeenTheEnd() {
        AtomicReference<RunnableConfig> kept = new AtomicReference<>();
        TypedRunnable<String, String> work =
                TypedRunnable.ofConfigured("work", (String input, RunnableConfig config) -> {
                    kept.set(config);
                    return input;
                });
        try (EventStream stream = work.streamEvents("x", RunnableConfig.empty(), buffer(1))) {
            Iterator<StreamEvent> events = stream.iterator();
            while (events.hasNext()) {
                events.next();
            }
            CustomEvents.dispatch("late", 1, kept.get());
            CustomEvents.dispatch("late", 2, kept.get());
            assertThat(events.hasNext()).isFalse();
        }
    }
}
