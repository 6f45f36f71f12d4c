package dev.runcast.runtime.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunFailedException;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.Recorder;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.adapter.JdkFlowAdapter;

class EventPublisherTest {
    private static final TypedRunnable<Integer, Integer> COUNT = TypedRunnable.of("count", (Integer events) -> {
        for (int i = 0; i < events; i++) {
            CustomEvents.dispatch("event", i);
        }
        return events;
    });

    private final Recorder recorder = new Recorder();
    private final RunnableConfig heard =
            RunnableConfig.builder().addHandler(recorder).build();

    private static RunnableConfig tellingErrors(CompletableFuture<Throwable> error) {
        return RunnableConfig.builder()
                .addHandler(new CallbackHandler() {
                    @Override
                    public void onRunError(RunEvent.Error event) {
                        error.complete(event.error());
                    }
                })
                .build();
    }

    @Nested
    class Publishing {
        @Test
        void isColdAndMakesARunForEachSubscription() {
            Flow.Publisher<StreamEvent> publisher = COUNT.publishEvents(2, heard);
            assertThat(recorder.lines()).isEmpty();
            for (int i = 0; i < 2; i++) {
                assertThat(JdkFlowAdapter.flowPublisherToFlux(publisher)
                                .map(StreamEvent::event)
                                .collectList()
                                .block())
                        .containsExactly(
                                "on_chain_start",
                                "on_custom_event",
                                "on_custom_event",
                                "on_chain_stream",
                                "on_chain_end");
            }
            assertThat(recorder.all(RunEvent.Start.class)).hasSize(2);
        }

        @Test
        void startsWhenEventsAreRequested() throws Exception {
            CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
            CompletableFuture<StreamEvent> first = new CompletableFuture<>();
            COUNT.publishEvents(2, heard).subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription given) {
                    subscription.complete(given);
                }

                @Override
                public void onNext(StreamEvent event) {
                    first.complete(event);
                }

                @Override
                public void onError(Throwable failure) {
                    first.completeExceptionally(failure);
                }

