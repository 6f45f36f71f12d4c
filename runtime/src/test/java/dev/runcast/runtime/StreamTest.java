package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.fixtures.Recorder;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Runs whose output is taken in chunks: by {@code stream}, by event streams and by handlers. */
class StreamTest {
    private final Recorder recorder = new Recorder();
    private final RunnableConfig heard =
            RunnableConfig.builder().addHandler(recorder).build();

    private static final TypedRunnable<String, String> LETTERS =
            TypedRunnable.ofChunks("letters", (String text, RunnableConfig config, ChunkSink<String> chunks) -> {
                for (int i = 0; i < text.length(); i++) {
                    chunks.emit(text.substring(i, i + 1));
                    CustomEvents.dispatch("after", i);
                }
            });

    private static final TypedRunnable<String, String> SHOUT = TypedRunnable.of("shout", (String text) -> text + "!");

    private static final TypedRunnable<String, String> ENDLESS =
            TypedRunnable.ofChunks("endless", (String text, RunnableConfig config, ChunkSink<String> chunks) -> {
                while (true) {
                    chunks.emit(text);
                }
            });

    private static List<String> lines(EventStream events) {
        List<String> lines = new ArrayList<>();
        try (events) {
            for (StreamEvent event : events) {
                lines.add(event.event() + " " + event.name() + " " + event.data());
            }
        }
        return lines;
    }

    @Nested
    class Reading {
        @Test
        void givesTheChunksAsTheyAreMade() {
            try (Stream<String> chunks = LETTERS.stream("abc", heard)) {
                assertThat(chunks).containsExactly("a", "b", "c");
            }
            assertThat(recorder.lines())
                    .containsExactly(
                            "start letters",
                            "chunk letters",
                            "letters: after 0",
                            "chunk letters",
                            "letters: after 1",
                            "chunk letters",
                            "letters: after 2",
                            "end letters");
            assertThat(recorder.only(RunEvent.End.class).output()).isEqualTo("abc");
            assertThat(recorder.only(RunEvent.End.class).input()).isEqualTo("abc");
        }

        @Test
        void doesNothingBeforeTheFirstChunkIsAskedFor() {
            try (Stream<String> chunks = LETTERS.stream("abc", heard)) {
                Iterator<String> iterator = chunks.iterator();
                assertThat(recorder.lines()).isEmpty();
                assertThat(iterator.next()).isEqualTo("a");
                assertThat(recorder.lines()).containsExactly("start letters", "chunk letters");
            }
        }

        @Test
        void givesAWholeOutputAsTheOnlyChunk() {
            assertThat(SHOUT.stream("a", heard)).containsExactly("a!");
            assertThat(recorder.lines()).containsExactly("start shout", "chunk shout", "end shout");
        }

        @Test
        void endsWellWhenClosedAfterTheWholeOutput() {
            try (Stream<String> chunks = SHOUT.stream("a", heard)) {
                assertThat(chunks.findFirst()).contains("a!");
            }
            assertThat(recorder.only(RunEvent.End.class).output()).isEqualTo("a!");
        }

        @Test
        void neverMakesAChunkAheadOfItsReader() {
            AtomicInteger made = new AtomicInteger();
            TypedRunnable<String, Integer> counting = TypedRunnable.ofChunks(
                    "counting", (String text, RunnableConfig config, ChunkSink<Integer> chunks) -> {
                        while (true) {
                            chunks.emit(made.incrementAndGet());
                        }
                    });
            try (Stream<Integer> chunks = counting.stream("x")) {
                Iterator<Integer> iterator = chunks.iterator();
                for (int i = 1; i <= 5; i++) {
                    assertThat(iterator.next()).isEqualTo(i);
                    assertThat(made).hasValue(i);
                }
            }
            assertThat(made).as("closing makes no more").hasValue(5);
        }

