package dev.runcast.runtime.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.fixtures.Recorder;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Streaming methods as generated code calls them, of each shape. */
class StreamScopeTest {
    private static final RunnableDescriptor DESCRIPTOR =
            RunnableDescriptor.builder("words").output(String.class).build();

    private final Recorder recorder = new Recorder();
    private final RunnableConfig heard =
            RunnableConfig.builder().addHandler(recorder).build();

    private static List<String> chunks(EventStream events) {
        List<String> lines = new ArrayList<>();
        try (events) {
            for (StreamEvent event : events) {
                lines.add(event.event() + " " + event.data());
            }
        }
        return lines;
    }

    private static final List<String> EVENTS_OF_AB = List.of(
            "on_chain_start {input=ab}",
            "on_chain_stream {chunk=a}",
            "on_chain_stream {chunk=b}",
            "on_chain_end {output=ab}");

    private static Stream<String> letters(String text) {
        return IntStream.range(0, text.length()).mapToObj(i -> text.substring(i, i + 1));
    }

    @Nested
    class Streams {
        private final AtomicBoolean isClosed = new AtomicBoolean();

        private Stream<String> words(String text, RunnableConfig config) throws IOException {
            StreamScope run = StreamScope.open(DESCRIPTOR, config, text);
            Stream<String> output;
            try {
                output = body(text, run.config());
            } catch (Throwable error) {
                run.fail(error);
                throw error;
            }
            return run.succeedWhenRead(output);
        }

        private Stream<String> body(String text, RunnableConfig config) throws IOException {
            if (text.isEmpty()) {
                throw new IOException("nothing to read");
            }
            return letters(text)
                    .peek(letter -> CustomEvents.dispatch("made", letter))
                    .onClose(() -> isClosed.set(true));
        }

        private final TypedRunnable<String, String> runnable = TypedRunnable.ofStream(DESCRIPTOR, this::body);

        @Test
        void startTheRunAtTheCallAndEndItWhenTheyHaveBeenRead() throws IOException {
            Stream<String> words = words("ab", heard);
            assertThat(recorder.lines()).containsExactly("start words");
            assertThat(RunContext.currentRun()).isEmpty();
            assertThat(words).containsExactly("a", "b");
            assertThat(recorder.lines())
                    .containsExactly(
                            "start words", "words: made a", "chunk words", "words: made b", "chunk words", "end words");
            assertThat(recorder.only(RunEvent.End.class).output()).isEqualTo("ab");
            assertThat(isClosed).as("the method's stream is closed, too").isTrue();
        }

        @Test
        void throwWhatTheMethodThrows() {
            assertThatThrownBy(() -> words("", heard)).isInstanceOf(IOException.class);
            assertThat(recorder.lines()).containsExactly("start words", "error words IOException");
            assertThatThrownBy(() -> runnable.invoke("")).hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(() -> runnable.stream("").toList()).hasCauseInstanceOf(IOException.class);
        }

        @Test
        void cancelTheRunWhenTheyAreClosed() throws IOException {
            try (Stream<String> words = words("ab", heard)) {
                assertThat(words.findFirst()).contains("a");
            }
            assertThat(recorder.lines()).endsWith("error words CancellationException");
            assertThat(isClosed).isTrue();
        }

        @Test
        void areClosedWithAWarningWhenTheyAreForgotten() throws Exception {
            CountDownLatch over = new CountDownLatch(1);
            try (LogCapture log = LogCapture.of(Run.class)) {
                words("ab", heard).onClose(over::countDown);
                words("ab", heard).findFirst();
                while (recorder.all(RunEvent.Error.class).size() < 2) {
                    System.gc();
                    Thread.onSpinWait();
                }
                assertThat(log.entries())
                        .hasSize(2)
                        .allSatisfy(entry -> assertThat(entry.message()).contains("\"words\"", "nobody can reach"));
            }
        }

