package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.Recorder;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CompositionTest {
    private static final TypedRunnable<Integer, Integer> ADD = TypedRunnable.of("add", (Integer x) -> {
        CustomEvents.dispatch("adding", x);
        return x + 1;
    });
    private static final TypedRunnable<Integer, Integer> DOUBLE = TypedRunnable.of("double", (Integer x) -> x * 2);
    private static final TypedRunnable<Integer, Integer> FAIL = TypedRunnable.of("fail", (Integer x) -> {
        throw new IllegalStateException("no " + x);
    });

    private final Recorder recorder = new Recorder();
    private final RunnableConfig heard =
            RunnableConfig.builder().addHandler(recorder).build();

    /** Collects the tags of runs and custom events by name. */
    private static final class Tags implements CallbackHandler {
        private final Map<String, List<String>> tags = Collections.synchronizedMap(new LinkedHashMap<>());

        @Override
        public void onRunStart(RunEvent.Start event) {
            tags.put(event.run().name(), event.tags());
        }

        @Override
        public void onCustomEvent(CustomEvent event) {
            tags.put(event.name(), event.tags());
        }
    }

    @Nested
    class Pipe {
        @Test
        void runsStrictlyOneStepAfterTheOtherWhenItIsInvoked() {
            assertThat(ADD.pipe(DOUBLE).invoke(1, heard)).isEqualTo(4);
            assertThat(recorder.lines())
                    .containsExactly(
                            "start RunnableSequence",
                            "start add",
                            "add: adding 1",
                            "end add",
                            "start double",
                            "end double",
                            "end RunnableSequence");
        }

        @Test
        void ofASequenceIsOneSequence() {
            Tags tags = new Tags();
            TypedRunnable<Integer, Integer> third = TypedRunnable.of("third", (Integer x) -> x);
            ADD.pipe(DOUBLE.pipe(third))
                    .invoke(1, RunnableConfig.builder().addHandler(tags).build());
            assertThat(tags.tags)
                    .containsEntry("add", List.of("seq:step:1"))
                    .containsEntry("double", List.of("seq:step:2"))
                    .containsEntry("third", List.of("seq:step:3"));
        }

        @Test
        void givesStepsATagThatRunsBelowThemDoNotHave() {
            Tags tags = new Tags();
            TypedRunnable<Integer, Integer> nesting = TypedRunnable.of("nesting", (Integer x) -> ADD.invoke(x));
            RunnableConfig config =
                    RunnableConfig.builder().addHandler(tags).tags("t").build();
            nesting.pipe(DOUBLE).invoke(1, config);
            assertThat(tags.tags)
                    .containsEntry("nesting", List.of("seq:step:1", "t"))
                    .containsEntry("add", List.of("t"))
                    .containsEntry("adding", List.of("t"));
        }

        @Test
        void keepsItsTagsOffRunsBelowStepsThatAreMadeOfOthers() {
            Tags tags = new Tags();
            RunnableConfig config =
                    RunnableConfig.builder().addHandler(tags).tags("t").build();
            TypedRunnable<Integer, Map<String, Object>> branches = TypedRunnable.parallel(Map.of("k", ADD));
            DOUBLE.pipe(branches).invoke(1, config);
            assertThat(tags.tags)
                    .containsEntry("RunnableParallel<k>", List.of("seq:step:2", "t"))
                    .containsEntry("add", List.of("map:key:k", "t"))
                    .containsEntry("adding", List.of("t"));
        }

        @Test
        void putsTheTagsOfTheCallAfterThoseOfTheStepAndInheritedOnesBefore() {
            Tags tags = new Tags();
            TypedRunnable<Integer, Integer> outer = TypedRunnable.of(
                    "outer",
                    (Integer x) -> ADD.pipe(DOUBLE)
                            .invoke(x, RunnableConfig.builder().tags("call").build()));
            outer.invoke(
                    1,
                    RunnableConfig.builder().addHandler(tags).tags("inherited").build());
            assertThat(tags.tags)
                    .containsEntry("RunnableSequence", List.of("inherited", "call"))
                    .containsEntry("add", List.of("inherited", "seq:step:1", "call"));
        }

        @Test
        void keepsTheConfigThatIsBoundToAStep() {
            Tags tags = new Tags();
            TypedRunnable<Integer, Integer> bound = ADD.withConfig(
                    RunnableConfig.builder().tags("bound").runName("renamed").build());
            bound.pipe(DOUBLE)
                    .invoke(1, RunnableConfig.builder().addHandler(tags).build());
            assertThat(tags.tags.get("renamed")).containsExactlyInAnyOrder("bound", "seq:step:1");
        }

        @Test
        void failsAsItsStepDoesAndRunsNoFurtherOne() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> ADD.pipe(FAIL).pipe(DOUBLE).invoke(1, heard))
                    .withMessage("no 2");
            assertThat(recorder.lines())
                    .containsExactly(
                            "start RunnableSequence",
                            "start add",
                            "add: adding 1",
                            "end add",
                            "start fail",
                            "error fail IllegalStateException",
                            "error RunnableSequence IllegalStateException");
        }

        @Test
        void failsInAStreamAsItsStepDoes() {
            List<String> events = new ArrayList<>();
            assertThatIllegalStateException()
                    .isThrownBy(() -> {
                        try (EventStream stream = ADD.pipe(FAIL).streamEvents(1, heard)) {
                            stream.forEach(event -> events.add(event.event() + " " + event.name()));
                        }
                    })
                    .withMessage("no 2");
            assertThat(events).endsWith("on_chain_stream add", "on_chain_start fail", "on_chain_end add");
            assertThat(recorder.lines())
                    .endsWith("error fail IllegalStateException", "error RunnableSequence IllegalStateException");
        }

        @Test
        void streamsGeneratedWrappersAsItStreamsLambdas() {
            TypedRunnable<Integer, Integer> wrapped = TypedRunnable.ofConfigured(
                    RunnableDescriptor.builder("wrapped").build(), (input, config) -> {
                        CustomEvents.sink(config).emit(EventType.of("inside", Integer.class), input);
                        return ADD.invoke(input, config);
                    });
            TypedRunnable<Integer, Integer> wrappedAsync = TypedRunnable.ofAsync(
                    RunnableDescriptor.builder("wrapped_async").build(),
                    (input, config) -> CompletableFuture.supplyAsync(() -> input * 2));
            assertThat(events(wrapped.pipe(wrappedAsync).streamEvents(1)))
                    .containsExactly(
                            "on_chain_start RunnableSequence",
                            "on_chain_start wrapped",
                            "on_custom_event inside",
                            "on_chain_start add",
                            "on_custom_event adding",
                            "on_chain_end add",
                            "on_chain_stream wrapped",
                            "on_chain_start wrapped_async",
                            "on_chain_end wrapped",
                            "on_chain_stream wrapped_async",
                            "on_chain_stream RunnableSequence",
                            "on_chain_end wrapped_async",
                            "on_chain_end RunnableSequence");
        }

        @Test
        void leavesNoRunBehindWhenABodyFailsAtOnce() {
            TypedRunnable<Integer, Integer> unboxing = TypedRunnable.of("unboxing", (Integer input) -> {
                int unboxed = input;
                return unboxed;
            });
            RunnableConfig sameThread =
                    heard.toBuilder().executor(java.lang.Runnable::run).build();
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> events(unboxing.streamEvents(null, sameThread)));
            assertThat(recorder.lines()).containsExactly("start unboxing", "error unboxing NullPointerException");
            ADD.invoke(1, heard);
            assertThat(recorder.lines()).endsWith("start add", "add: adding 1", "end add");
        }

        @Test
        void startsAStepWhenTheStepBeforeItHasItsFirstChunk() {
            TypedRunnable<Integer, Integer> choice =
                    TypedRunnable.choosing("choice", (Integer x, RunnableConfig config) -> DOUBLE);
            assertThat(events(ADD.pipe(choice).streamEvents(1)))
                    .startsWith(
                            "on_chain_start RunnableSequence",
                            "on_chain_start add",
                            "on_custom_event adding",
                            "on_chain_stream add",
                            "on_chain_start choice",
                            "on_chain_end add",
                            "on_chain_start double");
        }

        @Test
        void runsAToolInAStreamAsIfItHadBeenCalled() {
            TypedRunnable<Integer, Integer> tool = TypedRunnable.ofConfigured(
                    RunnableDescriptor.builder("tool")
                            .type(RunType.TOOL)
                            .parameter("x", int.class)
                            .build(),
                    (Integer x, RunnableConfig config) -> x * 10);
            try (EventStream stream = ADD.pipe(tool).streamEvents(1)) {
                List<StreamEvent> events = stream.stream().toList();
                assertThat(events)
                        .extracting(event -> event.event() + " " + event.name())
                        .containsSubsequence(
                                "on_chain_end add",
                                "on_tool_start tool",
                                "on_tool_end tool",
                                "on_chain_stream RunnableSequence",
                                "on_chain_end RunnableSequence");
                assertThat(events)
                        .filteredOn(event -> event.event().equals("on_tool_start"))
                        .extracting(StreamEvent::data)
                        .containsExactly(Map.of("input", Map.of("x", 2)));
            }
        }

        @Test
        void opensScopesOfTheSequenceAndOfItsStepsAndLeavesNone() {
            List<String> scopes = Collections.synchronizedList(new ArrayList<>());
            ScopedCallbackHandler probe = run -> {
                scopes.add("open " + run.name());
                return () -> scopes.add("close " + run.name());
            };
            RunnableConfig config = RunnableConfig.builder().addHandler(probe).build();
            List<String> expected = List.of(
                    "open RunnableSequence",
                    "open add",
                    "close add",
                    "open double",
                    "close double",
                    "close RunnableSequence");
            ADD.pipe(DOUBLE).invoke(1, config);
            assertThat(scopes).isEqualTo(expected);

            scopes.clear();
            events(ADD.pipe(DOUBLE).streamEvents(1, config));
            assertThat(scopes)
                    .as("a streamed sequence is current while a chunk is made")
                    .startsWith(expected.toArray(String[]::new))
                    .endsWith("open RunnableSequence", "close RunnableSequence");

            scopes.clear();
            assertThatIllegalStateException()
                    .isThrownBy(() -> events(ADD.pipe(FAIL).streamEvents(1, config)));
            assertThat(scopes).filteredOn(line -> line.startsWith("open")).hasSize(scopes.size() / 2);
            assertThat(scopes).endsWith("close fail", "close RunnableSequence");
        }
    }

    @Nested
    class Parallel {
        @Test
        void runsAllBranchesAtOnceWithTheSameInput() {
            CyclicBarrier together = new CyclicBarrier(2);
            TypedRunnable<Integer, Integer> left = TypedRunnable.of("left", (Integer x) -> {
                together.await();
                return x + 1;
            });
            TypedRunnable<Integer, String> right = TypedRunnable.of("right", (Integer x) -> {
                together.await();
                return "r" + x;
            });
            Map<String, TypedRunnable<Integer, ?>> branches = new LinkedHashMap<>();
            branches.put("b", left);
            branches.put("a", right);
            assertThat(TypedRunnable.parallel(branches).invoke(1, heard))
                    .containsExactly(Map.entry("b", 2), Map.entry("a", "r1"));
            assertThat(recorder.lines())
                    .startsWith("start RunnableParallel<b,a>")
                    .endsWith("end RunnableParallel<b,a>");
        }

        @Test
        void givesBranchesATagThatTheirEventsDoNotHave() {
            Tags tags = new Tags();
            TypedRunnable.parallel(Map.of("k", ADD))
                    .invoke(
                            1,
                            RunnableConfig.builder().addHandler(tags).tags("t").build());
            assertThat(tags.tags)
                    .containsEntry("add", List.of("map:key:k", "t"))
                    .containsEntry("adding", List.of("t"));
        }

        @Test
        void failsAsTheFirstBranchThatDidWhenAllAreDone() {
            Map<String, TypedRunnable<Integer, Integer>> branches = new LinkedHashMap<>();
            branches.put("one", FAIL);
            branches.put("two", ADD);
            branches.put("three", FAIL);
            assertThatIllegalStateException()
                    .isThrownBy(() -> TypedRunnable.parallel(branches).invoke(1, heard))
                    .withMessage("no 1")
                    .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
            assertThat(recorder.lines())
                    .contains("end add")
                    .endsWith("error RunnableParallel<one,two,three> IllegalStateException");
        }

        @Test
        void canBeAStepOfASequence() {
            TypedRunnable<Map<String, Object>, Object> sum =
                    TypedRunnable.of("sum", (Map<String, Object> map) -> (int) map.get("a") + (int) map.get("b"));
            assertThat(TypedRunnable.<Integer>parallel(Map.of("a", ADD, "b", DOUBLE))
                            .pipe(sum)
                            .invoke(3))
                    .isEqualTo(10);
        }
    }

    @Nested
    class Batch {
        @Test
        void returnsOutputsInTheOrderOfTheInputs() {
            assertThat(DOUBLE.batch(List.of(3, 1, 2))).containsExactly(6, 2, 4);
            assertThat(DOUBLE.batch(List.of())).isEmpty();
        }

        @Test
        void runsAtOnceUnlessTheConfigSaysOtherwise() {
            CyclicBarrier together = new CyclicBarrier(3);
            TypedRunnable<Integer, Integer> waiting = TypedRunnable.of("waiting", (Integer x) -> {
                together.await();
                return x;
            });
            assertThat(waiting.batch(List.of(1, 2, 3))).containsExactly(1, 2, 3);
        }

        @Test
        void runsBelowTheCurrentRunWithoutARunOfItsOwn() {
            TypedRunnable<Integer, List<Integer>> outer =
                    TypedRunnable.of("outer", (Integer x) -> DOUBLE.batch(List.of(x, x)));
            outer.invoke(1, heard);
            assertThat(recorder.lines()).startsWith("start outer").hasSize(6);
        }

        @Test
        void givesTheRunIdToTheFirstRunOnly() {
            UUID id = UUID.fromString("00000000-0000-0000-0000-000000000001");
            TypedRunnable<Integer, UUID> own = TypedRunnable.of(
                    "own", (Integer x) -> RunContext.currentRun().orElseThrow().id());
            assertThat(own.batch(
                            List.of(1, 2), RunnableConfig.builder().runId(id).build()))
                    .startsWith(id)
                    .doesNotHaveDuplicates();
        }

        @Test
        void takesAConfigForEachInput() {
            RunnableConfig renamed = RunnableConfig.builder().runName("renamed").build();
            TypedRunnable<Integer, String> named = TypedRunnable.of(
                    "named",
                    (Integer x) -> RunContext.currentRun().orElseThrow().name());
            assertThat(named.batch(List.of(1, 2), List.of(RunnableConfig.empty(), renamed)))
                    .containsExactly("named", "renamed");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> named.batch(List.of(1, 2), List.of(renamed)))
                    .withMessageContaining("2 inputs and 1 configs");
        }

        @Test
        void throwsTheFirstFailureInTheOrderOfTheInputsWhenAllRunsHaveEnded() {
            TypedRunnable<Integer, Integer> odd = TypedRunnable.of("odd", (Integer x) -> {
                if (x % 2 == 0) {
                    throw new IOException("even " + x);
                }
                return x;
            });
            assertThatExceptionOfType(RunFailedException.class)
                    .isThrownBy(() -> odd.batch(List.of(1, 2, 3, 4), heard))
                    .withRootCauseInstanceOf(IOException.class)
                    .withMessageContaining("even 2")
                    .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
            assertThat(recorder.lines())
                    .filteredOn(line -> line.startsWith("end"))
                    .hasSize(2);
        }

        @Test
        void givesResultsAsTheRunsEnd() {
            CountDownLatch secondIsRead = new CountDownLatch(1);
            TypedRunnable<Integer, Integer> work = TypedRunnable.of("work", (Integer x) -> {
                if (x == 0) {
                    secondIsRead.await();
                    throw new IllegalStateException("late failure");
                }
                return x * 10;
            });
            List<BatchResult<Integer>> results = new ArrayList<>();
            try (Stream<BatchResult<Integer>> ended = work.batchAsCompleted(List.of(0, 1), RunnableConfig.empty())) {
                ended.forEach(result -> {
                    results.add(result);
                    secondIsRead.countDown();
                });
            }
            assertThat(results).extracting(BatchResult::index).containsExactly(1, 0);
            assertThat(results.get(0).output()).isEqualTo(10);
            assertThat(results.get(1).error()).get().isInstanceOf(IllegalStateException.class);
        }

        @Test
        void closedEarlyCancelsWhatGoesOn() {
            CountDownLatch never = new CountDownLatch(1);
            CompletableFuture<String> interrupted = new CompletableFuture<>();
            TypedRunnable<Integer, Integer> work = TypedRunnable.of("work", (Integer x) -> {
                if (x == 1) {
                    return x;
                }
                try {
                    never.await();
                } catch (InterruptedException cancelled) {
                    interrupted.complete("interrupted");
                    throw cancelled;
                }
                return x;
            });
            try (Stream<BatchResult<Integer>> ended = work.batchAsCompleted(List.of(0, 1), RunnableConfig.empty())) {
                assertThat(ended.findFirst())
                        .get()
                        .extracting(BatchResult::index)
                        .isEqualTo(1);
            }
            assertThat(interrupted.join()).isEqualTo("interrupted");
        }
    }

    @Nested
    class Retry {
        private final RetryOptions quickly = RetryOptions.builder()
                .backoff(Duration.ofNanos(1), Duration.ofNanos(2))
                .build();

        private TypedRunnable<Integer, Integer> failing(int times) {
            AtomicInteger attempts = new AtomicInteger();
            return TypedRunnable.of("flaky", (Integer x) -> {
                if (attempts.incrementAndGet() <= times) {
                    throw new IOException("attempt " + attempts);
                }
                return x;
            });
        }

        @Test
        void makesAttemptsBelowOneRunUntilOneSucceeds() {
            List<String> runs = new ArrayList<>();
            CallbackHandler tags = new CallbackHandler() {
                @Override
                public void onRunStart(RunEvent.Start event) {
                    runs.add(event.run().name()
                            + event.tags()
                            + (event.run().parentId().isPresent() ? " child" : ""));
                }
            };
            assertThat(failing(2)
                            .withRetry(quickly)
                            .invoke(7, RunnableConfig.builder().addHandler(tags).build()))
                    .isEqualTo(7);
            assertThat(runs)
                    .containsExactly(
                            "flaky[]", "flaky[] child", "flaky[retry:attempt:2] child", "flaky[retry:attempt:3] child");
        }

        @Test
        void failsAsTheLastAttemptDid() {
            assertThatExceptionOfType(RunFailedException.class)
                    .isThrownBy(() -> failing(9).withRetry(quickly).invoke(1, heard))
                    .havingCause()
                    .isInstanceOf(IOException.class)
                    .withMessage("attempt 3");
            assertThat(recorder.lines())
                    .endsWith("error flaky IOException", "error flaky IOException")
                    .hasSize(8);
        }

        @Test
        void makesNoFurtherAttemptWhenTheOptionsSayNo() {
            RetryOptions never =
                    RetryOptions.builder().retryOn(failure -> false).build();
            assertThatExceptionOfType(RunFailedException.class)
                    .isThrownBy(() -> failing(1).withRetry(never).invoke(1, heard));
            assertThat(recorder.lines()).hasSize(4);
            assertThat(RetryOptions.defaults().retriesOn(new InterruptedException()))
                    .isFalse();
            assertThat(RetryOptions.defaults().retriesOn(new CancellationException()))
                    .isFalse();
            assertThat(RetryOptions.defaults().retriesOn(new AssertionError())).isFalse();
        }

        @Test
        void keepsWhatTheRunnableSaysOfItself() {
            RunnableDescriptor tool = RunnableDescriptor.builder("tool")
                    .type(RunType.TOOL)
                    .description("A tool.")
                    .parameter("x", int.class)
                    .build();
            RunnableDescriptor retried = TypedRunnable.ofConfigured(tool, (Integer x, RunnableConfig config) -> x)
                    .withRetry(quickly)
                    .descriptor();
            assertThat(retried.name()).isEqualTo("tool");
            assertThat(retried.description()).isEqualTo("A tool.");
            assertThat(retried.parameters()).isEqualTo(tool.parameters());
            assertThat(retried.inputType()).isEqualTo(int.class);
        }

        @Test
        void refusesOptionsThatCannotBe() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RetryOptions.builder().attempts(0))
                    .withMessageContaining("0. Give it 1 or more");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RetryOptions.builder().backoff(Duration.ZERO, Duration.ofSeconds(1)))
                    .withMessageContaining("Give a positive first one");
        }
    }

    @Nested
    class FallbackRunnables {
        @Test
        void areTriedBelowTheRunUntilOneSucceeds() {
            TypedRunnable<Integer, Integer> outer = TypedRunnable.of(
                    "outer",
                    (Integer x) ->
                            FAIL.withFallbacks(List.of(FAIL, ADD, DOUBLE)).invoke(x));
            List<String> parents = new ArrayList<>();
            CallbackHandler handler = new CallbackHandler() {
                @Override
                public void onRunStart(RunEvent.Start event) {
                    parents.add(event.run().name() + " at depth "
                            + event.run().parentIds().size());
                }
            };
            assertThat(outer.invoke(
                            1, RunnableConfig.builder().addHandler(handler).build()))
                    .isEqualTo(2);
            assertThat(parents)
                    .as("the reference makes them siblings of the run")
                    .containsExactly(
                            "outer at depth 0",
                            "RunnableWithFallbacks at depth 1",
                            "fail at depth 2",
                            "fail at depth 2",
                            "add at depth 2");
        }

        @Test
        void failAsTheFirstDidIfAllFail() {
            TypedRunnable<Integer, Integer> other = TypedRunnable.of("other", (Integer x) -> {
                throw new IOException("other");
            });
            assertThatIllegalStateException()
                    .isThrownBy(() -> FAIL.withFallbacks(List.of(other)).invoke(1))
                    .withMessage("no 1")
                    .satisfies(failure ->
                            assertThat(failure.getSuppressed()).singleElement().isInstanceOf(IOException.class));
        }

        @Test
        void areNotTriedAfterACancellation() {
            TypedRunnable<Integer, Integer> cancelled = TypedRunnable.of("cancelled", (Integer x) -> {
                throw new CancellationException();
            });
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> cancelled.withFallbacks(List.of(ADD)).invoke(1, heard));
            assertThat(recorder.lines()).doesNotContain("start add");
        }
    }

    @Nested
    class Listeners {
        @Test
        void hearOfTheRunnablesOwnRunsOnly() {
            TypedRunnable<Integer, Integer> outer = TypedRunnable.of("outer", (Integer x) -> {
                CustomEvents.dispatch("outside", x);
                return ADD.invoke(x);
            });
            outer.withListeners(recorder).invoke(1);
            assertThat(recorder.lines()).containsExactly("start outer", "end outer");
        }

        @Test
        void hearBesidesTheHandlersOfTheConfigAndOfTheCurrentRun() {
            Recorder listener = new Recorder();
            TypedRunnable<Integer, Integer> outer = TypedRunnable.of(
                    "outer", (Integer x) -> ADD.withListeners(listener).invoke(x));
            outer.invoke(1, heard);
            assertThat(listener.lines()).containsExactly("start add", "end add");
            assertThat(recorder.lines())
                    .containsExactly("start outer", "start add", "add: adding 1", "end add", "end outer");
        }
    }

    @Nested
    class Choosing {
        private final TypedRunnable<Integer, Integer> route =
                TypedRunnable.choosing("route", (Integer x, RunnableConfig config) -> x % 2 == 0 ? DOUBLE : ADD);

        /** Chooses itself, with the same input, for ever. */
        private static TypedRunnable<Integer, Integer> endless() {
            AtomicReference<TypedRunnable<Integer, Integer>> self = new AtomicReference<>();
            self.set(TypedRunnable.choosing("endless", (Integer x, RunnableConfig config) -> self.get()));
            return self.get();
        }

        @Test
        void doesTheWorkWithTheSameInputBelowTheRun() {
            assertThat(route.invoke(4, heard)).isEqualTo(8);
            assertThat(route.invoke(5, heard)).isEqualTo(6);
            assertThat(recorder.lines())
                    .containsExactly(
                            "start route",
                            "start double",
                            "end double",
                            "end route",
                            "start route",
                            "start add",
                            "add: adding 5",
                            "end add",
                            "end route");
        }

        @Test
        void streamsWhatWasChosen() {
            assertThat(events(route.streamEvents(4)))
                    .containsExactly(
                            "on_chain_start route",
                            "on_chain_start double",
                            "on_chain_stream double",
                            "on_chain_stream route",
                            "on_chain_end double",
                            "on_chain_end route");
        }

        @Test
        void endsAtTheRecursionLimit() {
            assertThatExceptionOfType(RecursionLimitException.class)
                    .isThrownBy(() -> endless()
                            .invoke(
                                    1,
                                    RunnableConfig.builder()
                                            .addHandler(recorder)
                                            .recursionLimit(2)
                                            .build()))
                    .withMessageContaining("\"endless\"")
                    .withMessageContaining("recursionLimit(…)");
            assertThat(recorder.lines())
                    .filteredOn(line -> line.startsWith("start"))
                    .hasSize(3);
            assertThatExceptionOfType(RecursionLimitException.class)
                    .as("the default is 25")
                    .isThrownBy(() -> endless().invoke(1, heard));
            assertThat(recorder.lines())
                    .filteredOn(line -> line.startsWith("start"))
                    .hasSize(3 + 26);
        }
    }

    @Test
    void mapRunsWithEachElementBelowOneRun() {
        assertThat(DOUBLE.map().invoke(List.of(1, 2), heard)).containsExactly(2, 4);
        assertThat(recorder.lines())
                .startsWith("start RunnableEach<double>")
                .endsWith("end RunnableEach<double>")
                .hasSize(6);
    }

    private static List<String> events(EventStream stream) {
        try (stream) {
            return stream.stream()
                    .map(event -> event.event() + " " + event.name())
                    .toList();
        }
    }
}