        @Test
        void readsOutsideTheRun() {
            List<String> names = new ArrayList<>();
            TypedRunnable<String, String> caller = TypedRunnable.of("caller", (String text) -> {
                LETTERS.stream(text).forEach(chunk -> CustomEvents.dispatch("read", chunk));
                return text;
            });
            caller.invoke("ab", heard);
            recorder.custom().stream()
                    .filter(event -> event.name().equals("read"))
                    .forEach(event -> names.add(event.run().name()));
            assertThat(names).containsExactly("caller", "caller");
            try (Stream<String> chunks = ENDLESS.stream("x")) {
                assertThat(chunks.map(chunk -> RunContext.currentRun()).findFirst())
                        .hasValueSatisfying(run -> assertThat(run).isEmpty());
            }
        }

        @Test
        void isPartOfTheRunThatAskedForTheStream() throws Exception {
            CompletableFuture<Stream<String>> stream = new CompletableFuture<>();
            TypedRunnable<String, String> caller = TypedRunnable.of("caller", (String text) -> {
                stream.complete(LETTERS.stream(text));
                return text;
            });
            caller.invoke("a", heard);
            assertThat(stream.get()).containsExactly("a");
            assertThat(recorder.all(RunEvent.Start.class))
                    .extracting(start ->
                            start.run().name() + start.run().parentIds().size())
                    .containsExactly("caller0", "letters1");
        }

        @Test
        void takesEmptyStreamsAndNullChunks() {
            assertThat(LETTERS.stream("", heard)).isEmpty();
            assertThat(recorder.lines()).containsExactly("start letters", "end letters");
            assertThat(recorder.only(RunEvent.End.class).output()).isNull();
            TypedRunnable<String, String> nulls =
                    TypedRunnable.ofChunks("nulls", (String text, RunnableConfig config, ChunkSink<String> chunks) -> {
                        chunks.emit(null);
                        chunks.emit(text);
                        chunks.emit(null);
                    });
            assertThat(nulls.stream("x", heard)).containsExactly(null, "x", null);
            assertThat(recorder.all(RunEvent.Chunk.class))
                    .extracting(RunEvent.Chunk::chunk)
                    .containsExactly(null, "x", null);
            assertThat(nulls.invoke("x")).as("the last one counts").isNull();
        }
    }

    @Nested
    class Failing {
        private final TypedRunnable<String, String> failing =
                TypedRunnable.ofChunks("failing", (String text, RunnableConfig config, ChunkSink<String> chunks) -> {
                    chunks.emit(text);
                    throw new IOException("broken");
                });

        @Test
        void throwsAfterTheChunksBefore() {
            List<String> read = new ArrayList<>();
            assertThatThrownBy(() -> failing.stream("a", heard).forEach(read::add))
                    .isInstanceOf(RunFailedException.class)
                    .hasMessageContaining("failing")
                    .cause()
                    .isInstanceOf(IOException.class);
            assertThat(read).containsExactly("a");
            assertThat(recorder.lines()).containsExactly("start failing", "chunk failing", "error failing IOException");
            assertThatThrownBy(() -> failing.invoke("a")).isInstanceOf(RunFailedException.class);
        }

        @Test
        void leavesTheEventsBeforeInAnEventStream() {
            List<String> kinds = new ArrayList<>();
            assertThatThrownBy(() -> failing.streamEvents("a").forEach(event -> kinds.add(event.event())))
                    .isInstanceOf(RunFailedException.class);
            assertThat(kinds).containsExactly("on_chain_start", "on_chain_stream");
        }

        @Test
        void saysThatThereIsNoThread() {
            RunnableConfig noThreads = heard.toBuilder()
                    .executor(task -> {
                        throw new java.util.concurrent.RejectedExecutionException("no threads");
                    })
                    .build();
            assertThatThrownBy(() -> LETTERS.stream("a", noThreads).toList()).hasMessage("no threads");
            assertThat(recorder.lines()).containsExactly("start letters", "error letters RejectedExecutionException");
        }
    }

