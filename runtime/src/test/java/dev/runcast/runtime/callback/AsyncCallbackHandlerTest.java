package dev.runcast.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler.ErrorPolicy;
import dev.runcast.runtime.fixtures.AsyncRecorder;
import dev.runcast.runtime.fixtures.FailingHandler;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.fixtures.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AsyncCallbackHandlerTest {
    private static final IllegalStateException FAILURE = new IllegalStateException("no");

    private static final TypedRunnable<String, String> WORK = TypedRunnable.of("work", (String input) -> {
        CustomEvents.dispatch("one", 1);
        CustomEvents.dispatch("two", 2);
        return input;
    });

    private final CompletableFuture<Void> gate = new CompletableFuture<>();

    private static RunnableConfig with(AsyncCallbackHandler... handlers) {
        RunnableConfig.Builder builder = RunnableConfig.builder();
        for (AsyncCallbackHandler handler : handlers) {
            builder.addHandler(handler);
        }
        return builder.build();
    }

    /** An asynchronous runnable that dispatches without waiting, and whose stage is {@code body}. */
    private static TypedRunnable<String, String> async(CompletionStage<String> body) {
        return TypedRunnable.ofAsync("work", (String input, RunnableConfig config) -> {
            CustomEvents.dispatch("one", 1);
            CustomEvents.dispatch("two", 2);
            return body;
        });
    }

    private static void assertFailsWith(CompletableFuture<?> future, Throwable failure) {
        assertThat(future)
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .havingCause()
                .isSameAs(failure);
    }

    @Nested
    class SynchronousRun {
        @Test
        void waitsForEachEvent() throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            AsyncRecorder slow = new AsyncRecorder(event -> {
                if (event instanceof CustomEvent custom && custom.name().equals("one")) {
                    begun.countDown();
                    return gate;
                }
                return CompletableFuture.completedFuture(null);
            });
            CompletableFuture<String> run = WORK.invokeAsync("x", with(slow));
            begun.await();
            assertThat(slow.begun()).containsExactly("start work", "work: one 1");
            assertThat(run).isNotDone();
            gate.complete(null);
            assertThat(run.join()).isEqualTo("x");
            assertThat(slow.done()).containsExactly("start work", "work: one 1", "work: two 2", "end work");
        }

        @Test
        void handlersHearAfterTheSynchronousOnes() {
            List<String> heard = Collections.synchronizedList(new ArrayList<>());
            AsyncRecorder async = new AsyncRecorder(event -> {
                heard.add("async " + Recorder.line(event));
                return CompletableFuture.completedFuture(null);
            });
            CallbackHandler sync = CallbackHandler.onCustomEvents(event -> heard.add("sync " + Recorder.line(event)));
            WORK.invoke("x", with(async).toBuilder().addHandler(sync).build());
            assertThat(heard)
                    .containsExactly(
                            "async start work",
                            "sync work: one 1",
                            "async work: one 1",
                            "sync work: two 2",
                            "async work: two 2",
                            "async end work");
        }

        @Test
        void aHandlerMayDispatchInTheRun() {
            AsyncRecorder other = new AsyncRecorder();
            AsyncRecorder echoing = new AsyncRecorder(event -> {
                if (event instanceof CustomEvent custom && custom.name().equals("one")) {
                    CustomEvents.dispatch("echo", custom.data());
                }
                return CompletableFuture.completedFuture(null);
            });
            assertThat(WORK.invoke("x", with(echoing, other))).isEqualTo("x");
            assertThat(echoing.done())
                    .as("as with synchronous handlers, the inner event comes first")
                    .containsExactly("start work", "work: echo 1", "work: one 1", "work: two 2", "end work");
            assertThat(other.done())
                    .containsExactly("start work", "work: echo 1", "work: one 1", "work: two 2", "end work");
        }

        @Test
        void failuresAreLoggedAndOthersHear() {
            AsyncRecorder other = new AsyncRecorder();
            AsyncCallbackHandler failing = new AsyncCallbackHandler() {
                @Override
                public CompletionStage<Void> onCustomEvent(CustomEvent event) {
                    return CompletableFuture.supplyAsync(() -> {
                        throw FAILURE;
                    });
                }

                @Override
                public String toString() {
                    return "failing handler";
                }
            };
            try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
                assertThat(WORK.invoke("x", with(failing, other))).isEqualTo("x");
                assertThat(other.done()).containsExactly("start work", "work: one 1", "work: two 2", "end work");
                assertThat(log.entries()).hasSize(2).allSatisfy(entry -> {
                    assertThat(entry.level()).isEqualTo(Level.WARN);
                    assertThat(entry.cause()).containsSame(FAILURE);
                });
                assertThat(log.entries().get(0).message()).contains("failing handler", "\"one\"", "work");
                assertThat(log.entries().get(1).message()).contains("failing handler", "\"two\"", "work");
            }
        }

        @Test
        void whatAMethodThrowsOrReturnsWronglyIsLoggedToo() {
            AsyncRecorder throwing = new AsyncRecorder(event -> {
                throw FAILURE;
            });
            AsyncCallbackHandler nothing = new AsyncCallbackHandler() {
                @Override
                public CompletionStage<Void> onCustomEvent(CustomEvent event) {
                    return null;
                }
            };
            try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
                assertThat(WORK.invoke("x", with(throwing, nothing))).isEqualTo("x");
                assertThat(log.entries()).hasSize(6);
            }
        }

        @Test
        void raiseComesOutOfTheDispatchAsItIs() {
            Recorder recorder = new Recorder();
            AsyncRecorder raising = AsyncRecorder.failingAtCustomEvents(ErrorPolicy.RAISE, FAILURE);
            AsyncRecorder other = new AsyncRecorder();
            RunnableConfig config =
                    with(raising, other).toBuilder().addHandler(recorder).build();
            assertThatThrownBy(() -> WORK.invoke("x", config)).isSameAs(FAILURE);
            assertThat(recorder.lines())
                    .containsExactly("start work", "work: one 1", "error work IllegalStateException");
            assertThat(other.done())
                    .as("all asynchronous handlers are told at once")
                    .containsExactly("start work", "work: one 1", "error work IllegalStateException");
        }

        @Test
        void raiseAtTheErrorIsSuppressed() {
            AsyncRecorder raising = new AsyncRecorder(
                    event -> event instanceof RunEvent.Error
                            ? CompletableFuture.failedFuture(FAILURE)
                            : CompletableFuture.completedFuture(null),
                    ErrorPolicy.RAISE);
            TypedRunnable<String, String> broken = TypedRunnable.of("broken", (String input) -> {
                throw new IllegalArgumentException(input);
            });
            assertThatThrownBy(() -> broken.invoke("x", with(raising)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasSuppressedException(FAILURE);
        }

        @Test
        void ignoresWhatTheHandlerIgnores() {
            List<String> heard = new ArrayList<>();
            AsyncCallbackHandler picky = new AsyncCallbackHandler() {
                @Override
                public CompletionStage<Void> onRunStart(RunEvent.Start event) {
                    heard.add(Recorder.line(event));
                    return AsyncCallbackHandler.super.onRunStart(event);
                }

                @Override
                public CompletionStage<Void> onCustomEvent(CustomEvent event) {
                    heard.add(Recorder.line(event));
                    return AsyncCallbackHandler.super.onCustomEvent(event);
                }

                @Override
                public boolean ignoresRuns(RunType type) {
                    return type == RunType.CHAIN;
                }

                @Override
                public boolean ignoresCustomEvents() {
                    return true;
                }
            };
            TypedRunnable.ofConfigured(
                            RunnableDescriptor.builder("tool")
                                    .type(RunType.TOOL)
                                    .build(),
                            (String input, RunnableConfig config) -> WORK.invoke(input))
                    .invoke("x", with(picky));
            assertThat(heard).containsExactly("start tool");
        }
    }

    @Nested
    class AsynchronousRun {
        @Test
        void doesNotBlockAndEndsWhenAllEventsAreDelivered() {
            AsyncRecorder slow = AsyncRecorder.slowAt("one", gate);
            CompletableFuture<String> run =
                    async(CompletableFuture.completedFuture("out")).invokeAsync("x", with(slow));

            assertThat(run).as("the body is done, its event is not").isNotDone();
            assertThat(slow.begun()).containsExactly("start work", "work: one 1");

            gate.complete(null);
            assertThat(run).isCompletedWithValue("out");
            assertThat(slow.done()).containsExactly("start work", "work: one 1", "work: two 2", "end work");
        }

        @Test
        void aFailureIsReportedAfterAllEventsToo() {
            AsyncRecorder slow = AsyncRecorder.slowAt("one", gate);
            CompletableFuture<String> run =
                    async(CompletableFuture.failedFuture(FAILURE)).invokeAsync("x", with(slow));
            assertThat(run).isNotDone();
            gate.complete(null);
            assertFailsWith(run, FAILURE);
            assertThat(slow.done())
                    .containsExactly("start work", "work: one 1", "work: two 2", "error work IllegalStateException");
        }

        @Test
        void theFutureWaitsForTheHandlerOfTheEnd() {
            AsyncRecorder slow = new AsyncRecorder(
                    event -> event instanceof RunEvent.End ? gate : CompletableFuture.completedFuture(null));
            CompletableFuture<String> run =
                    async(CompletableFuture.completedFuture("out")).invokeAsync("x", with(slow));
            assertThat(run).isNotDone();
            gate.complete(null);
            assertThat(run).isCompletedWithValue("out");
        }

        @Test
        void theFutureOfABodyThatThrowsWaitsForTheHandlerOfTheError() {
            AsyncRecorder slow = new AsyncRecorder(
                    event -> event instanceof RunEvent.Error ? gate : CompletableFuture.completedFuture(null));
            TypedRunnable<String, String> broken = TypedRunnable.ofAsync("broken", (input, config) -> {
                throw FAILURE;
            });
            CompletableFuture<String> run = broken.invokeAsync("x", with(slow));
            assertThat(run).isNotDone();
            gate.complete(null);
            assertFailsWith(run, FAILURE);
            assertThat(slow.done()).containsExactly("start broken", "error broken IllegalStateException");
        }

        @Test
        void theEndWaitsForEventsThatOnlyHandlersOfTheDispatchHear() {
            AsyncRecorder slow = AsyncRecorder.slowAt("one", gate);
            TypedRunnable<String, String> quiet =
                    TypedRunnable.ofAsync("quiet", (String input, RunnableConfig config) -> {
                        CustomEvents.dispatch(
                                "one", 1, config.toBuilder().addHandler(slow).build());
                        return CompletableFuture.completedFuture(input);
                    });
            CompletableFuture<String> run = quiet.invokeAsync("x");
            assertThat(run).isNotDone();
            gate.complete(null);
            assertThat(run).isCompletedWithValue("x");
        }

        @Test
        void severalHandlersHearAtOnceAndTheNextEventWaitsForAll() {
            AsyncRecorder slow = AsyncRecorder.slowAt("one", gate);
            AsyncRecorder fast = new AsyncRecorder();
            CompletableFuture<String> run =
                    async(CompletableFuture.completedFuture("out")).invokeAsync("x", with(slow, fast));
            assertThat(fast.done()).containsExactly("start work", "work: one 1");
            gate.complete(null);
            assertThat(run).isCompleted();
            assertThat(fast.done()).isEqualTo(slow.done()).hasSize(4);
        }

        @Test
        void synchronousHandlersDoNotWaitForAsynchronousOnes() {
            Recorder recorder = new Recorder();
            AsyncRecorder slow = AsyncRecorder.slowAt("one", gate);
            CompletableFuture<String> run = async(CompletableFuture.completedFuture("out"))
                    .invokeAsync(
                            "x", with(slow).toBuilder().addHandler(recorder).build());
            assertThat(recorder.lines()).containsExactly("start work", "work: one 1", "work: two 2");
            gate.complete(null);
            assertThat(run).isCompleted();
            assertThat(recorder.lines()).endsWith("end work");
        }

        @Test
        void manyEventsBehindASlowOneKeepTheirOrderAndTheStackFlat() {
            int count = 100_000;
            List<Object> heard = Collections.synchronizedList(new ArrayList<>());
            AsyncCallbackHandler slow = new AsyncCallbackHandler() {
                @Override
                public CompletionStage<Void> onCustomEvent(CustomEvent event) {
                    heard.add(event.data());
                    return event.name().equals("slow") ? gate : CompletableFuture.completedFuture(null);
                }
            };
            TypedRunnable<String, String> work =
                    TypedRunnable.ofAsync("work", (String input, RunnableConfig config) -> {
                        CustomEvents.dispatch("slow", -1);
                        for (int i = 0; i < count; i++) {
                            CustomEvents.dispatch("fast", i);
                        }
                        return CompletableFuture.completedFuture(input);
                    });
            CompletableFuture<String> run = work.invokeAsync("x", with(slow));
            assertThat(heard).containsExactly(-1);
            gate.complete(null);
            assertThat(run).isCompleted();
            assertThat(heard).isEqualTo(IntStream.range(-1, count).boxed().toList());
        }

        @Test
        void manySlowEventsInARowKeepTheStackFlat() {
            int count = 20_000;
            List<Object> heard = Collections.synchronizedList(new ArrayList<>());
            AsyncCallbackHandler threaded = new AsyncCallbackHandler() {
                @Override
                public CompletionStage<Void> onCustomEvent(CustomEvent event) {
                    return CompletableFuture.runAsync(() -> heard.add(event.data()));
                }
            };
            TypedRunnable<String, String> work =
                    TypedRunnable.ofAsync("work", (String input, RunnableConfig config) -> {
                        for (int i = 0; i < count; i++) {
                            CustomEvents.dispatch("e", i);
                        }
                        return CompletableFuture.completedFuture(input);
                    });
            assertThat(work.invokeAsync("x", with(threaded)).join()).isEqualTo("x");
            assertThat(heard).isEqualTo(IntStream.range(0, count).boxed().toList());
        }

        @Test
        void aChainOfManyDispatchesKeepsTheStackFlat() {
            int count = 20_000;
            AsyncRecorder slow = AsyncRecorder.slowAt("first", gate);
            TypedRunnable<String, String> work =
                    TypedRunnable.ofAsync("work", (String input, RunnableConfig config) -> {
                        List<CompletionStage<Void>> sent = new ArrayList<>();
                        sent.add(CustomEvents.dispatchAsync("first", 0, config));
                        for (int i = 0; i < count; i++) {
                            sent.add(CustomEvents.dispatchAsync("next", i, config));
                        }
                        return sent.get(count).thenApply(done -> input);
                    });
            CompletableFuture<String> run = work.invokeAsync("x", with(slow));
            gate.complete(null);
            assertThat(run).isCompleted();
            assertThat(slow.done()).hasSize(count + 3);
        }

        @Test
        void raiseFailsTheFutureWhenTheBodyIsDone() {
            Recorder recorder = new Recorder();
            CompletableFuture<String> body = new CompletableFuture<>();
            AsyncRecorder raising = AsyncRecorder.failingAtCustomEvents(ErrorPolicy.RAISE, FAILURE);
            CompletableFuture<String> run = async(body)
                    .invokeAsync(
                            "x", with(raising).toBuilder().addHandler(recorder).build());
            assertThat(run).as("the body goes on").isNotDone();
            body.complete("out");
            assertFailsWith(run, FAILURE);
            assertThat(recorder.lines())
                    .containsExactly("start work", "work: one 1", "work: two 2", "error work IllegalStateException");
        }

        @Test
        void raiseAtTheStartFailsTheFutureToo() {
            AsyncRecorder raising = new AsyncRecorder(
                    event -> event instanceof RunEvent.Start
                            ? CompletableFuture.failedFuture(FAILURE)
                            : CompletableFuture.completedFuture(null),
                    ErrorPolicy.RAISE);
            assertFailsWith(async(CompletableFuture.completedFuture("out")).invokeAsync("x", with(raising)), FAILURE);
        }

        @Test
        void raiseAtTheEndFailsTheFutureAndNoErrorFollows() {
            AsyncRecorder raising = new AsyncRecorder(
                    event -> event instanceof RunEvent.End
                            ? CompletableFuture.failedFuture(FAILURE)
                            : CompletableFuture.completedFuture(null),
                    ErrorPolicy.RAISE);
            assertFailsWith(async(CompletableFuture.completedFuture("out")).invokeAsync("x", with(raising)), FAILURE);
            assertThat(raising.begun()).containsExactly("start work", "work: one 1", "work: two 2", "end work");
        }

        @Test
        void theBodysOwnErrorWinsOverARaisedOne() {
            IllegalArgumentException own = new IllegalArgumentException("own");
            AsyncRecorder raising = AsyncRecorder.failingAtCustomEvents(ErrorPolicy.RAISE, FAILURE);
            assertFailsWith(async(CompletableFuture.failedFuture(own)).invokeAsync("x", with(raising)), own);
        }

        @Test
        void aSynchronousHandlerThatRaisesAtTheErrorIsSuppressed() {
            IllegalArgumentException own = new IllegalArgumentException("own");
            RunnableConfig config = RunnableConfig.builder()
                    .addHandler(new FailingHandler(ErrorPolicy.RAISE, FAILURE, RunEvent.Error.class))
                    .build();
            assertFailsWith(async(CompletableFuture.failedFuture(own)).invokeAsync("x", config), own);
            assertThat(own).hasSuppressedException(FAILURE);
        }

        @Test
        void eventsFromSeveralThreadsKeepTheOrderOfEach() throws InterruptedException {
            int threads = 4;
            int count = 500;
            List<String> heard = Collections.synchronizedList(new ArrayList<>());
            AsyncCallbackHandler threaded = new AsyncCallbackHandler() {
                @Override
                public CompletionStage<Void> onCustomEvent(CustomEvent event) {
                    return CompletableFuture.runAsync(() -> heard.add(event.name() + " " + event.data()));
                }
            };
            AtomicReference<RunnableConfig> config = new AtomicReference<>();
            CompletableFuture<String> body = new CompletableFuture<>();
            CompletableFuture<String> run = TypedRunnable.<String, String>ofAsync("work", (input, child) -> {
                        config.set(child);
                        return body;
                    })
                    .invokeAsync("x", with(threaded));
            List<Thread> emitters = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String name = "t" + t;
                Thread emitter = new Thread(() -> {
                    for (int i = 0; i < count; i++) {
                        CustomEvents.dispatch(name, i, config.get());
                    }
                });
                emitter.start();
                emitters.add(emitter);
            }
            for (Thread emitter : emitters) {
                emitter.join();
            }
            body.complete("out");
            assertThat(run.join()).isEqualTo("out");
            assertThat(heard).hasSize(threads * count);
            for (int t = 0; t < threads; t++) {
                String prefix = "t" + t + " ";
                assertThat(heard.stream().filter(line -> line.startsWith(prefix)))
                        .containsExactlyElementsOf(IntStream.range(0, count)
                                .mapToObj(i -> prefix + i)
                                .toList());
            }
        }
    }
}