        @Test
        void failTheRunOfAMethodThatReturnsNone() {
            assertThatThrownBy(() -> StreamScope.open(DESCRIPTOR, heard, "ab").succeedWhenRead(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("Stream.empty()");
            assertThat(recorder.lines()).endsWith("error words NullPointerException");
            assertThat(RunContext.currentRun()).isEmpty();
        }

        @Test
        void areRunnables() {
            assertThat(runnable.invoke("ab", heard)).isEqualTo("ab");
            assertThat(runnable.stream("ab", heard)).containsExactly("a", "b");
            assertThat(recorder.all(RunEvent.Start.class)).hasSize(2);
            assertThat(recorder.all(RunEvent.End.class)).hasSize(2);
            assertThat(chunks(runnable.streamEvents("ab")).stream().filter(line -> !line.contains("custom")))
                    .containsExactlyElementsOf(EVENTS_OF_AB);
        }
    }

    @Nested
    class Sinks {
        private void words(String text, RunnableConfig config, Consumer<? super String> chunks) {
            StreamScope run = StreamScope.open(DESCRIPTOR, config, text);
            try {
                ChunkSink<String> sink = run.chunks(chunks);
                letters(text).forEach(sink::emit);
            } catch (Throwable error) {
                run.fail(error);
                throw error;
            }
            run.succeed();
        }

        private final TypedRunnable<String, String> runnable = TypedRunnable.ofChunks(
                DESCRIPTOR, (text, config, chunks) -> letters(text).forEach(chunks::emit));

        @Test
        void giveTheirChunksToAConsumerOutsideTheRun() {
            List<String> read = new ArrayList<>();
            TypedRunnable<String, String> caller = TypedRunnable.of("caller", (String text) -> {
                words(text, RunnableConfig.empty(), chunk -> {
                    read.add(chunk);
                    CustomEvents.dispatch("read", chunk);
                });
                return text;
            });
            caller.invoke("ab", heard);
            assertThat(read).containsExactly("a", "b");
            assertThat(recorder.lines())
                    .containsExactly(
                            "start caller",
                            "start words",
                            "chunk words",
                            "caller: read a",
                            "chunk words",
                            "caller: read b",
                            "end words",
                            "end caller");
        }

        @Test
        void failWithTheirConsumer() {
            assertThatThrownBy(() -> words("ab", heard, chunk -> {
                        throw new IllegalStateException("full");
                    }))
                    .hasMessage("full");
            assertThat(recorder.lines())
                    .containsExactly("start words", "chunk words", "error words IllegalStateException");
            assertThat(RunContext.currentRun()).isEmpty();
        }

        @Test
        void areRunnables() {
            assertThat(runnable.invoke("ab", heard)).isEqualTo("ab");
            assertThat(runnable.stream("ab", heard)).containsExactly("a", "b");
            assertThat(recorder.all(RunEvent.End.class)).hasSize(2);
            assertThat(chunks(runnable.streamEvents("ab"))).isEqualTo(EVENTS_OF_AB);
        }

        @Test
        void dropChunksAfterTheEndAndSaySoOnce() {
            AtomicReference<ChunkSink<String>> kept = new AtomicReference<>();
            StreamScope run = StreamScope.open(DESCRIPTOR, heard, "x");
            kept.set(run.chunks(chunk -> {}));
            run.succeed();
            try (LogCapture log = LogCapture.of(ChunkSink.class)) {
                kept.get().emit("late");
                kept.get().emit("later");
                assertThat(log.entries())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.message()).contains("after its end"));
            }
            assertThat(recorder.lines()).containsExactly("start words", "end words");
        }
    }

    @Nested
    class AsyncSinks {
        private final CompletableFuture<ChunkSink<String>> sink = new CompletableFuture<>();
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        private CompletableFuture<Void> words(String text, RunnableConfig config, Consumer<? super String> chunks) {
            StreamScope run = StreamScope.openAsync(DESCRIPTOR, config, text);
            CompletionStage<Void> output;
            try {
                sink.complete(run.chunks(chunks));
                output = done;
            } catch (Throwable error) {
                run.fail(error);
                throw error;
            }
            return run.succeedWhenDone(output);
        }

        private final TypedRunnable<String, String> runnable =
                TypedRunnable.ofAsyncChunks(DESCRIPTOR, (text, config, chunks) -> {
                    sink.complete(chunks);
                    return done;
                });