    @Nested
    class Closing {
        @Test
        void cancelsTheRunAndItsProducer() {
            AtomicBoolean noticed = new AtomicBoolean();
            TypedRunnable<String, String> polite =
                    TypedRunnable.ofChunks("polite", (String text, RunnableConfig config, ChunkSink<String> chunks) -> {
                        try {
                            while (true) {
                                chunks.emit(text);
                            }
                        } catch (CancellationException cancelled) {
                            noticed.set(chunks.isCancelled());
                            throw cancelled;
                        }
                    });
            try (Stream<String> chunks = polite.stream("a", heard)) {
                assertThat(chunks.findFirst()).contains("a");
            }
            assertThat(noticed).as("the producer has ended when close returns").isTrue();
            assertThat(recorder.lines())
                    .containsExactly("start polite", "chunk polite", "error polite CancellationException");
        }

        @Test
        void endsTheRunsOfASequenceBeforeTheWhole() {
            TypedRunnable<String, String> repeat =
                    TypedRunnable.ofChunks("repeat", (String text, RunnableConfig config, ChunkSink<String> chunks) -> {
                        while (true) {
                            chunks.emit(text);
                        }
                    });
            try (Stream<String> chunks = SHOUT.pipe(repeat).stream("a", heard)) {
                assertThat(chunks.limit(2)).containsExactly("a!", "a!");
            }
            assertThat(recorder.lines())
                    .endsWith("error repeat CancellationException", "error RunnableSequence CancellationException");
            assertThat(recorder.all(RunEvent.Start.class)).hasSize(3);
            assertThat(recorder.all(RunEvent.End.class)).hasSize(1);
        }

        @Test
        void doesNotMindToBeRepeatedOrLate() {
            Stream<String> chunks = LETTERS.stream("a", heard);
            assertThat(chunks).containsExactly("a");
            chunks.close();
            chunks.close();
            assertThat(recorder.lines()).endsWith("end letters");
        }

        @Test
        void startsNothingIfNothingWasRead() {
            LETTERS.stream("a", heard).close();
            assertThat(recorder.lines()).isEmpty();
        }

        @Test
        void happensToAReaderThatIsInterrupted() throws Exception {
            CountDownLatch waiting = new CountDownLatch(1);
            CountDownLatch interrupted = new CountDownLatch(1);
            TypedRunnable<String, String> stuck =
                    TypedRunnable.ofChunks("stuck", (String text, RunnableConfig config, ChunkSink<String> chunks) -> {
                        waiting.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } finally {
                            interrupted.countDown();
                        }
                    });
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            Thread reader = new Thread(() -> {
                try {
                    stuck.stream("a", heard).forEach(chunk -> {});
                } catch (Throwable failure) {
                    outcome.complete(Thread.interrupted() ? failure : new AssertionError("is not interrupted"));
                }
            });
            reader.start();
            waiting.await();
            reader.interrupt();
            assertThat(outcome.get(1, TimeUnit.MINUTES)).isInstanceOf(CancellationException.class);
            assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
        }

