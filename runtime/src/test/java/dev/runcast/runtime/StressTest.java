package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.GlobalCallbacks;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many runs at once, with runs below them, readers that are slow, and readers that go. */
@Timeout(300)
class StressTest {
    private static final int RUNS = 1000;
    private static final int STEPS = 5;
    private static final long HEAP_TOLERANCE = 8L << 20;

    private static final TypedRunnable<Integer, Integer> CHILD =
            TypedRunnable.ofConfigured("child", (Integer number, RunnableConfig config) -> {
                emit("child", number, config);
                return number;
            });

    private static final TypedRunnable<Integer, Integer> CHUNKS =
            TypedRunnable.ofChunks("chunks", (Integer number, RunnableConfig config, ChunkSink<Integer> chunks) -> {
                for (int i = 0; i < STEPS; i++) {
                    CustomEvents.dispatch("chunks", i, config);
                    chunks.emit(i);
                }
            });

    private static final TypedRunnable<Integer, Integer> ROOT =
            TypedRunnable.ofConfigured("root", (Integer number, RunnableConfig config) -> {
                Map<String, TypedRunnable<Integer, Integer>> branches = new LinkedHashMap<>();
                branches.put("left", CHILD);
                branches.put("right", CHILD);
                emit("root", number, config);
                CHILD.invoke(number);
                CHILD.invokeAsync(number).get();
                TypedRunnable.parallel(branches).invoke(number);
                try (Stream<Integer> chunks = CHUNKS.stream(number)) {
                    chunks.limit(1 + number % STEPS).forEach(chunk -> CustomEvents.dispatch("read", chunk));
                }
                return number;
            });

    private static void emit(String name, int number, RunnableConfig config) {
        for (int i = 0; i < STEPS; i++) {
            CustomEvents.dispatch(name, number * 100 + i, config);
        }
    }

