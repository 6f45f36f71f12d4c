package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** That what a carrier finds goes along to each thread on which Runcast does work. */
@Timeout(value = 60, threadMode = ThreadMode.SAME_THREAD) // which has the tenant
class ContextCarrierTest {
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    /** Says which tenant it sees, and on which thread. */
    private final TypedRunnable<String, String> tenant = TypedRunnable.of("tenant", (String x) -> see(x));

    private String see(String input) {
        String current = String.valueOf(TestCarrier.TENANT.get());
        seen.add(current + (Thread.currentThread() == test ? " here" : " elsewhere"));
        return input;
    }

    private final Thread test = Thread.currentThread();

    @BeforeEach
    void enter() {
        TestCarrier.TENANT.set("acme");
    }

    @AfterEach
    void leave() {
        TestCarrier.TENANT.remove();
        TestCarrier.instead = null;
    }

    @Test
    void goesAlongIntoAsynchronousRuns() {
        tenant.invokeAsync("x").join();
        assertThat(seen).containsExactly("acme elsewhere");
    }

    @Test
    void goesAlongIntoBatches() {
        tenant.batch(List.of("x", "y"));
        assertThat(seen).containsExactly("acme elsewhere", "acme elsewhere");
    }

    private TypedRunnable<String, Map<String, Object>> parallel() {
        Map<String, TypedRunnable<String, ?>> branches = new LinkedHashMap<>();
        branches.put("a", tenant);
        branches.put("b", tenant);
        return TypedRunnable.parallel(branches);
    }

    @Test
    void goesAlongIntoParallelSteps() {
        parallel().invoke("x");
        assertThat(seen).containsExactly("acme elsewhere", "acme elsewhere");
    }

    @Test
    void goesAlongIntoParallelStepsOfAStream() {
        try (Stream<?> chunks = parallel().stream("x")) {
            assertThat(chunks).hasSize(2);
        }
        assertThat(seen).containsExactly("acme elsewhere", "acme elsewhere");
    }

    @Test
    void goesAlongIntoAttempts() {
        AtomicInteger attempts = new AtomicInteger();
        TypedRunnable<String, String> failsOnce = TypedRunnable.of("failsOnce", (String x) -> {
            see(x);
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return x;
        });
        failsOnce
                .withRetry(RetryOptions.builder()
                        .backoff(Duration.ofMillis(1), Duration.ofMillis(2))
                        .build())
                .invokeAsync("x")
                .join();
        assertThat(seen).containsExactly("acme elsewhere", "acme elsewhere");
    }

    @Test
    void goesAlongIntoBodiesThatHandOverChunks() {
        TypedRunnable<String, String> chunks =
                TypedRunnable.ofChunks("chunks", (String x, RunnableConfig config, ChunkSink<String> sink) -> {
                    see(x);
                    sink.emit(x);
                });
        try (Stream<String> made = chunks.stream("x")) {
            assertThat(made).containsExactly("x");
        }
        assertThat(seen).containsExactly("acme elsewhere");
    }

    @Test
    void goesAlongIntoEventStreams() {
        try (EventStream events = tenant.streamEvents("x")) {
            assertThat(events.stream()).isNotEmpty();
        }
        assertThat(seen).containsExactly("acme elsewhere");
    }

    @Test
    void goesAlongToConsumersOfEvents() {
        tenant.streamEventsAsync("x", event -> see(event.event())).join();
        assertThat(seen).hasSizeGreaterThan(2).containsOnly("acme elsewhere");
    }