                @Override
                public void onComplete() {}
            });
            assertThat(recorder.lines()).isEmpty();
            subscription.get().request(1);
            assertThat(first.get(1, TimeUnit.MINUTES).kind()).isEqualTo(StreamEvent.Kind.START);
            subscription.get().cancel();
        }

        @Test
        void makesTheRunWaitForASlowSubscriberAndEndsItWithTheSubscription() throws Exception {
            CompletableFuture<Throwable> error = new CompletableFuture<>();
            AtomicInteger emitted = new AtomicInteger();
            TypedRunnable<Integer, Integer> endless = TypedRunnable.of("endless", (Integer x) -> {
                while (true) {
                    CustomEvents.dispatch("event", emitted.incrementAndGet());
                }
            });
            EventStreamOptions few = EventStreamOptions.builder().bufferSize(4).build();
            List<StreamEvent> read = JdkFlowAdapter.flowPublisherToFlux(
                            endless.publishEvents(1, tellingErrors(error), few))
                    .limitRate(1)
                    .take(10)
                    .collectList()
                    .block();
            assertThat(read).hasSize(10);
            assertThat(error.get(1, TimeUnit.MINUTES)).isInstanceOf(CancellationException.class);
            assertThat(emitted.get()).as("read, held, and one that waits").isLessThanOrEqualTo(10 + 4 + 1);
        }

        @Test
        void failsAsTheRunDoesAfterItsEvents() {
            TypedRunnable<Integer, Integer> failing = TypedRunnable.of("failing", (Integer x) -> {
                throw new IOException("broken");
            });
            List<String> read = new ArrayList<>();
            assertThatThrownBy(() -> JdkFlowAdapter.flowPublisherToFlux(failing.publishEvents(1))
                            .doOnNext(event -> read.add(event.event()))
                            .blockLast())
                    .isInstanceOf(RunFailedException.class)
                    .hasCauseInstanceOf(IOException.class);
            assertThat(read).containsExactly("on_chain_start");
        }

        @Test
        void failsWhenTheWorkCannotBeStarted() {
            EventPublisher publisher = new EventPublisher(EventStreamOptions.defaults(), Runnable::run, handler -> {
                throw new IllegalStateException("cannot start");
            });
            assertThatThrownBy(
                            () -> JdkFlowAdapter.flowPublisherToFlux(publisher).blockLast())
                    .hasMessage("cannot start");
        }

        @Test
        void isPartOfTheRunInWhichItWasMadeAndCallsSubscribersThere() {
            List<String> names = new ArrayList<>();
            Flow.Publisher<StreamEvent> publisher = TypedRunnable.of("caller", (Integer x) -> COUNT.publishEvents(x))
                    .invoke(1, heard);
            JdkFlowAdapter.flowPublisherToFlux(publisher)
                    .doOnNext(event ->
                            names.add(RunContext.currentRun().map(Run::name).orElse("none")))
                    .blockLast();
            assertThat(names).containsOnly("caller");
            assertThat(recorder.all(RunEvent.Start.class))
                    .extracting(start ->
                            start.run().name() + start.run().parentIds().size())
                    .containsExactly("caller0", "count1");
        }
    }

    @Nested
    class Consuming {
        @ParameterizedTest
        @ValueSource(ints = {0, EventStreamOptions.DEFAULT_BUFFER_SIZE})
        void completesAfterTheLastEvent(int held) {
            List<String> read = Collections.synchronizedList(new ArrayList<>());
            CompletableFuture<Void> done =
                    COUNT.streamEventsAsync(1, RunnableConfig.empty(), holding(held), event -> read.add(event.event()));
            assertThat(done).succeedsWithin(1, TimeUnit.MINUTES);
            assertThat(read).containsExactly("on_chain_start", "on_custom_event", "on_chain_stream", "on_chain_end");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, EventStreamOptions.DEFAULT_BUFFER_SIZE})
        void returnsWhileTheRunWaits(int held) {
            CountDownLatch go = new CountDownLatch(1);
            TypedRunnable<Integer, Integer> waiting = TypedRunnable.of("waiting", (Integer x) -> {
                go.await();
                return x;
            });
            CompletableFuture<Void> done =
                    waiting.streamEventsAsync(1, RunnableConfig.empty(), holding(held), event -> {});
            assertThat(done).isNotDone();
            go.countDown();
            assertThat(done).succeedsWithin(1, TimeUnit.MINUTES);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, EventStreamOptions.DEFAULT_BUFFER_SIZE})
        void failsWithTheConsumerAndCancelsTheRun(int held) throws Exception {
            CompletableFuture<Throwable> error = new CompletableFuture<>();
            CompletableFuture<Void> done = endless()
                    .streamEventsAsync(1, tellingErrors(error), holding(held), event -> {
                        throw new IllegalStateException("full");
                    });
            assertThat(done)
                    .failsWithin(1, TimeUnit.MINUTES)
                    .withThrowableThat()
                    .withMessageContaining("full");
            assertThat(error.get(1, TimeUnit.MINUTES)).isInstanceOf(CancellationException.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, EventStreamOptions.DEFAULT_BUFFER_SIZE})
        void failsWithTheRun(int held) {
            TypedRunnable<Integer, Integer> failing = TypedRunnable.of("failing", (Integer x) -> {
                throw new IllegalStateException("broken");
            });
            assertThat(failing.streamEventsAsync(1, RunnableConfig.empty(), holding(held), event -> {}))
                    .failsWithin(1, TimeUnit.MINUTES)
                    .withThrowableThat()
                    .withMessageContaining("broken");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, EventStreamOptions.DEFAULT_BUFFER_SIZE})
        void isCancelledWithItsFuture(int held) throws Exception {
            CompletableFuture<Throwable> error = new CompletableFuture<>();
            CountDownLatch reading = new CountDownLatch(1);
            CompletableFuture<Void> done =
                    endless().streamEventsAsync(1, tellingErrors(error), holding(held), event -> reading.countDown());
            reading.await();
            done.cancel(true);
            assertThat(error.get(1, TimeUnit.MINUTES)).isInstanceOf(CancellationException.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, EventStreamOptions.DEFAULT_BUFFER_SIZE})
        void saysThatThereIsNoThread(int held) {
            RunnableConfig noThreads = RunnableConfig.builder()
                    .executor(task -> {
                        throw new java.util.concurrent.RejectedExecutionException("no threads");
                    })
                    .build();
            assertThat(COUNT.streamEventsAsync(1, noThreads, holding(held), event -> {}))
                    .failsWithin(1, TimeUnit.MINUTES)
                    .withThrowableThat()
                    .withMessageContaining("no threads");
        }

        @Test
        void isDoneByTheThreadsThatEmitIfNoEventIsHeld() {
            Set<String> emitting = ConcurrentHashMap.newKeySet();
            Set<String> consuming = ConcurrentHashMap.newKeySet();
            AtomicInteger atOnce = new AtomicInteger();
            List<String> read = new ArrayList<>();
            TypedRunnable<Integer, Integer> branch = TypedRunnable.of("branch", (Integer x) -> {
                emitting.add(Thread.currentThread().getName());
                CustomEvents.dispatch("event", x);
                return x;
            });
            CompletableFuture<Void> done = branch.map()
                    .streamEventsAsync(List.of(1, 2, 3, 4), RunnableConfig.empty(), holding(0), event -> {
                        assertThat(atOnce.incrementAndGet()).isOne();
                        assertThat(RunContext.currentRun()).isEmpty();
                        read.add(event.event());
                        if (event.event().equals("on_custom_event")) {
                            consuming.add(Thread.currentThread().getName());
                        }
                        atOnce.decrementAndGet();
                    });
            assertThat(done).succeedsWithin(1, TimeUnit.MINUTES);
            assertThat(read).hasSize(3 + 4 * 3).endsWith("on_chain_end");
            assertThat(consuming).isEqualTo(emitting);
        }

        @Test
        void holdsNoEventIfNoneIsToBeHeld() throws Exception {
            CountDownLatch go = new CountDownLatch(1);
            CountDownLatch reading = new CountDownLatch(1);
            AtomicInteger emitted = new AtomicInteger();
            TypedRunnable<Integer, Integer> emitting = TypedRunnable.of("emitting", (Integer x) -> {
                for (int i = 0; i < x; i++) {
                    emitted.incrementAndGet();
                    CustomEvents.dispatch("event", i);
                }
                return x;
            });
            CompletableFuture<Void> done =
                    emitting.streamEventsAsync(100, RunnableConfig.empty(), holding(0), event -> {
                        if (event.name().equals("event")) {
                            reading.countDown();
                            assertThatNoException().isThrownBy(go::await);
                        }
                    });
            reading.await();
            assertThat(emitted).hasValue(1);
            go.countDown();
            assertThat(done).succeedsWithin(1, TimeUnit.MINUTES);
            assertThat(emitted).hasValue(100);
        }

        private EventStreamOptions holding(int events) {
            return EventStreamOptions.builder().bufferSize(events).build();
        }

        private TypedRunnable<Integer, Integer> endless() {
            return TypedRunnable.of("endless", (Integer x) -> {
                while (true) {
                    CustomEvents.dispatch("event", x);
                }
            });
        }
    }
}
