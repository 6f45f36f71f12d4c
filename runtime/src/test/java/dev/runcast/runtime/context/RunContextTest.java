package dev.runcast.runtime.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.fixtures.Recorder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class RunContextTest {
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void nothingIsLeft() throws Exception {
        assertThat(RunContext.currentRun()).isEmpty();
        assertThat(worker.submit(RunContextTest::currentName).get()).isEqualTo("none");
        assertThat(scheduler.submit(RunContextTest::currentName).get()).isEqualTo("none");
        worker.shutdown();
        scheduler.shutdownNow();
    }

    private static String currentName() {
        return RunContext.currentRun().map(Run::name).orElse("none");
    }

    /** Returns what the body does in a run. */
    private static <T> T inRun(String name, Callable<T> body) {
        return TypedRunnable.of(name, (String input) -> body.call()).invoke("x");
    }

    @Nested
    class Wrapping {
        @Test
        void carriesTheRunToAnotherThread() {
            List<String> seen = inRun("work", () -> {
                RunContext context = RunContext.capture();
                List<String> names = new ArrayList<>();
                Runnable runnable = context.wrap(() -> {
                    names.add(currentName());
                });
                Callable<String> callable = context.wrap(RunContextTest::currentName);
                Supplier<String> supplier = context.wrapSupplier(RunContextTest::currentName);
                Function<String, String> function = context.wrapFunction(prefix -> prefix + currentName());
                worker.submit(runnable).get();
                names.add(worker.submit(callable).get());
                names.add(worker.submit(supplier::get).get());
                names.add(worker.submit(() -> function.apply("in ")).get());
                names.add(worker.submit(RunContextTest::currentName).get());
                return names;
            });
            assertThat(seen).containsExactly("work", "work", "work", "in work", "none");
        }

        @Test
        void putsBackWhatWasThereBefore() {
            RunContext outer = inRun("captured", RunContext::capture);
            List<String> seen = inRun("current", () -> {
                List<String> names = new ArrayList<>();
                outer.wrap(() -> {
                            names.add(currentName());
                        })
                        .run();
                names.add(outer.wrapSupplier(RunContextTest::currentName).get());
                names.add(outer.wrap(RunContextTest::currentName).call());
                names.add(outer.<String, String>wrapFunction(x -> currentName()).apply("x"));
                names.add(currentName());
                return names;
            });
            assertThat(seen).containsExactly("captured", "captured", "captured", "captured", "current");
        }

        @Test
        void putsBackWhatWasThereWhenTheTaskFails() {
            RunContext captured = inRun("captured", RunContext::capture);
            IllegalStateException failure = new IllegalStateException();
            String after = inRun("current", () -> {
                assertThatThrownBy(() -> captured.wrap((Runnable) () -> {
                                    throw failure;
                                })
                                .run())
                        .isSameAs(failure);
                assertThatThrownBy(() -> captured.wrap((Callable<String>) () -> {
                                    throw failure;
                                })
                                .call())
                        .isSameAs(failure);
                assertThatThrownBy(() -> captured.wrapSupplier(() -> {
                                    throw failure;
                                })
                                .get())
                        .isSameAs(failure);
                assertThatThrownBy(() -> captured.wrapFunction(x -> {
                                    throw failure;
                                })
                                .apply("x"))
                        .isSameAs(failure);
                return currentName();
            });
            assertThat(after).isEqualTo("current");
        }

        @Test
        void capturedOutsideEveryRunClears() {
            RunContext outside = RunContext.capture();
            List<String> seen = inRun(
                    "work",
                    () -> List.of(outside.wrap(RunContextTest::currentName).call(), currentName()));
            assertThat(seen).containsExactly("none", "work");
        }

        @Test
        void worksAfterTheRunHasEnded() {
            RunContext captured = inRun("ended", RunContext::capture);
            assertThat(captured.wrapSupplier(RunContextTest::currentName).get()).isEqualTo("ended");
        }

        @Test
        void letsRunsBeStartedBelowAndEventsBeDispatched() {
            Recorder recorder = new Recorder();
            TypedRunnable<String, String> inner = TypedRunnable.of("inner", (String input) -> input);
            TypedRunnable.of(
                            "outer",
                            (String input) -> worker.submit(RunContext.capture().wrap(() -> {
                                        CustomEvents.dispatch("e", 1);
                                        return inner.invoke(input);
                                    }))
                                    .get())
                    .invoke("x", RunnableConfig.builder().addHandler(recorder).build());
            assertThat(recorder.lines())
                    .containsExactly("start outer", "outer: e 1", "start inner", "end inner", "end outer");
        }

        @Test
        void argumentsAreRequired() {
            RunContext context = RunContext.capture();
            assertThatNullPointerException()
                    .isThrownBy(() -> context.wrap((Runnable) null))
                    .withMessage("task");
            assertThatNullPointerException()
                    .isThrownBy(() -> context.wrap((Callable<String>) null))
                    .withMessage("task");
            assertThatNullPointerException()
                    .isThrownBy(() -> context.wrapSupplier(null))
                    .withMessage("supplier");
            assertThatNullPointerException()
                    .isThrownBy(() -> context.wrapFunction(null))
                    .withMessage("function");
            assertThatNullPointerException()
                    .isThrownBy(() -> RunContext.propagating((Executor) null))
                    .withMessage("executor");
            assertThatNullPointerException()
                    .isThrownBy(() -> RunContext.propagating((ExecutorService) null))
                    .withMessage("executor");
            assertThatNullPointerException()
                    .isThrownBy(() -> RunContext.propagatingFactory(null))
                    .withMessage("factory");
        }
    }

    @Nested
    class Propagating {
        @Test
        void anExecutorRunsEachTaskWhereItWasGivenIt() {
            Executor executor = RunContext.propagating((Executor) worker);
            CompletableFuture<String> outside = new CompletableFuture<>();
            CompletableFuture<String> inside = new CompletableFuture<>();
            inRun("work", () -> {
                executor.execute(() -> inside.complete(currentName()));
                return "x";
            });
            executor.execute(() -> outside.complete(currentName()));
            assertThat(inside.join()).isEqualTo("work");
            assertThat(outside.join()).isEqualTo("none");
        }

        @Test
        void anExecutorServiceDoesSoForEachOfItsMethods() {
            ExecutorService executor = RunContext.propagating(worker);
            List<String> seen = inRun("work", () -> {
                List<String> names = new ArrayList<>();
                CountDownLatch executed = new CountDownLatch(1);
                executor.execute(() -> {
                    names.add(currentName());
                    executed.countDown();
                });
                executed.await();
                executor.submit(() -> {
                            names.add(currentName());
                        })
                        .get();
                Runnable adding = () -> names.add(currentName());
                names.add(executor.submit(adding, "result").get());
                names.add(executor.submit(RunContextTest::currentName).get());
                Callable<String> task = RunContextTest::currentName;
                names.add(executor.invokeAll(List.of(task)).get(0).get());
                names.add(executor.invokeAll(List.of(task), 1, TimeUnit.MINUTES)
                        .get(0)
                        .get());
                names.add(executor.invokeAny(List.of(task)));
                names.add(executor.invokeAny(List.of(task), 1, TimeUnit.MINUTES));
                return names;
            });
            assertThat(seen).containsExactly("work", "work", "work", "result", "work", "work", "work", "work", "work");
        }

        @Test
        void anExecutorServiceIsShutDownWithItsDelegate() throws InterruptedException {
            ExecutorService delegate = Executors.newSingleThreadExecutor();
            ExecutorService executor = RunContext.propagating(delegate);
            assertThat(executor.isShutdown()).isFalse();
            executor.shutdown();
            assertThat(delegate.isShutdown()).isTrue();
            assertThat(executor.isShutdown()).isTrue();
            assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            assertThat(executor.isTerminated()).isTrue();
            assertThat(executor.shutdownNow()).isEmpty();
        }

        @Test
        void aScheduledExecutorDoesSoEachTime() {
            ScheduledExecutorService executor = RunContext.propagating(scheduler);
            List<String> seen = inRun("work", () -> {
                List<String> names = new ArrayList<>();
                executor.schedule(
                                () -> {
                                    names.add(currentName());
                                },
                                0,
                                TimeUnit.MILLISECONDS)
                        .get();
                names.add(executor.schedule(RunContextTest::currentName, 0, TimeUnit.MILLISECONDS)
                        .get());
                CountDownLatch three = new CountDownLatch(3);
                ScheduledFuture<?> atRate = executor.scheduleAtFixedRate(
                        () -> {
                            if (three.getCount() > 0) {
                                names.add(currentName());
                                three.countDown();
                            }
                        },
                        0,
                        1,
                        TimeUnit.MILLISECONDS);
                three.await();
                atRate.cancel(false);
                CountDownLatch two = new CountDownLatch(2);
                ScheduledFuture<?> withDelay = executor.scheduleWithFixedDelay(
                        () -> {
                            if (two.getCount() > 0) {
                                names.add(currentName());
                                two.countDown();
                            }
                        },
                        0,
                        1,
                        TimeUnit.MILLISECONDS);
                two.await();
                withDelay.cancel(false);
                return names;
            });
            assertThat(seen).hasSize(7).containsOnly("work");
        }

        @Test
        void aThreadFactoryDoesSoForTheThreadsThatItMakes() throws InterruptedException {
            List<String> names = new ArrayList<>();
            Thread thread = inRun(
                    "work", () -> RunContext.propagatingFactory(Thread::new).newThread(() -> names.add(currentName())));
            thread.start();
            thread.join();
            assertThat(names).containsExactly("work");
        }

        @Test
        @EnabledForJreRange(min = JRE.JAVA_21)
        void virtualThreadsCarryItTheSameWays() throws Exception {
            ThreadFactory virtual = virtualThreads();
            List<String> names = Collections.synchronizedList(new ArrayList<>());
            Thread thread = inRun(
                    "work", () -> RunContext.propagatingFactory(virtual).newThread(() -> names.add(currentName())));
            thread.start();
            thread.join();
            ExecutorService executor = (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
            try {
                names.add(inRun("other", () -> RunContext.propagating(executor).submit(RunContextTest::currentName))
                        .get());
                names.add(executor.submit(RunContextTest::currentName).get());
            } finally {
                executor.shutdown();
            }
            assertThat(names).containsExactly("work", "other", currentName());
        }

        private static ThreadFactory virtualThreads() throws ReflectiveOperationException {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        }

        @Test
        @EnabledForJreRange(min = JRE.JAVA_21)
        void runsAreDoneOnVirtualThreadsByDefault() throws Exception {
            Thread thread = TypedRunnable.of("where", (Integer x) -> Thread.currentThread())
                    .invokeAsync(1)
                    .get();
            assertThat(Thread.class.getMethod("isVirtual").invoke(thread)).isEqualTo(true);
        }

        @Test
        @EnabledForJreRange(max = JRE.JAVA_20)
        void runsAreDoneOnNamedDaemonThreadsWhereThereAreNoVirtualOnes() throws Exception {
            Thread thread = TypedRunnable.of("where", (Integer x) -> Thread.currentThread())
                    .invokeAsync(1)
                    .get();
            assertThat(thread.getName()).startsWith("runcast-");
            assertThat(thread.isDaemon()).isTrue();
        }

        @Test
        void completableFuturesCarryItFromStageToStage() {
            List<String> seen = inRun("work", () -> {
                Executor executor = RunContext.propagating((Executor) worker);
                List<String> names = new ArrayList<>();
                CompletableFuture.supplyAsync(RunContextTest::currentName, executor)
                        .thenApplyAsync(
                                name -> {
                                    names.add(name);
                                    return currentName();
                                },
                                executor)
                        .thenAccept(names::add)
                        .thenRunAsync(() -> names.add(currentName()), executor)
                        .join();
                return names;
            });
            assertThat(seen).containsOnly("work").hasSize(3);
        }

        @Test
        void parallelStreamsCarryItWhereTheirFunctionIsWrapped() {
            List<String> seen = inRun("work", () -> {
                Function<Integer, String> name = RunContext.capture().wrapFunction(i -> currentName());
                return IntStream.range(0, 200).boxed().parallel().map(name).toList();
            });
            assertThat(seen).hasSize(200).containsOnly("work");
        }
    }
}