        /** Emits as a model client does, from a thread of its own. */
        private Thread client(String text) {
            Thread thread = new Thread(() -> {
                try {
                    ChunkSink<String> chunks = sink.get();
                    letters(text).forEach(chunks::emit);
                    done.complete(null);
                } catch (Throwable failure) {
                    done.completeExceptionally(failure);
                }
            });
            thread.start();
            return thread;
        }

        @Test
        void endTheRunWithTheStage() {
            List<String> read = new ArrayList<>();
            CompletableFuture<Void> result = words("ab", heard, read::add);
            sink.join().emit("a");
            sink.join().emit("b");
            assertThat(recorder.lines()).containsExactly("start words", "chunk words", "chunk words");
            assertThat(result).isNotDone();
            done.complete(null);
            assertThat(result).isCompleted();
            assertThat(read).containsExactly("a", "b");
            assertThat(recorder.only(RunEvent.End.class).output()).isEqualTo("ab");
        }

        @Test
        void areCancelledWithTheirFuture() {
            CompletableFuture<Void> result = words("ab", heard, chunk -> {});
            result.cancel(true);
            assertThat(done).isCancelled();
            assertThat(recorder.lines()).endsWith("error words CancellationException");
            assertThat(sink.join().isCancelled()).isTrue();
            assertThatThrownBy(() -> sink.join().emit("a")).isInstanceOf(CancellationException.class);
        }

        @Test
        void areInvoked() throws Exception {
            client("ab");
            assertThat(runnable.invoke("x", heard)).isEqualTo("ab");
            assertThat(recorder.lines()).endsWith("end words");
        }

        @Test
        void areInvokedAsynchronously() {
            CompletableFuture<String> result = runnable.invokeAsync("x", heard);
            sink.join().emit("ab");
            done.complete(null);
            assertThat(result).isCompletedWithValue("ab");
        }

        @Test
        void areStreamed() throws Exception {
            client("ab");
            assertThat(runnable.stream("x", heard)).containsExactly("a", "b");
            assertThat(recorder.lines()).containsExactly("start words", "chunk words", "chunk words", "end words");
        }

        @Test
        void giveEvents() {
            client("ab");
            assertThat(chunks(runnable.streamEvents("ab"))).isEqualTo(EVENTS_OF_AB);
        }

        @Test
        void holdTheirClientBackAndStopItWhenTheStreamIsClosed() throws Exception {
            Thread client = client("abc");
            try (Stream<String> words = runnable.stream("x", heard)) {
                assertThat(words.findFirst()).contains("a");
            }
            client.join(TimeUnit.MINUTES.toMillis(1));
            assertThat(client.isAlive()).isFalse();
            assertThat(recorder.lines())
                    .containsExactly("start words", "chunk words", "error words CancellationException");
        }

        @Test
        void failTheRunWithTheStage() {
            CompletableFuture<Void> result = words("ab", heard, chunk -> {});
            done.completeExceptionally(new IOException("broken"));
            assertThat(result).isCompletedExceptionally();
            assertThat(recorder.lines()).endsWith("error words IOException");
        }
    }

    @Nested
    class Publishers {
        private final List<Optional<Run>> runsOfTheMethod = new ArrayList<>();

        private Flow.Publisher<String> words(String text, RunnableConfig config) throws IOException {
            return StreamScope.publish(DESCRIPTOR, config, text, run -> body(text, run.events()));
        }

        private Flow.Publisher<String> body(String text, EventSink events) throws IOException {
            runsOfTheMethod.add(RunContext.currentRun());
            events.emit(EventType.of("called"), null);
            if (text.isEmpty()) {
                throw new IOException("nothing to read");
            }
            return subscriber -> {
                SubmissionPublisher<String> publisher = new SubmissionPublisher<>();
                publisher.subscribe(subscriber);
                letters(text).forEach(publisher::submit);
                publisher.close();
            };
        }

        private final TypedRunnable<String, String> runnable =
                TypedRunnable.ofPublisher(DESCRIPTOR, (text, config) -> body(text, CustomEvents.sink(config)));