        @Test
        void happensToAForgottenStreamWithAWarning() throws Exception {
            CountDownLatch cancelled = new CountDownLatch(1);
            RunnableConfig config = RunnableConfig.builder()
                    .addHandler(new dev.runcast.runtime.callback.CallbackHandler() {
                        @Override
                        public void onRunError(RunEvent.Error event) {
                            cancelled.countDown();
                        }
                    })
                    .build();
            try (LogCapture log = LogCapture.of(Run.class)) {
                assertThat(ENDLESS.stream("a", config).findFirst()).contains("a");
                while (!cancelled.await(10, TimeUnit.MILLISECONDS)) {
                    System.gc();
                }
                assertThat(log.entries())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.message()).contains("\"endless\"", "try (Stream"));
            }
        }
    }

    @Nested
    class Composed {
        @Test
        void pullsThroughASequence() {
            TypedRunnable<String, String> mark =
                    TypedRunnable.ofChunks("mark", (String text, RunnableConfig config, ChunkSink<String> chunks) -> {
                        chunks.emit("<");
                        chunks.emit(text);
                        chunks.emit(">");
                    });
            assertThat(LETTERS.pipe(mark).stream("ab", heard)).containsExactly("<", "ab", ">");
            assertThat(recorder.lines())
                    .containsExactly(
                            "start RunnableSequence",
                            "start letters",
                            "chunk letters",
                            "start mark",
                            "letters: after 0",
                            "chunk letters",
                            "letters: after 1",
                            "end letters",
                            "chunk mark",
                            "chunk RunnableSequence",
                            "chunk mark",
                            "chunk RunnableSequence",
                            "chunk mark",
                            "chunk RunnableSequence",
                            "end mark",
                            "end RunnableSequence");
        }

        @Test
        void givesEachChunkOfEachBranchOfAParallelRun() {
            Map<String, TypedRunnable<String, ?>> branches = new LinkedHashMap<>();
            branches.put("letters", LETTERS);
            branches.put("shout", SHOUT);
            TypedRunnable<String, Map<String, Object>> both = TypedRunnable.parallel(branches);
            assertThat(both.stream("ab", heard))
                    .containsExactlyInAnyOrder(Map.of("letters", "a"), Map.of("letters", "b"), Map.of("shout", "ab!"));
            assertThat(recorder.all(RunEvent.End.class))
                    .last()
                    .extracting(RunEvent.End::output)
                    .isEqualTo(Map.of("letters", "ab", "shout", "ab!"));
            assertThat(recorder.lines()).startsWith("start RunnableParallel<letters,shout>");
            assertThat(both.invoke("ab")).isEqualTo(Map.of("letters", "ab", "shout", "ab!"));
        }

        @Test
        void sharesTheChunksBeforeAParallelRun() {
            Map<String, TypedRunnable<String, ?>> branches = new LinkedHashMap<>();
            branches.put("one", TypedRunnable.of("one", (String text) -> text + 1));
            branches.put("two", TypedRunnable.of("two", (String text) -> text + 2));
            TypedRunnable<String, Map<String, Object>> both = LETTERS.pipe(TypedRunnable.parallel(branches));
            assertThat(both.stream("ab", heard)).containsExactlyInAnyOrder(Map.of("one", "ab1"), Map.of("two", "ab2"));
            assertThat(recorder.lines().stream().filter(line -> line.equals("chunk letters")))
                    .hasSize(2);
            assertThat(recorder.lines()).endsWith("end RunnableSequence");
        }

        @Test
        void endsAllBranchesWithTheOneThatFailsIfTheConfigSaysSo() throws Exception {
            Map<String, TypedRunnable<String, ?>> branches = new LinkedHashMap<>();
            branches.put("endless", ENDLESS);
            branches.put("failing", TypedRunnable.of("failing", (String text) -> {
                throw new IllegalStateException("broken");
            }));
            assertThatThrownBy(() -> TypedRunnable.parallel(branches).stream(
                                    "a", heard.toBuilder().failFast(true).build())
                            .forEach(chunk -> {}))
                    .hasMessage("broken");
            recorder.awaitEnds();
            assertThat(recorder.lines())
                    .contains("error RunnableParallel<endless,failing> IllegalStateException")
                    .contains("error failing IllegalStateException", "error endless CancellationException");
        }

        @Test
        void endsAllBranchesWhenItIsClosed() throws Exception {
            Map<String, TypedRunnable<String, ?>> branches = new LinkedHashMap<>();
            branches.put("one", ENDLESS);
            branches.put("two", ENDLESS);
            try (Stream<Map<String, Object>> chunks = TypedRunnable.parallel(branches).stream("a", heard)) {
                assertThat(chunks.limit(5)).hasSize(5);
            }
            recorder.awaitEnds();
            assertThat(recorder.all(RunEvent.Error.class))
                    .hasSameSizeAs(recorder.all(RunEvent.Start.class))
                    .allSatisfy(error -> assertThat(error.error()).isInstanceOf(CancellationException.class));
        }

        @Test
        void fallsBackOnlyBeforeTheFirstChunk() {
            TypedRunnable<String, String> atOnce = TypedRunnable.ofChunks("atOnce", (text, config, chunks) -> {
                throw new IllegalStateException("at once");
            });
            assertThat(atOnce.withFallbacks(List.of(LETTERS)).stream("ab", heard))
                    .containsExactly("a", "b");
            assertThat(recorder.all(RunEvent.Start.class))
                    .extracting(start -> start.run().name())
                    .containsExactly("RunnableWithFallbacks", "atOnce", "letters");
            TypedRunnable<String, String> later = TypedRunnable.ofChunks("later", (text, config, chunks) -> {
                chunks.emit("one");
                throw new IllegalStateException("later");
            });
            assertThatThrownBy(() ->
                            later.withFallbacks(List.of(LETTERS)).stream("ab").forEach(chunk -> {}))
                    .hasMessage("later");
        }

        @Test
        void streamsWhatWasChosen() {
            TypedRunnable<String, String> chooser = TypedRunnable.choosing("chooser", (text, config) -> LETTERS);
            assertThat(chooser.stream("ab", heard)).containsExactly("a", "b");
            assertThat(recorder.lines().stream().filter(line -> line.startsWith("chunk")))
                    .containsExactly("chunk letters", "chunk chooser", "chunk letters", "chunk chooser");
        }
    }

    @Nested
    class Events {
        @Test
        void haveAChunkForARootAndForAStreamedChild() {
            TypedRunnable<String, String> root = TypedRunnable.ofChunks(
                    "root",
                    (text, config, chunks) -> LETTERS.stream(text, config).forEach(chunks::emit));
            assertThat(lines(root.streamEvents("ab")))
                    .containsExactly(
                            "on_chain_start root {input=ab}",
                            "on_chain_start letters {}",
                            "on_chain_stream letters {chunk=a}",
                            "on_chain_stream root {chunk=a}",
                            "on_custom_event after 0",
                            "on_chain_stream letters {chunk=b}",
                            "on_chain_stream root {chunk=b}",
                            "on_custom_event after 1",
                            "on_chain_end letters {output=ab, input=ab}",
                            "on_chain_end root {output=ab}");
        }

        @Test
        void waitForTheirReaderAndTheProducerWithThem() throws Exception {
            AtomicInteger made = new AtomicInteger();
            CountDownLatch full = new CountDownLatch(1);
            TypedRunnable<String, Integer> counting = TypedRunnable.ofChunks("counting", (text, config, chunks) -> {
                for (int i = 0; i < 1000; i++) {
                    made.incrementAndGet();
                    if (i == 3) {
                        full.countDown();
                    }
                    chunks.emit(i);
                }
            });
            EventStreamOptions few = EventStreamOptions.builder().bufferSize(4).build();
            try (EventStream events = counting.streamEvents("x", RunnableConfig.empty(), few)) {
                assertThat(full.await(1, TimeUnit.MINUTES)).isTrue();
                // The start and three chunks fill the buffer; the fourth chunk waits.
                assertThat(made).hasValue(4);
                assertThat(events.iterator().next().event()).isEqualTo("on_chain_start");
            }
            assertThat(made.get())
                    .as("one more fits in, and is followed by one that waits")
                    .isLessThanOrEqualTo(5);
        }

        @Test
        void areToldOfStringsListsNumbersAndOthers() {
            assertThat(output(List.of(1), List.of(2, 3))).isEqualTo(List.of(1, 2, 3));
            assertThat(output(1, 2, 3)).isEqualTo(6);
            assertThat(output(1L, 2L)).isEqualTo(3L);
            assertThat(output(1.5, 2.5)).isEqualTo(4.0);
            assertThat(output("a", "b", 1, 2))
                    .as("what does not go together starts anew")
                    .isEqualTo(3);
            assertThat(output(Map.of("a", 1), Map.of("b", 2))).isEqualTo(Map.of("b", 2));
        }

        private Object output(Object... values) {
            TypedRunnable<Object, Object> all = TypedRunnable.ofChunks("all", (nothing, config, chunks) -> {
                for (Object value : values) {
                    chunks.emit(value);
                }
            });
            Recorder hearing = new Recorder();
            Object invoked =
                    all.invoke("x", RunnableConfig.builder().addHandler(hearing).build());
            assertThat(hearing.only(RunEvent.End.class).output()).isEqualTo(invoked);
            return invoked;
        }
    }
}
