package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.Recorder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TypedRunnableTest {
    private final Recorder recorder = new Recorder();
    private final RunnableConfig heard =
            RunnableConfig.builder().addHandler(recorder).build();

    @AfterEach
    void noRunIsLeft() {
        assertThat(RunContext.currentRun()).isEmpty();
    }

    private static <T> TypedRunnable<T, T> failing(Throwable failure) {
        return TypedRunnable.of("work", (T input) -> {
            throw sneak(failure);
        });
    }

    private static Exception sneak(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        return (Exception) failure;
    }

    private static void assertFailsWith(CompletableFuture<?> future, Throwable failure) {
        assertThat(future)
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .havingCause()
                .isSameAs(failure);
    }

    @Nested
    class Invoke {
        @Test
        void runsTheBodyAndReturnsItsOutput() {
            assertThat(TypedRunnable.of("twice", (Integer x) -> 2 * x).invoke(21, heard))
                    .isEqualTo(42);
            assertThat(recorder.lines()).containsExactly("start twice", "end twice");
            assertThat(recorder.only(RunEvent.End.class).output()).isEqualTo(42);
        }

        @Test
        void givesTheBodyTheConfigForTheRunsBelow() {
            TypedRunnable<String, Run> work =
                    TypedRunnable.ofConfigured("work", (String input, RunnableConfig config) -> {
                        assertThat(config.run()).isEqualTo(RunContext.currentRun());
                        return config.run().orElseThrow();
                    });
            assertThat(work.invoke("x").name()).isEqualTo("work");
        }

        @Test
        void theRunIsCurrentWhileTheBodyRuns() {
            TypedRunnable<String, Run> inner = TypedRunnable.of(
                    "inner", (String input) -> RunContext.currentRun().orElseThrow());
            TypedRunnable<String, Run> outer = TypedRunnable.of("outer", (String input) -> {
                Run own = RunContext.currentRun().orElseThrow();
                Run below = inner.invoke(input);
                assertThat(below.parentId()).contains(own.id());
                assertThat(below.parentIds()).containsExactly(own.id());
                assertThat(RunContext.currentRun()).containsSame(own);
                return own;
            });
            Run run = outer.invoke("x");
            assertThat(run.parentId()).isEmpty();
            assertThat(run.toString()).isEqualTo("outer " + run.id());
        }

        @Test
        void nullIsAnInputAndAnOutputLikeAnyOther() {
            TypedRunnable<@Nullable String, @Nullable String> echo =
                    TypedRunnable.of("echo", (@Nullable String input) -> input);
            assertThat(echo.invoke(null, heard)).isNull();
            assertThat(recorder.only(RunEvent.Start.class).input()).isNull();
            assertThat(recorder.only(RunEvent.End.class).output()).isNull();
        }

        @Test
        void waitsForAnAsynchronousBody() {
            TypedRunnable<String, String> work = TypedRunnable.ofAsync(
                    "work", (String input, RunnableConfig config) -> CompletableFuture.supplyAsync(() -> input + "!"));
            assertThat(work.invoke("x", heard)).isEqualTo("x!");
            assertThat(recorder.lines()).containsExactly("start work", "end work");
        }

        @Test
        void argumentsAreRequired() {
            assertThatNullPointerException()
                    .isThrownBy(() -> TypedRunnable.of("work", (Body<String, String>) null))
                    .withMessage("body");
            assertThatNullPointerException()
                    .isThrownBy(() -> TypedRunnable.of((String) null, (String input) -> input))
                    .withMessage("name");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TypedRunnable.of(" ", (String input) -> input))
                    .withMessageContaining("blank");
        }
    }

    @Nested
    class Failures {
        @Test
        void uncheckedExceptionsAreThrownAsTheyAre() {
            IllegalStateException failure = new IllegalStateException("no");
            assertThatThrownBy(() -> failing(failure).invoke("x", heard)).isSameAs(failure);
            assertThat(recorder.only(RunEvent.Error.class).error()).isSameAs(failure);
        }

        @Test
        void errorsAreThrownAsTheyAre() {
            StackOverflowError failure = new StackOverflowError();
            assertThatThrownBy(() -> failing(failure).invoke("x", heard)).isSameAs(failure);
            assertThat(recorder.only(RunEvent.Error.class).error()).isSameAs(failure);
        }

        @Test
        void checkedExceptionsAreWrappedForTheCallerAndOriginalForHandlers() {
            IOException failure = new IOException("disk");
            assertThatExceptionOfType(RunFailedException.class)
                    .isThrownBy(() -> failing(failure).invoke("x", heard))
                    .withMessageContaining("\"work\"")
                    .withMessageContaining("disk")
                    .havingCause()
                    .isSameAs(failure);
            assertThat(recorder.only(RunEvent.Error.class).error()).isSameAs(failure);
        }

        @Test
        void aNestedCallersHandlersSeeWhatItsBodyThrew() {
            IOException failure = new IOException("disk");
            TypedRunnable<String, String> outer = TypedRunnable.of(
                    "outer",
                    (String input) -> TypedRunnableTest.<String>failing(failure).invoke(input));
            assertThatExceptionOfType(RunFailedException.class)
                    .isThrownBy(() -> outer.invoke("x", heard))
                    .havingCause()
                    .isSameAs(failure);
            assertThat(recorder.lines())
                    .containsExactly(
                            "start outer", "start work", "error work IOException", "error outer RunFailedException");
        }

        @Test
        void ofAnAsynchronousBodyAreUnwrapped() {
            IllegalStateException unchecked = new IllegalStateException("no");
            IOException checked = new IOException("disk");
            TypedRunnable<Throwable, String> work = TypedRunnable.ofAsync(
                    "work",
                    (Throwable failure, RunnableConfig config) -> CompletableFuture.supplyAsync(() -> "x")
                            .thenCompose(x -> CompletableFuture.failedFuture(failure)));
            assertThatThrownBy(() -> work.invoke(unchecked, heard)).isSameAs(unchecked);
            assertThatExceptionOfType(RunFailedException.class)
                    .isThrownBy(() -> work.invoke(checked, heard))
                    .havingCause()
                    .isSameAs(checked);
            assertThat(recorder.all(RunEvent.Error.class))
                    .extracting(RunEvent.Error::error)
                    .containsExactly(unchecked, checked);
        }

        @Test
        void stagesGetTheOriginal() {
            IOException failure = new IOException("disk");
            assertFailsWith(failing(failure).invokeAsync("x", heard), failure);
            assertFailsWith(
                    TypedRunnable.<String, String>ofAsync(
                                    "work", (input, config) -> CompletableFuture.failedFuture(failure))
                            .invokeAsync("x", heard),
                    failure);
            assertThat(recorder.all(RunEvent.Error.class))
                    .extracting(RunEvent.Error::error)
                    .containsExactly(failure, failure);
        }

        @Test
        void anAsynchronousBodyMayThrowBeforeItHasAStage() {
            IOException failure = new IOException("disk");
            TypedRunnable<String, String> work =
                    TypedRunnable.ofAsync("work", (String input, RunnableConfig config) -> {
                        throw failure;
                    });
            assertFailsWith(work.invokeAsync("x", heard), failure);
            assertThatExceptionOfType(RunFailedException.class)
                    .isThrownBy(() -> work.invoke("x", heard))
                    .havingCause()
                    .isSameAs(failure);
            assertThat(recorder.lines())
                    .containsExactly("start work", "error work IOException", "start work", "error work IOException");
        }

        @Test
        void anAsynchronousBodyThatReturnsNullFailsByName() {
            TypedRunnable<String, String> work = TypedRunnable.ofAsync(
                    "work", (String input, RunnableConfig config) -> (CompletionStage<String>) null);
            assertThat(work.invokeAsync("x", heard))
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(NullPointerException.class)
                    .withMessageContaining("\"work\" returned null");
            assertThatNullPointerException().isThrownBy(() -> work.invoke("x"));
            assertThat(recorder.lines()).containsExactly("start work", "error work NullPointerException");
        }
    }

    @Nested
    class InvokeAsync {
        @Test
        void runsASynchronousBodyOnTheConfigsExecutorInTheCurrentRun() throws Exception {
            ExecutorService worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "worker"));
            try {
                TypedRunnable<String, String> inner = TypedRunnable.of(
                        "inner", (String input) -> Thread.currentThread().getName());
                TypedRunnable<String, String> outer = TypedRunnable.of(
                        "outer",
                        (String input) -> inner.invokeAsync(
                                        input,
                                        RunnableConfig.builder()
                                                .executor(worker)
                                                .build())
                                .join());
                assertThat(outer.invoke("x", heard)).isEqualTo("worker");
                assertThat(recorder.lines()).containsExactly("start outer", "start inner", "end inner", "end outer");
                assertThat(recorder.all(RunEvent.Start.class).get(1).run().parentId())
                        .contains(
                                recorder.all(RunEvent.Start.class).get(0).run().id());
                assertThat(worker.submit(RunContext::currentRun).get()).isEmpty();
            } finally {
                worker.shutdown();
            }
        }

        @Test
        void inheritsTheExecutorOfTheCurrentRun() {
            ExecutorService worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "worker"));
            try {
                TypedRunnable<String, String> inner = TypedRunnable.of(
                        "inner", (String input) -> Thread.currentThread().getName());
                TypedRunnable<String, String> outer = TypedRunnable.of(
                        "outer", (String input) -> inner.invokeAsync(input).join());
                assertThat(outer.invoke(
                                "x", RunnableConfig.builder().executor(worker).build()))
                        .isEqualTo("worker");
            } finally {
                worker.shutdown();
            }
        }

        @Test
        void usesVirtualOrDaemonThreadsByDefault() {
            Thread thread = TypedRunnable.of("work", (String input) -> Thread.currentThread())
                    .invokeAsync("x")
                    .join();
            assertThat(thread).isNotSameAs(Thread.currentThread());
            assertThat(thread.isDaemon()).isTrue();
            if (Runtime.version().feature() >= 21) {
                assertThat(thread.toString()).startsWith("VirtualThread");
            } else {
                assertThat(thread.getName()).startsWith("runcast-");
            }
        }

        @Test
        void callsAnAsynchronousBodyOnThisThread() {
            TypedRunnable<String, Thread> work = TypedRunnable.ofAsync(
                    "work",
                    (String input, RunnableConfig config) -> CompletableFuture.completedFuture(Thread.currentThread()));
            assertThat(work.invokeAsync("x")).isCompletedWithValue(Thread.currentThread());
        }

        @Test
        void completesAfterTheEndWasReported() {
            CompletableFuture<String> body = new CompletableFuture<>();
            CompletableFuture<String> run = TypedRunnable.<String, String>ofAsync("work", (input, config) -> body)
                    .invokeAsync("x", heard);
            List<String> heardBefore = Collections.synchronizedList(new ArrayList<>());
            CompletableFuture<Void> after = run.thenAccept(output -> heardBefore.addAll(recorder.lines()));
            assertThat(recorder.lines()).containsExactly("start work");
            body.complete("out");
            assertThat(after).isCompleted();
            assertThat(heardBefore).containsExactly("start work", "end work");
        }

        @Test
        void failsWhenTheExecutorRefusesTheWork() {
            ExecutorService closed = Executors.newSingleThreadExecutor();
            closed.shutdown();
            assertThat(TypedRunnable.of("work", (String input) -> input)
                            .invokeAsync("x", heard.toBuilder().executor(closed).build()))
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(RejectedExecutionException.class);
            assertThat(recorder.lines()).isEmpty();
        }
    }

    @Nested
    class Cancelling {
        @Test
        void interruptsASynchronousBody() throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch never = new CountDownLatch(1);
            CompletableFuture<Throwable> error = new CompletableFuture<>();
            Recorder ending = new Recorder() {
                @Override
                public void onRunError(RunEvent.Error event) {
                    error.complete(event.error());
                }
            };
            CompletableFuture<String> run = TypedRunnable.of("work", (String input) -> {
                        begun.countDown();
                        never.await();
                        return input;
                    })
                    .invokeAsync(
                            "x", RunnableConfig.builder().addHandler(ending).build());
            begun.await();
            assertThat(run.cancel(true)).isTrue();
            assertThat(run).isCancelled();
            assertThat(error.join()).isInstanceOf(InterruptedException.class);
        }

        @Test
        void cancelsTheStageOfAnAsynchronousBody() {
            CompletableFuture<String> body = new CompletableFuture<>();
            CompletableFuture<String> run = TypedRunnable.<String, String>ofAsync("work", (input, config) -> body)
                    .invokeAsync("x", heard);
            assertThat(run.cancel(true)).isTrue();
            assertThat(body).isCancelled();
            assertThat(run).isCancelled();
            assertThat(recorder.only(RunEvent.Error.class).error()).isInstanceOf(CancellationException.class);
        }

        @Test
        void reachesThroughNestedRuns() {
            CompletableFuture<String> body = new CompletableFuture<>();
            TypedRunnable<String, String> inner = TypedRunnable.ofAsync("inner", (input, config) -> body);
            TypedRunnable<String, String> outer =
                    TypedRunnable.ofAsync("outer", (input, config) -> inner.invokeAsync(input, config));
            outer.invokeAsync("x", heard).cancel(true);
            assertThat(body).isCancelled();
            assertThat(recorder.lines())
                    .containsExactly(
                            "start outer",
                            "start inner",
                            "error inner CancellationException",
                            "error outer CancellationException");
        }

        @Test
        void aDependentStageLeavesTheRunAlone() {
            CompletableFuture<String> body = new CompletableFuture<>();
            CompletableFuture<String> run = TypedRunnable.<String, String>ofAsync("work", (input, config) -> body)
                    .invokeAsync("x", heard);
            run.thenApply(output -> output).cancel(true);
            body.complete("out");
            assertThat(run).isCompletedWithValue("out");
        }

        @Test
        void anInterruptedCallerCancelsTheAsynchronousRunThatItWaitsFor() throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<String> body = new CompletableFuture<>();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicReference<Boolean> interrupted = new AtomicReference<>();
            TypedRunnable<String, String> work = TypedRunnable.ofAsync("work", (input, config) -> {
                begun.countDown();
                return body;
            });
            Thread caller = new Thread(() -> {
                try {
                    work.invoke("x", heard);
                } catch (RuntimeException failure) {
                    thrown.set(failure);
                    interrupted.set(Thread.currentThread().isInterrupted());
                }
            });
            caller.start();
            begun.await();
            caller.interrupt();
            caller.join();
            assertThat(thrown.get())
                    .isInstanceOf(RunFailedException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(interrupted.get()).isTrue();
            assertThat(body).isCancelled();
            assertThat(recorder.lines()).containsExactly("start work", "error work CancellationException");
        }

        @Test
        void beforeTheBodyHasBegunItNeverDoes() {
            AtomicReference<Runnable> queued = new AtomicReference<>();
            CompletableFuture<String> run = TypedRunnable.of("work", (String input) -> input)
                    .invokeAsync("x", heard.toBuilder().executor(queued::set).build());
            run.cancel(true);
            queued.get().run();
            assertThat(run).isCancelled();
            assertThat(recorder.lines()).isEmpty();
        }
    }

    @Nested
    class Binding {
        @Test
        void anEmptyConfigLeavesTheTagsOfACallInTheirOrder() {
            TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> input);
            work.withConfig(RunnableConfig.empty())
                    .invoke("x", heard.toBuilder().tags("b", "a").build());
            assertThat(recorder.only(RunEvent.Start.class).tags()).containsExactly("b", "a");
        }

        @Test
        void aBoundConfigHoldsForEachCall() {
            TypedRunnable<String, String> work = TypedRunnable.of(
                    "work",
                    (String input) -> RunContext.currentRun().orElseThrow().name());
            TypedRunnable<String, String> bound = work.withConfig(RunnableConfig.builder()
                    .runName("bound")
                    .addHandler(recorder)
                    .build());
            assertThat(bound.invoke("x")).isEqualTo("bound");
            assertThat(bound.invokeAsync("x").join()).isEqualTo("bound");
            try (var events = bound.streamEvents("x")) {
                assertThat(events.stream())
                        .allSatisfy(event -> assertThat(event.name()).isEqualTo("bound"));
            }
            assertThat(work.invoke("x")).as("the original is as it was").isEqualTo("work");
            assertThat(recorder.all(RunEvent.End.class)).hasSize(3);
        }

        @Test
        void theDescriptorStays() {
            TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> input);
            assertThat(work.withConfig(RunnableConfig.builder().tags("t").build())
                            .descriptor())
                    .isSameAs(work.descriptor());
        }
    }

    @Nested
    class Inputs {
        private Object reported(RunnableDescriptor descriptor, @Nullable Object input) {
            TypedRunnable.<@Nullable Object, @Nullable Object>ofConfigured(descriptor, (value, config) -> value)
                    .invoke(input, heard);
            return recorder.only(RunEvent.Start.class).input();
        }

        @Test
        void ofAChainIsTheValue() {
            RunnableDescriptor chain = RunnableDescriptor.builder("chain")
                    .parameter("x", Integer.class)
                    .build();
            assertThat(reported(chain, 1)).isEqualTo(1);
        }

        @Test
        void ofAToolIsAMapByParameterName() {
            RunnableDescriptor tool = RunnableDescriptor.builder("tool")
                    .type(RunType.TOOL)
                    .parameter("x", Integer.class)
                    .build();
            assertThat(reported(tool, 1)).isEqualTo(Map.of("x", 1));
        }

        @Test
        void ofAToolWithANullArgumentIsAMapTooAndTheEndSeesTheSame() {
            RunnableDescriptor tool = RunnableDescriptor.builder("tool")
                    .type(RunType.TOOL)
                    .parameter("x", Integer.class)
                    .build();
            assertThat(reported(tool, null)).isEqualTo(Collections.singletonMap("x", null));
            assertThat(recorder.only(RunEvent.End.class).input())
                    .isSameAs(recorder.only(RunEvent.Start.class).input());
        }

        @Test
        void ofAToolWithoutParametersIsAnEmptyMap() {
            RunnableDescriptor tool =
                    RunnableDescriptor.builder("tool").type(RunType.TOOL).build();
            assertThat(reported(tool, null)).isEqualTo(Map.of());
        }

        @Test
        void ofARetrieverIsTheQuery() {
            RunnableDescriptor retriever = RunnableDescriptor.builder("retriever")
                    .type(RunType.RETRIEVER)
                    .parameter("anything", String.class)
                    .build();
            assertThat(reported(retriever, "tea")).isEqualTo(Map.of("query", "tea"));
        }

        @Test
        void ofSeveralParametersIsAMapInTheirOrderWithNulls() {
            record SearchInput(String query, @Nullable Integer limit) implements RunInput {
                @Override
                public Map<String, @Nullable Object> toMap() {
                    Map<String, @Nullable Object> map = new LinkedHashMap<>();
                    map.put("query", query);
                    map.put("limit", limit);
                    return map;
                }
            }
            RunnableDescriptor search = RunnableDescriptor.builder("search")
                    .parameter("query", String.class)
                    .parameter("limit", Integer.class)
                    .input(SearchInput.class)
                    .build();
            assertThat((Map<?, ?>) reported(search, new SearchInput("tea", null)))
                    .hasToString("{query=tea, limit=null}");
        }
    }

    @Nested
    class Descriptors {
        private record In(String a) {}

        @Test
        void ofALambdaHaveItsNameOnly() {
            RunnableDescriptor descriptor =
                    TypedRunnable.of("work", (String input) -> input).descriptor();
            assertThat(descriptor.name()).isEqualTo("work");
            assertThat(descriptor.type()).isEqualTo(RunType.CHAIN);
            assertThat(descriptor.description()).isEmpty();
            assertThat(descriptor.tags()).isEmpty();
            assertThat(descriptor.metadata()).isEmpty();
            assertThat(descriptor.parameters()).isEmpty();
            assertThat(descriptor.outputType()).isEqualTo(Object.class);
            assertThat(descriptor.events()).isEmpty();
        }

        @Test
        void areWhatTheyWereBuiltFrom() {
            EventType<Void> done = EventType.of("done");
            RunnableDescriptor descriptor = RunnableDescriptor.builder("search")
                    .type(RunType.TOOL)
                    .description("Searches.")
                    .tags("a")
                    .tags("b")
                    .metadata("k", "v")
                    .parameter("query", String.class, "what to look for")
                    .parameter("limit", int.class)
                    .input(In.class)
                    .output(String.class)
                    .events(done)
                    .build();
            assertThat(descriptor.type()).isEqualTo(RunType.TOOL);
            assertThat(descriptor.description()).isEqualTo("Searches.");
            assertThat(descriptor.tags()).containsExactly("a", "b").isUnmodifiable();
            assertThat(descriptor.metadata()).containsExactly(entry("k", "v")).isUnmodifiable();
            assertThat(descriptor.parameters()).isUnmodifiable();
            assertThat(descriptor.parameters())
                    .extracting(
                            RunnableDescriptor.Parameter::name,
                            RunnableDescriptor.Parameter::type,
                            RunnableDescriptor.Parameter::description)
                    .containsExactly(tuple("query", String.class, "what to look for"), tuple("limit", int.class, ""));
            assertThat(descriptor.inputType()).isEqualTo(In.class);
            assertThat(descriptor.outputType()).isEqualTo(String.class);
            assertThat(descriptor.events()).hasSize(1).isUnmodifiable();
            assertThat(descriptor).hasToString("search(query, limit)");
        }

        @Test
        void guessTheInputType() {
            assertThat(RunnableDescriptor.builder("none").build().inputType()).isEqualTo(Void.class);
            assertThat(RunnableDescriptor.builder("one")
                            .parameter("x", String.class)
                            .build()
                            .inputType())
                    .isEqualTo(String.class);
        }

        @Test
        void ofLambdasTakeAnything() {
            TypedRunnable<String, String> lambda = TypedRunnable.of("lambda", (String text) -> text);
            assertThat(lambda.descriptor().inputType()).isEqualTo(Object.class);
            assertThat(TypedRunnable.parallel(Map.of("a", lambda)).descriptor().inputType())
                    .isEqualTo(Object.class);
        }

        @Test
        void ofSequencesTakeWhatTheFirstStepTakesAndGiveWhatTheLastGives() {
            TypedRunnable<Integer, String> first = TypedRunnable.ofConfigured(
                    RunnableDescriptor.builder("first")
                            .input(Integer.class)
                            .output(String.class)
                            .build(),
                    (number, config) -> number.toString());
            TypedRunnable<String, Long> last = TypedRunnable.ofConfigured(
                    RunnableDescriptor.builder("last")
                            .input(String.class)
                            .output(Long.class)
                            .build(),
                    (text, config) -> Long.valueOf(text));
            RunnableDescriptor sequence = first.pipe(last).descriptor();
            assertThat(sequence.name()).isEqualTo("RunnableSequence");
            assertThat(sequence.inputType()).isEqualTo(Integer.class);
            assertThat(sequence.outputType()).isEqualTo(Long.class);
        }

        @Test
        void refuseNullTagsByName() {
            assertThatNullPointerException()
                    .isThrownBy(() -> RunnableDescriptor.builder("work").tags((String) null))
                    .withMessage("A tag is null. Leave it out.");
        }

        @Test
        void theirTagsAndMetadataComeBeforeThoseOfTheConfig() {
            RunnableDescriptor descriptor = RunnableDescriptor.builder("work")
                    .tags("own", "both")
                    .metadata("k", "own")
                    .metadata("l", "own")
                    .build();
            Run run = TypedRunnable.ofConfigured(
                            descriptor,
                            (String input, RunnableConfig config) ->
                                    RunContext.currentRun().orElseThrow())
                    .invoke(
                            "x",
                            RunnableConfig.builder()
                                    .tags("both", "config")
                                    .metadata("k", "config")
                                    .build());
            assertThat(run.tags()).containsExactly("own", "both", "config");
            assertThat(run.metadata()).containsExactly(entry("k", "config"), entry("l", "own"));
            assertThat(run.type()).isEqualTo(RunType.CHAIN);
        }
    }
}