        @Test
        void openARunForEachSubscriber() throws Exception {
            Flow.Publisher<String> words = words("ab", heard);
            assertThat(recorder.lines()).as("nothing happens before").isEmpty();
            assertThat(Reader.of(words, Long.MAX_VALUE).all()).containsExactly("a", "b");
            assertThat(Reader.of(words, Long.MAX_VALUE).all()).containsExactly("a", "b");
            assertThat(recorder.all(RunEvent.Start.class)).hasSize(2);
            assertThat(recorder.lines().subList(0, 5))
                    .containsExactly("start words", "words: called null", "chunk words", "chunk words", "end words");
            assertThat(runsOfTheMethod).hasSize(2).doesNotContain(Optional.empty());
            assertThat(recorder.all(RunEvent.End.class))
                    .allSatisfy(end -> assertThat(end.output()).isEqualTo("ab"));
        }

        @Test
        void callTheirSubscriberOutsideTheRun() throws Exception {
            CompletableFuture<Flow.Publisher<String>> words = new CompletableFuture<>();
            TypedRunnable.of("caller", (String text) -> words.complete(words(text, RunnableConfig.empty())))
                    .invoke("a", heard);
            Reader reader = Reader.of(words.get(), Long.MAX_VALUE);
            assertThat(reader.all()).containsExactly("a");
            assertThat(reader.runs).containsOnly("caller");
            assertThat(recorder.all(RunEvent.Start.class))
                    .extracting(start -> start.run().parentIds().size())
                    .containsExactly(0, 1);
        }

        @Test
        void giveTheirSubscriberWhatTheMethodThrows() throws Exception {
            assertThatThrownBy(() -> Reader.of(words("", heard), 1).all()).hasCauseInstanceOf(IOException.class);
            assertThat(recorder.lines()).endsWith("error words IOException");
        }

        @Test
        void endTheRunAsCancelledWithTheSubscription() throws Exception {
            Reader reader = Reader.of(words("abc", heard), 1);
            reader.first.get(1, TimeUnit.MINUTES);
            reader.subscription.cancel();
            assertThat(recorder.lines())
                    .containsExactly(
                            "start words", "words: called null", "chunk words", "error words CancellationException");
        }

        @Test
        void areRunnables() {
            assertThat(runnable.invoke("ab", heard)).isEqualTo("ab");
            assertThat(runnable.stream("ab", heard)).containsExactly("a", "b");
            assertThat(recorder.all(RunEvent.Start.class)).hasSize(2);
            assertThat(recorder.all(RunEvent.End.class)).hasSize(2);
            assertThat(chunks(runnable.streamEvents("ab")).stream().filter(line -> !line.contains("custom")))
                    .containsExactlyElementsOf(EVENTS_OF_AB);
            assertThatThrownBy(() -> runnable.stream("").toList()).hasCauseInstanceOf(IOException.class);
        }

        @Test
        void areCancelledWithTheStreamOfTheirChunks() {
            try (Stream<String> words = runnable.stream("abc", heard)) {
                assertThat(words.findFirst()).contains("a");
            }
            assertThat(recorder.lines()).endsWith("error words CancellationException");
        }

        /** Reads as many chunks as it is told to. */
        private static final class Reader implements Flow.Subscriber<String> {
            private final List<String> read = new ArrayList<>();
            private final List<String> runs = new ArrayList<>();
            private final CompletableFuture<String> first = new CompletableFuture<>();
            private final CompletableFuture<List<String>> end = new CompletableFuture<>();
            private final long demand;
            private Flow.Subscription subscription;

            private Reader(long demand) {
                this.demand = demand;
            }

            static Reader of(Flow.Publisher<String> publisher, long demand) {
                Reader reader = new Reader(demand);
                publisher.subscribe(reader);
                return reader;
            }

            List<String> all() throws Exception {
                return end.get(1, TimeUnit.MINUTES);
            }

            private void note() {
                runs.add(RunContext.currentRun().map(Run::name).orElse("none"));
            }

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                note();
                this.subscription = subscription;
                subscription.request(demand);
            }

            @Override
            public void onNext(String chunk) {
                note();
                read.add(chunk);
                first.complete(chunk);
            }

            @Override
            public void onError(Throwable failure) {
                note();
                end.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                note();
                end.complete(read);
            }
        }
    }
}
