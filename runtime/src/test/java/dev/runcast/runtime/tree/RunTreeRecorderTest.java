package dev.runcast.runtime.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunFailedException;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.BackgroundHandler;
import dev.runcast.runtime.callback.BackgroundOptions;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.tree.RunTree.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunTreeRecorderTest {
    private final RunTreeRecorder recorder = new RunTreeRecorder();
    private final RunnableConfig config =
            RunnableConfig.builder().addHandler(recorder).build();

    private final TypedRunnable<String, String> leaf = TypedRunnable.of("leaf", (String input) -> {
        CustomEvents.dispatch("seen", input);
        return input.toUpperCase(Locale.ROOT);
    });

    private RunTree root() {
        assertThat(recorder.roots()).hasSize(1);
        return recorder.roots().get(0);
    }

    private static List<String> names(List<RunTree> trees) {
        return trees.stream().map(tree -> tree.run().name()).toList();
    }

    @Test
    void collectsNestedRuns() {
        TypedRunnable<String, Integer> middle = TypedRunnable.of("middle", (String input) -> {
            leaf.invoke("a");
            leaf.invoke("b");
            return 2;
        });
        TypedRunnable<String, Integer> outer = TypedRunnable.of("outer", (String input) -> {
            CustomEvents.dispatch("begun", null);
            int done = middle.invoke(input);
            CustomEvents.dispatch("done", done);
            return done;
        });
        outer.invoke("x", config);

        RunTree root = root();
        assertThat(root.run().name()).isEqualTo("outer");
        assertThat(root.input()).isEqualTo("x");
        assertThat(root.output()).isEqualTo(2);
        assertThat(root.error()).isEmpty();
        assertThat(root.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(root.startTime()).isEqualTo(root.run().startTime());
        assertThat(root.endTime()).hasValueSatisfying(end -> assertThat(end).isAfterOrEqualTo(root.startTime()));
        assertThat(root.events()).extracting(CustomEvent::name).containsExactly("begun", "done");
        assertThat(names(root.children())).containsExactly("middle");
        RunTree below = root.children().get(0);
        assertThat(below.events()).isEmpty();
        assertThat(names(below.children())).containsExactly("leaf", "leaf");
        assertThat(below.children()).extracting(RunTree::output).containsExactly("A", "B");
        assertThat(below.children().get(1).events())
                .extracting(CustomEvent::data)
                .containsExactly("b");
    }

    @Test
    void givesSnapshots() {
        List<RunTree> meanwhile = new ArrayList<>();
        TypedRunnable.of("outer", (String input) -> {
                    meanwhile.addAll(recorder.roots());
                    return leaf.invoke(input);
                })
                .invoke("x", config);

        RunTree running = meanwhile.get(0);
        assertThat(running.status()).isEqualTo(Status.RUNNING);
        assertThat(running.input()).isEqualTo("x");
        assertThat(running.output()).isNull();
        assertThat(running.endTime()).isEmpty();
        assertThat(running.children()).isEmpty();
        assertThat(root().status()).isEqualTo(Status.SUCCEEDED);
        assertThat(root().children()).hasSize(1);
        assertThatThrownBy(() -> root().children().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> root().events().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> recorder.roots().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void tellsWhatFailed() {
        IllegalStateException broken = new IllegalStateException("broken");
        TypedRunnable<String, String> bad = TypedRunnable.of("bad", (String input) -> {
            throw broken;
        });
        TypedRunnable<String, String> outer = TypedRunnable.of("outer", (String input) -> {
            assertThatIllegalStateException().isThrownBy(() -> bad.invoke(input));
            return "mended";
        });
        outer.invoke("x", config);

        RunTree failed = root().children().get(0);
        assertThat(root().status()).isEqualTo(Status.SUCCEEDED);
        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.error()).containsSame(broken);
        assertThat(failed.input()).isEqualTo("x");
        assertThat(failed.output()).isNull();
        assertThat(failed.endTime()).isPresent();
    }

    @Nested
    class Cancelled {
        @Test
        void asynchronousRuns() {
            TypedRunnable<String, String> never =
                    TypedRunnable.ofAsync("never", (String input, RunnableConfig inner) -> new CompletableFuture<>());
            CompletableFuture<String> future = never.invokeAsync("x", config);
            assertThat(root().status()).isEqualTo(Status.RUNNING);
            future.cancel(true);

            assertThat(root().status()).isEqualTo(Status.CANCELLED);
            assertThat(root().error()).containsInstanceOf(CancellationException.class);
        }

        @Test
        void interruptedRunsAndThoseThatWaitedForThem() throws Exception {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            TypedRunnable<String, String> sleeper = TypedRunnable.of("sleeper", (String input) -> {
                running.countDown();
                Thread.sleep(60_000);
                return input;
            });
            TypedRunnable<String, String> outer = TypedRunnable.of("outer", (String input) -> sleeper.invoke(input));
            Thread thread = new Thread(() -> {
                assertThatThrownBy(() -> outer.invoke("x", config)).isInstanceOf(RunFailedException.class);
                ended.countDown();
            });
            thread.start();
            running.await();
            thread.interrupt();
            ended.await();

            assertThat(root().status()).isEqualTo(Status.CANCELLED);
            assertThat(root().children()).extracting(RunTree::status).containsExactly(Status.CANCELLED);
        }

        @Test
        void notThoseThatFailedWithACheckedException() {
            TypedRunnable<String, String> bad = TypedRunnable.of("bad", (String input) -> {
                throw new IOException("unread");
            });
            TypedRunnable<String, String> outer = TypedRunnable.of("outer", (String input) -> bad.invoke(input));
            assertThat(catchThrowable(() -> outer.invoke("x", config))).isInstanceOf(RunFailedException.class);

            assertThat(root().status()).isEqualTo(Status.FAILED);
            assertThat(root().error()).containsInstanceOf(RunFailedException.class);
            assertThat(root().children()).extracting(RunTree::status).containsExactly(Status.FAILED);
        }
    }

    @Test
    void collectsFromManyThreads() throws Exception {
        int roots = 20;
        int children = 8;
        int events = 10;
        ExecutorService plain = Executors.newFixedThreadPool(8);
        ExecutorService pool = RunContext.propagating(plain);
        ExecutorService starters = Executors.newFixedThreadPool(4);
        TypedRunnable<String, Integer> child = TypedRunnable.of("child", (String input) -> {
            for (int i = 0; i < events; i++) {
                CustomEvents.dispatch("event", input + "/" + i);
            }
            return events;
        });
        TypedRunnable<String, Integer> outer = TypedRunnable.of("outer", (String input) -> {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < children; i++) {
                String name = input + "/" + i;
                results.add(pool.submit(() -> child.invoke(name)));
            }
            int sum = 0;
            for (Future<Integer> result : results) {
                sum += result.get();
                recorder.roots();
            }
            return sum;
        });
        try {
            List<Future<Integer>> results = IntStream.range(0, roots)
                    .mapToObj(i -> starters.submit(() -> outer.invoke(String.valueOf(i), config)))
                    .toList();
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(children * events);
            }
        } finally {
            starters.shutdown();
            plain.shutdown();
        }

        assertThat(recorder.roots())
                .extracting(RunTree::input)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, roots).mapToObj(String::valueOf).toList());
        for (RunTree root : recorder.roots()) {
            assertThat(root.status()).isEqualTo(Status.SUCCEEDED);
            assertThat(root.children())
                    .extracting(RunTree::input)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, children)
                            .mapToObj(i -> root.input() + "/" + i)
                            .toList());
            assertThat(root.children()).extracting(RunTree::sequence).isSorted();
            for (RunTree tree : root.children()) {
                assertThat(tree.events())
                        .extracting(CustomEvent::data)
                        .containsExactlyElementsOf(IntStream.range(0, events)
                                .mapToObj(i -> (Object) (tree.input() + "/" + i))
                                .toList());
            }
        }
    }

    @Test
    void keepsEventsInTheOrderInWhichTheyHappenedAndNotInThatOfTheirArrival() {
        List<CustomEvent> held = new ArrayList<>();
        CallbackHandler reversing = CallbackHandler.onCustomEvents(held::add);
        TypedRunnable.of("work", (String input) -> {
                    CustomEvents.dispatch("e", 1);
                    CustomEvents.dispatch("e", 2);
                    return input;
                })
                .invoke("x", RunnableConfig.builder().addHandler(reversing).build());
        recorder.onCustomEvent(held.get(1));
        recorder.onCustomEvent(held.get(0));

        assertThat(root().events()).containsExactly(held.get(0), held.get(1));
    }

    @Test
    void putsLateEventsToTheirRuns() {
        AtomicReference<RunnableConfig> kept = new AtomicReference<>();
        TypedRunnable<String, String> keeper =
                TypedRunnable.ofConfigured("keeper", (String input, RunnableConfig inner) -> {
                    kept.set(inner);
                    return input;
                });
        TypedRunnable.of("outer", (String input) -> keeper.invoke(input)).invoke("x", config);
        CustomEvents.dispatch("late", 1, kept.get());

        assertThat(root().events()).isEmpty();
        RunTree tree = root().children().get(0);
        assertThat(tree.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(tree.events()).extracting(CustomEvent::isLate).containsExactly(true);
    }

    @Nested
    class Roots {
        @Test
        void comeInTheOrderOfTheirStarts() {
            leaf.invoke("a", config);
            leaf.withConfig(RunnableConfig.builder().runName("second").build()).invoke("b", config);
            assertThat(names(recorder.roots())).containsExactly("leaf", "second");
        }

        @Test
        void areTheRunsWhoseParentsWereNotHeard() {
            TypedRunnable.of("unheard", (String input) -> leaf.invoke(input, config))
                    .invoke("x");
            assertThat(root().run().name()).isEqualTo("leaf");
            assertThat(root().run().parentId()).isPresent();
        }

        @Test
        void ofOneIdAreTwoTrees() {
            RunnableConfig sameId = config.toBuilder()
                    .runId(UUID.fromString("00000000-0000-0000-0000-000000000007"))
                    .build();
            TypedRunnable<String, String> outer =
                    TypedRunnable.of("outer", (String input) -> leaf.invoke(input, sameId));
            outer.invoke("a", sameId);
            outer.invoke("b", sameId);
            assertThat(recorder.roots()).extracting(RunTree::input).containsExactly("a", "b");
            assertThat(recorder.roots())
                    .allSatisfy(tree -> assertThat(names(tree.children())).containsExactly("leaf"));
        }

        @Test
        void areNoneBeforeAnythingIsHeardAndAfterClear() {
            assertThat(recorder.roots()).isEmpty();
            leaf.invoke("a", config);
            recorder.clear();
            assertThat(recorder.roots()).isEmpty();
        }

        @Test
        void areHeardAgainAfterClear() {
            TypedRunnable.of("outer", (String input) -> {
                        CustomEvents.dispatch("forgotten", null);
                        recorder.clear();
                        return leaf.invoke(input);
                    })
                    .invoke("x", config);
            // The parent is heard again after its child, and is its parent all the same.
            assertThat(root().run().name()).isEqualTo("outer");
            assertThat(root().input()).isEqualTo("x");
            assertThat(root().events()).isEmpty();
            assertThat(names(root().children())).containsExactly("leaf");
        }
    }

    @Test
    void worksInTheBackground() {
        try (BackgroundHandler background = CallbackHandler.inBackground(recorder, BackgroundOptions.defaults())) {
            leaf.invoke("a", RunnableConfig.builder().addHandler(background).build());
            background.flush(Duration.ofSeconds(30));
            assertThat(root().status()).isEqualTo(Status.SUCCEEDED);
            assertThat(root().heard())
                    .satisfiesExactly(
                            event -> assertThat(event).isInstanceOf(RunEvent.Start.class),
                            event -> assertThat(event).isInstanceOf(CustomEvent.class),
                            event -> assertThat(event).isInstanceOf(RunEvent.End.class));
        }
    }

    @Test
    void saysWhatItIs() {
        assertThat(recorder).hasToString("run tree recorder");
    }
}
