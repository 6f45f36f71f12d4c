package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import dev.runcast.runtime.callback.CallbackHandler.ErrorPolicy;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.fixtures.AsyncRecorder;
import dev.runcast.runtime.fixtures.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CustomEventsTest {
    private static final EventType<String> SAID = EventType.of("said", String.class);
    private static final EventType<Void> DONE = EventType.of("done");

    private final Recorder recorder = new Recorder();
    private final RunnableConfig heard =
            RunnableConfig.builder().addHandler(recorder).build();

    /** Runs the body, with the recorder listening. */
    private void run(String name, Consumer<RunnableConfig> body) {
        TypedRunnable.ofConfigured(name, (String input, RunnableConfig config) -> {
                    body.accept(config);
                    return input;
                })
                .invoke("in", heard);
    }

    private static void onAnotherThread(Runnable task) {
        CompletableFuture.runAsync(task, action -> new Thread(action).start()).join();
    }

    @Nested
    class Overloads {
        @Test
        void dispatchInTheCurrentRun() {
            run("work", config -> {
                CustomEvents.dispatch(DONE);
                CustomEvents.dispatch(SAID, "tea");
                CustomEvents.dispatch(SAID, (String) null);
                CustomEvents.dispatch("any", 1);
                CustomEvents.dispatch("any", null);
            });
            assertThat(recorder.lines())
                    .containsExactly(
                            "start work",
                            "work: done null",
                            "work: said tea",
                            "work: said null",
                            "work: any 1",
                            "work: any null",
                            "end work");
        }

        @Test
        void dispatchInTheRunOfTheConfigOnAnyThread() {
            run(
                    "work",
                    config -> onAnotherThread(() -> {
                        CustomEvents.dispatch(DONE, null, config);
                        CustomEvents.dispatch(SAID, "tea", config);
                        CustomEvents.dispatch("any", 1, config);
                        CustomEvents.dispatch("none", null, config);
                        CustomEvents.dispatch("none", null, config);
                    }));
            assertThat(recorder.custom())
                    .extracting(CustomEvent::name)
                    .containsExactly("done", "said", "any", "none", "none");
            assertThat(recorder.data()).containsExactly(null, "tea", 1, null, null);
        }

        @Test
        void tryDispatchTellsWhetherThereWasARun() {
            List<Boolean> answers = new ArrayList<>();
            run("work", config -> {
                answers.add(CustomEvents.tryDispatch(SAID, "tea"));
                answers.add(CustomEvents.tryDispatch("any", null));
            });
            answers.add(CustomEvents.tryDispatch(SAID, "lost"));
            answers.add(CustomEvents.tryDispatch("any", "lost"));
            assertThat(answers).containsExactly(true, true, false, false);
            assertThat(recorder.data()).containsExactly("tea", null);
        }

        @Test
        void dispatchAsyncInTheRunOfTheConfig() {
            run("work", config -> {
                CustomEvents.dispatchAsync(SAID, "tea", config)
                        .toCompletableFuture()
                        .join();
                CustomEvents.dispatchAsync("any", null, config)
                        .toCompletableFuture()
                        .join();
            });
            assertThat(recorder.lines()).containsExactly("start work", "work: said tea", "work: any null", "end work");
        }

        @Test
        void namesAreRequired() {
            run("work", config -> {
                assertThatNullPointerException().isThrownBy(() -> CustomEvents.dispatch((String) null, 1));
                assertThatNullPointerException().isThrownBy(() -> CustomEvents.dispatch((String) null, config));
                assertThatNullPointerException().isThrownBy(() -> CustomEvents.tryDispatch((String) null, 1));
                assertThatNullPointerException().isThrownBy(() -> CustomEvents.dispatchAsync((String) null, 1, config));
            });
            assertThat(recorder.custom()).isEmpty();
        }

        @Test
        void dataAreHandedOnByReference() {
            StringBuilder datum = new StringBuilder("x");
            run("work", config -> CustomEvents.dispatch("any", datum));
            assertThat(recorder.only(CustomEvent.class).data()).isSameAs(datum);
        }
    }

    @Nested
    class WhichRun {
        private final TypedRunnable<RunnableConfig, String> inner =
                TypedRunnable.ofConfigured("inner", (RunnableConfig outer, RunnableConfig config) -> {
                    CustomEvents.dispatch("ambient", null);
                    CustomEvents.dispatch("own", null, config);
                    CustomEvents.dispatch("outer", null, outer);
                    return "out";
                });

        @Test
        void theConfigDecidesElseTheCurrentRun() {
            run("outer", config -> {
                inner.invoke(config);
                CustomEvents.dispatch("after", null);
            });
            assertThat(recorder.lines())
                    .containsExactly(
                            "start outer",
                            "start inner",
                            "inner: ambient null",
                            "inner: own null",
                            "outer: outer null",
                            "end inner",
                            "outer: after null",
                            "end outer");
        }

        @Test
        void aConfigWithoutARunLeavesItToTheCurrentOne() {
            run(
                    "work",
                    config -> CustomEvents.dispatch(
                            "any", 1, RunnableConfig.builder().tags("t").build()));
            assertThat(recorder.lines()).contains("work: any 1");
        }

        @Test
        void tagsAndMetadataOfTheConfigAreAddedForThisEventOnly() {
            run("work", config -> {
                CustomEvents.dispatch(
                        "marked",
                        1,
                        config.toBuilder().tags("t").metadata("k", 1).build());
                CustomEvents.dispatch(
                        "marked", 2, RunnableConfig.builder().tags("u").build());
                CustomEvents.dispatch("plain", 3);
            });
            List<CustomEvent> events = recorder.custom();
            assertThat(events.get(0).tags()).containsExactly("t");
            assertThat(events.get(0).metadata()).containsExactly(entry("k", 1));
            assertThat(events.get(1).tags()).containsExactly("u");
            assertThat(events.get(1).metadata()).isEmpty();
            assertThat(events.get(2).tags()).isEmpty();
            assertThat(events)
                    .extracting(RunEvent::run)
                    .allSatisfy(run -> assertThat(run.tags()).isEmpty());
        }

        @Test
        void aTagThatTheRunHasMovesToTheEndOfTheEventsTags() {
            TypedRunnable.ofConfigured("work", (String input, RunnableConfig config) -> {
                        CustomEvents.dispatch(
                                "e", 1, config.toBuilder().tags("x", "t1").build());
                        return input;
                    })
                    .invoke("in", heard.toBuilder().tags("t1", "t2").build());
            assertThat(recorder.only(CustomEvent.class).tags()).containsExactly("t2", "x", "t1");
        }

        @Test
        void handlersOfTheConfigHearThisEventToo() {
            Recorder extra = new Recorder();
            run("work", config -> {
                CustomEvents.dispatch(
                        "both", 1, RunnableConfig.builder().addHandler(extra).build());
                CustomEvents.dispatch("one", 2);
            });
            assertThat(extra.lines()).containsExactly("work: both 1");
            assertThat(recorder.data()).containsExactly(1, 2);
        }

        @Test
        void aHandlerMayDispatchInTheRunOfTheEvent() {
            Recorder after = new Recorder();
            RunnableConfig config = RunnableConfig.builder()
                    .onEvent(SAID, (text, event) -> CustomEvents.dispatch("echo", text + "!"))
                    .addHandler(after)
                    .build();
            TypedRunnable.of("work", (String input) -> {
                        CustomEvents.dispatch(SAID, input);
                        return input;
                    })
                    .invoke("hi", config);
            assertThat(after.lines()).containsExactly("start work", "work: echo hi!", "work: said hi", "end work");
        }
    }

    @Nested
    class WithoutARun {
        @Test
        void dispatchSaysWhichEventWasLostAndWhatToDo() {
            assertThatExceptionOfType(NoActiveRunException.class)
                    .isThrownBy(() -> CustomEvents.dispatch(SAID, "tea"))
                    .withMessageContaining("\"said\"")
                    .withMessageContaining("emitter parameter")
                    .withMessageContaining("pass the RunnableConfig")
                    .withMessageContaining("RunContext.propagating");
        }

        @Test
        void everyOverloadThrows() {
            RunnableConfig tagged = RunnableConfig.builder().tags("t").build();
            assertThatExceptionOfType(NoActiveRunException.class).isThrownBy(() -> CustomEvents.dispatch(DONE));
            assertThatExceptionOfType(NoActiveRunException.class)
                    .isThrownBy(() -> CustomEvents.dispatch(DONE, null, tagged));
            assertThatExceptionOfType(NoActiveRunException.class)
                    .isThrownBy(() -> CustomEvents.dispatch(SAID, "tea", tagged));
            assertThatExceptionOfType(NoActiveRunException.class).isThrownBy(() -> CustomEvents.dispatch("any", 1));
            assertThatExceptionOfType(NoActiveRunException.class)
                    .isThrownBy(() -> CustomEvents.dispatch("any", null, tagged));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CustomEvents.dispatch("any", tagged))
                    .withMessage(
                            "The data of the event \"any\" are a config. Call dispatch(name, data, config), with null for"
                                    + " no data.");
            assertThatExceptionOfType(NoActiveRunException.class)
                    .isThrownBy(() -> CustomEvents.dispatch("any", 1, tagged));
            assertThatExceptionOfType(NoActiveRunException.class)
                    .isThrownBy(() -> CustomEvents.dispatchAsync(SAID, "tea", tagged));
            assertThatExceptionOfType(NoActiveRunException.class)
                    .isThrownBy(() -> CustomEvents.dispatchAsync("any", 1, tagged));
        }

        @Test
        void handlersOfTheConfigHearNothing() {
            assertThatExceptionOfType(NoActiveRunException.class)
                    .isThrownBy(() -> CustomEvents.dispatch("any", 1, heard));
            assertThat(recorder.lines()).isEmpty();
        }

        @Test
        void callbacksWithoutARunHideTheCurrentOne() {
            run(
                    "work",
                    config -> assertThatExceptionOfType(NoActiveRunException.class)
                            .isThrownBy(() -> CustomEvents.dispatch(
                                    "any",
                                    1,
                                    RunnableConfig.builder().detached().build())));
        }

        @Test
        void aThreadThatNobodyCarriedTheRunToHasNone() {
            run(
                    "work",
                    config -> onAnotherThread(
                            () -> assertThat(CustomEvents.tryDispatch("any", 1)).isFalse()));
        }

        @Test
        void aRunWithoutHandlersIsARunAndTheEventGoesNowhere() {
            TypedRunnable.of("work", (String input) -> {
                        CustomEvents.dispatch("any", 1);
                        return CustomEvents.tryDispatch(SAID, "tea");
                    })
                    .invoke("in");
        }
    }

    @Nested
    class Late {
        @Test
        void eventsAfterTheEndAreDeliveredAndMarked() {
            AtomicReference<RunnableConfig> kept = new AtomicReference<>();
            run("work", config -> {
                CustomEvents.dispatch("early", 1);
                kept.set(config);
            });
            CustomEvents.dispatch("late", 2, kept.get());
            assertThat(recorder.lines()).containsExactly("start work", "work: early 1", "end work", "work: late 2");
            assertThat(recorder.custom()).extracting(CustomEvent::isLate).containsExactly(false, true);
        }

        @Test
        void eventsAfterAFailureAreMarkedToo() {
            AtomicReference<RunnableConfig> kept = new AtomicReference<>();
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> run("work", config -> {
                        kept.set(config);
                        throw new IllegalStateException();
                    }));
            CustomEvents.dispatch("late", null, kept.get());
            assertThat(recorder.only(CustomEvent.class).isLate()).isTrue();
        }

        @Test
        void eventsAfterTheStageOfAnAsynchronousRunAreMarkedToo() {
            AtomicReference<RunnableConfig> kept = new AtomicReference<>();
            CompletableFuture<String> body = new CompletableFuture<>();
            CompletableFuture<String> run = TypedRunnable.<String, String>ofAsync("work", (input, config) -> {
                        kept.set(config);
                        return body;
                    })
                    .invokeAsync("in", heard);
            CustomEvents.dispatch("early", null, kept.get());
            body.complete("out");
            assertThat(run).isCompleted();
            CustomEvents.dispatch("late", null, kept.get());
            assertThat(recorder.custom()).extracting(CustomEvent::isLate).containsExactly(false, true);
        }
    }

    @Nested
    class DispatchAsync {
        @Test
        void completesWhenASlowHandlerHasHandledTheEvent() {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            AsyncRecorder slow = AsyncRecorder.slowAt("slow", gate);
            AtomicReference<CompletionStage<?>> sent = new AtomicReference<>();
            CompletableFuture<String> run = TypedRunnable.<String, String>ofAsync("work", (input, config) -> {
                        CompletionStage<Void> stage = CustomEvents.dispatchAsync("slow", 1, config);
                        sent.set(stage);
                        return stage.thenApply(done -> "out");
                    })
                    .invokeAsync("in", heard.toBuilder().addHandler(slow).build());

            assertThat(sent.get().toCompletableFuture()).isNotDone();
            assertThat(run).isNotDone();
            assertThat(recorder.lines()).as("other handlers have it").containsExactly("start work", "work: slow 1");

            onAnotherThread(() -> gate.complete(null));
            assertThat(sent.get().toCompletableFuture()).isCompleted();
            assertThat(run).isCompletedWithValue("out");
            assertThat(slow.done()).containsExactly("start work", "work: slow 1", "end work");
        }

        @Test
        void chainsOfEventsWorkWhenHandlersCompleteOnOtherThreads() {
            AsyncRecorder threaded = new AsyncRecorder(event -> CompletableFuture.runAsync(() -> {}));
            TypedRunnable<String, String> work = TypedRunnable.ofAsync(
                    "work",
                    (String input, RunnableConfig config) -> CustomEvents.dispatchAsync("one", 1, config)
                            .thenCompose(done -> CustomEvents.dispatchAsync("two", 2, config))
                            .thenApply(done -> input));
            String output = work.invokeAsync(
                            "in", heard.toBuilder().addHandler(threaded).build())
                    .join();
            assertThat(output).isEqualTo("in");
            assertThat(threaded.done()).containsExactly("start work", "work: one 1", "work: two 2", "end work");
        }

        @Test
        void whatGoesOnWhenTheStageIsCompleteMayDispatchInASynchronousRun() throws InterruptedException {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            AsyncRecorder slow = AsyncRecorder.slowAt("one", gate);
            CountDownLatch chained = new CountDownLatch(1);
            CompletableFuture<String> run = TypedRunnable.ofConfigured(
                            "work", (String input, RunnableConfig config) -> {
                                CompletionStage<?> both = CustomEvents.dispatchAsync("one", 1, config)
                                        .thenRun(() -> CustomEvents.dispatch("three", 3, config));
                                CompletionStage<?> two = CustomEvents.dispatchAsync("two", 2, config);
                                chained.countDown();
                                both.toCompletableFuture().join();
                                two.toCompletableFuture().join();
                                return input;
                            })
                    .invokeAsync("in", RunnableConfig.builder().addHandler(slow).build());
            chained.await();
            onAnotherThread(() -> gate.complete(null));
            assertThat(run.join()).isEqualTo("in");
            assertThat(slow.done())
                    .containsExactly("start work", "work: one 1", "work: two 2", "work: three 3", "end work");
        }

        @Test
        void failsAsAHandlerThatRaisesDid() {
            IllegalStateException failure = new IllegalStateException("no");
            AsyncRecorder failing = AsyncRecorder.failingAtCustomEvents(ErrorPolicy.RAISE, failure);
            TypedRunnable<String, String> work = TypedRunnable.ofAsync(
                    "work",
                    (String input, RunnableConfig config) -> CustomEvents.dispatchAsync("one", 1, config)
                            .thenApply(done -> "not raised")
                            .exceptionally(caught -> caught.getCause() == failure ? "caught" : "else: " + caught));
            assertThat(work.invokeAsync(
                            "in", RunnableConfig.builder().addHandler(failing).build()))
                    .isCompletedWithValue("caught");
        }

        @Test
        void failsAsASynchronousHandlerThatRaisesDid() {
            IllegalStateException failure = new IllegalStateException("no");
            Recorder failing = new Recorder() {
                @Override
                public void onCustomEvent(CustomEvent event) {
                    throw failure;
                }

                @Override
                public ErrorPolicy errorPolicy() {
                    return ErrorPolicy.RAISE;
                }
            };
            TypedRunnable<String, String> work = TypedRunnable.ofAsync(
                    "work",
                    (String input, RunnableConfig config) -> CustomEvents.dispatchAsync("one", 1, config)
                            .thenApply(done -> "not raised")
                            .exceptionally(caught -> caught.getCause() == failure ? "caught" : "else: " + caught));
            assertThat(work.invokeAsync(
                            "in", RunnableConfig.builder().addHandler(failing).build()))
                    .isCompletedWithValue("caught");
        }
    }
}