    @Test
    void isThatOfWhoeverMadeThePublisher() {
        Flow.Publisher<StreamEvent> events = tenant.publishEvents("x");
        TestCarrier.TENANT.set("other");
        CompletableFuture<Void> done = new CompletableFuture<>();
        events.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(StreamEvent event) {
                see(event.event());
            }

            @Override
            public void onError(Throwable failure) {
                done.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                done.complete(null);
            }
        });
        done.join();
        assertThat(seen).hasSizeGreaterThan(2).containsOnly("acme elsewhere");
    }

    @Test
    void goesAlongOverAnExecutorOfTheConfig() {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);
        try {
            tenant.invokeAsync("x", RunnableConfig.builder().executor(threads).build())
                    .join();
            assertThat(CompletableFuture.supplyAsync(() -> String.valueOf(TestCarrier.TENANT.get()), threads)
                            .join())
                    .as("what is left on the thread")
                    .isEqualTo("null");
        } finally {
            threads.shutdownNow();
        }
        assertThat(seen).containsExactly("acme elsewhere");
    }

    @Test
    void goesAlongOverPropagatingExecutors() throws Exception {
        ScheduledExecutorService threads = RunContext.propagating(Executors.newScheduledThreadPool(2));
        CountDownLatch repeated = new CountDownLatch(2);
        try {
            threads.submit(() -> see("runnable")).get();
            threads.submit((Callable<String>) () -> see("callable")).get();
            threads.invokeAll(List.of(() -> see("all"))).get(0).get();
            threads.invokeAny(List.of(() -> see("any")));
            threads.schedule(() -> see("later"), 1, TimeUnit.MILLISECONDS).get();
            CompletableFuture.runAsync(
                            () -> see("executor"), RunContext.propagating((Runnable task) -> threads.execute(task)))
                    .join();
            Thread thread = RunContext.propagatingFactory(Thread::new).newThread(() -> see("thread"));
            thread.start();
            thread.join();
            assertThat(seen).hasSize(7);
            threads.scheduleAtFixedRate(
                    () -> {
                        see("again");
                        repeated.countDown();
                    },
                    0,
                    1,
                    TimeUnit.MILLISECONDS);
            repeated.await();
        } finally {
            threads.shutdownNow();
        }
        assertThat(seen).hasSizeGreaterThan(8).containsOnly("acme elsewhere");
    }

    @Test
    void callsOfPropagatingExecutorsThrowWhatTheyThrow() throws Exception {
        ScheduledExecutorService threads = RunContext.propagating(Executors.newScheduledThreadPool(1));
        try {
            assertThatThrownBy(() -> threads.submit(() -> {
                                throw new IOException("lost");
                            })
                            .get())
                    .hasCause(new IOException("lost"));
            assertThatThrownBy(() -> threads.submit((Runnable) () -> {
                                throw new IllegalStateException("wrong");
                            })
                            .get())
                    .hasCause(new IllegalStateException("wrong"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Nested
    class WhenTheCarrierFails {
        private static final String WARNING = "The test's carrier failed to carry a context to another thread";

        private final RunnableConfig here =
                RunnableConfig.builder().executor(Runnable::run).build();
        private final RuntimeException failure = new IllegalStateException("no tenant");

        /** Does the work once, whatever the carrier does, and returns what is logged. */
        private List<String> logged() {
            try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
                assertThat(tenant.invokeAsync("x", here).join()).isEqualTo("x");
                assertThat(seen).hasSize(1);
                return log.entries().stream().map(LogCapture.Entry::message).toList();
            }
        }

        @Test
        void capturing() {
            TestCarrier.instead = () -> {
                throw failure;
            };
            assertThat(logged())
                    .containsExactly(
                            "The test's carrier failed to capture a context, which is not carried to other threads");
        }

        @Test
        void wrappingATask() {
            TestCarrier.instead = () -> task -> {
                throw failure;
            };
            assertThat(logged()).containsExactly(WARNING);
        }

        @Test
        void beforeTheTask() {
            TestCarrier.instead = () -> task -> () -> {
                throw failure;
            };
            assertThat(logged()).containsExactly(WARNING);
        }

        @Test
        void afterTheTask() {
            TestCarrier.instead = () -> task -> () -> {
                task.run();
                throw failure;
            };
            assertThat(logged()).containsExactly(WARNING);
        }

        @Test
        void runningTheTask() {
            TestCarrier.instead = () -> task -> () -> {};
            assertThat(logged()).isEmpty();
        }
    }
}