    private final Ledger ledger = new Ledger();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final ThreadFactory threadFactory = threadFactory();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private Thread start(Runnable task) {
        Thread thread = threadFactory.newThread(() -> {
            try {
                task.run();
                assertThat(RunContext.currentRun())
                        .as("no run is left on the thread")
                        .isEmpty();
            } catch (Throwable failure) {
                failures.add(failure);
            }
        });
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** Virtual threads where the JVM has them. */
    private static ThreadFactory threadFactory() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        } catch (ReflectiveOperationException noVirtualThreads) {
            return Thread::new;
        }
    }

    @Test
    void losesNothingAndLeavesNothing() throws Exception {
        long before = round(1);
        long after = round(2);
        assertThat(after - before).as("bytes of heap that are left").isLessThan(HEAP_TOLERANCE);
    }

    /** Starts all runs at once, and returns how much heap is used when they are over. */
    private long round(long seed) throws InterruptedException {
        Random random = new Random(seed);
        try (GlobalCallbacks.Registration registered = GlobalCallbacks.register(ledger)) {
            assertThat(registered).isNotNull();
            CountDownLatch go = new CountDownLatch(1);
            for (int i = 0; i < RUNS; i++) {
                Reader reader = new Reader(i, random.nextLong());
                start(() -> {
                    awaitUnchecked(go);
                    reader.read();
                });
            }
            go.countDown();
            for (Thread thread = threads.poll(); thread != null; thread = threads.poll()) {
                assertThat(joined(thread)).as("a thread that ends").isTrue();
            }
        }
        assertThat(failures).isEmpty();
        ledger.assertBalanced();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static boolean joined(Thread thread) throws InterruptedException {
        thread.join(TimeUnit.MINUTES.toMillis(2));
        return !thread.isAlive();
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Reads the events of one run in its own way, and checks what it gets. */
    private final class Reader {
        private final int number;
        private final Random random;
        private final Map<Run, Long> last = new HashMap<>();
        private final List<StreamEvent> read = new ArrayList<>();

        Reader(int number, long seed) {
            this.number = number;
            this.random = new Random(seed);
        }

        void read() {
            Executor executor = StressTest.this::start;
            RunnableConfig config = RunnableConfig.builder().executor(executor).build();
            EventStreamOptions options = EventStreamOptions.builder()
                    .bufferSize(1 + random.nextInt(16))
                    .build();
            if (random.nextInt(5) == 0) {
                cancel(config);
                return;
            }
            int stopAfter = random.nextInt(3) == 0 ? random.nextInt(40) : Integer.MAX_VALUE;
            boolean isSlow = random.nextInt(4) == 0;
            try (EventStream events = ROOT.streamEvents(number, config, options)) {
                for (StreamEvent event : events) {
                    check(event);
                    if (read.size() >= stopAfter) {
                        return;
                    }
                    if (isSlow) {
                        Thread.yield();
                    }
                }
            } catch (CancellationException cancelled) {
                throw new AssertionError("a run that nobody cancelled", cancelled);
            }
            checkComplete();
        }

        /** Cancels a run after some of its events. */
        private void cancel(RunnableConfig config) {
            CountDownLatch heard = new CountDownLatch(random.nextInt(5 * STEPS));
            CompletableFuture<Integer> result = ROOT.invokeAsync(
                    number,
                    config.toBuilder()
                            .addHandler(CallbackHandler.onCustomEvents(event -> heard.countDown()))
                            .build());
            awaitUnchecked(heard);
            result.cancel(true);
        }

        private void check(StreamEvent event) {
            read.add(event);
            assertThat(event.sequence()).as("no gap in the stream").isEqualTo(read.size());
            Long before = last.put(event.run(), event.source().sequence());
            assertThat(before == null || before < event.source().sequence())
                    .as("the order of a run is kept")
                    .isTrue();
        }

        private void checkComplete() {
            int read1 = 1 + number % STEPS;
            assertThat(count("root")).isEqualTo(STEPS);
            assertThat(count("child")).isEqualTo(4 * STEPS);
            assertThat(count("read")).isEqualTo(read1);
            assertThat(count("chunks")).isEqualTo(read1);
            assertThat(read.stream().filter(event -> event.kind() == StreamEvent.Kind.START))
                    .hasSize(7);
            assertThat(read.stream().filter(event -> event.kind() == StreamEvent.Kind.END))
                    .as("all runs but that of the chunks, which are not read to their end")
                    .hasSize(6);
        }

        private long count(String custom) {
            return read.stream()
                    .filter(event -> event.kind() == StreamEvent.Kind.CUSTOM
                            && event.name().equals(custom))
                    .count();
        }
    }

    /** Hears of all runs, and remembers what is open. */
    private static final class Ledger implements CallbackHandler, ScopedCallbackHandler {
        private final AtomicInteger started = new AtomicInteger();
        private final Set<Run> open = ConcurrentHashMap.newKeySet();
        private final AtomicInteger openScopes = new AtomicInteger();
        private final AtomicInteger late = new AtomicInteger();

        @Override
        public void onRunStart(RunEvent.Start event) {
            started.incrementAndGet();
            open.add(event.run());
        }

        @Override
        public void onRunEnd(RunEvent.End event) {
            assertThat(open.remove(event.run())).as("ends once").isTrue();
        }

        @Override
        public void onRunError(RunEvent.Error event) {
            assertThat(open.remove(event.run())).as("ends once").isTrue();
        }

        @Override
        public void onCustomEvent(CustomEvent event) {
            if (event.isLate()) {
                late.incrementAndGet();
            }
        }

        @Override
        public Scope openScope(Run run) {
            Thread opener = Thread.currentThread();
            openScopes.incrementAndGet();
            return () -> {
                assertThat(Thread.currentThread()).isSameAs(opener);
                openScopes.decrementAndGet();
            };
        }

        void assertBalanced() {
            assertThat(started.get()).isGreaterThan(RUNS);
            assertThat(open).as("runs without an end").isEmpty();
            assertThat(openScopes).as("scopes that are open").hasValue(0);
        }
    }
}
