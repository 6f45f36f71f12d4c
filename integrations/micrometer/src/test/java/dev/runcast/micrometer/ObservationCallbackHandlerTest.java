package dev.runcast.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.GlobalCallbacks;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.tree.RunTree;
import dev.runcast.testkit.EventStreams;
import dev.runcast.testkit.junit.CallbackHandlerContract;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ObservationCallbackHandlerTest {
    private static final EventType<String> PROGRESS = EventType.of("progress", String.class);

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final ObservationCallbackHandler handler = new ObservationCallbackHandler(registry);
    private final RunnableConfig config =
            RunnableConfig.builder().addHandler(handler).build();

    private final TypedRunnable<String, String> search = TypedRunnable.ofConfigured(
            RunnableDescriptor.builder("search").type(RunType.TOOL).build(),
            (String query, RunnableConfig inner) -> "found " + query);

    private TestObservationRegistryAssert observed() {
        return TestObservationRegistryAssert.assertThat(registry);
    }

    /** Returns the contexts of the runs of a name, in the order of their starts. */
    private List<RunObservationContext> observed(String runName) {
        List<RunObservationContext> found = new ArrayList<>();
        observed()
                .hasHandledContextsThatSatisfy(contexts -> contexts.forEach(context -> {
                    if (context instanceof RunObservationContext run
                            && run.getRunName().equals(runName)) {
                        found.add(run);
                    }
                }));
        return found;
    }

    private String current() {
        Observation observation = registry.getCurrentObservation();
        return observation == null
                ? "none"
                : observation.getContext() instanceof RunObservationContext run
                        ? run.getRunName()
                        : observation.getContext().getName();
    }

    private static String parentOf(RunObservationContext context) {
        return context.getParentObservation() == null
                ? "none"
                : context.getParentObservation().getContextView() instanceof RunObservationContext parent
                        ? parent.getRunName()
                        : context.getParentObservation().getContextView().getName();
    }

    @Test
    void aRunIsAnObservation() {
        UUID id = UUID.randomUUID();
        search.invoke(
                "tea",
                config.toBuilder()
                        .runId(id)
                        .tags("a", "b")
                        .metadata("user", "ada")
                        .metadata("age", 36)
                        .build());

        observed()
                .hasSingleObservationThat()
                .hasBeenStarted()
                .hasBeenStopped()
                .hasNameEqualTo("runcast.run")
                .hasContextualNameEqualTo("tool search")
                .hasLowCardinalityKeyValue("runcast.run.name", "search")
                .hasLowCardinalityKeyValue("runcast.run.type", "tool")
                .hasLowCardinalityKeyValue("runcast.run.status", "succeeded")
                .hasHighCardinalityKeyValue("runcast.run.id", id.toString())
                .hasHighCardinalityKeyValue("runcast.run.tags", "a,b")
                .hasHighCardinalityKeyValue("runcast.run.metadata.user", "ada")
                .hasHighCardinalityKeyValue("runcast.run.metadata.age", "36")
                .hasKeyValuesCount(7)
                .doesNotHaveParentObservation()
                .doesNotHaveError();
    }

    @Test
    void aFailedRunHasItsError() {
        IllegalStateException failure = new IllegalStateException("no tea");
        TypedRunnable<String, String> failing = TypedRunnable.of("failing", (String input) -> {
            throw failure;
        });
        assertThatThrownBy(() -> failing.invoke("x", config)).isSameAs(failure);

        observed()
                .hasSingleObservationThat()
                .hasBeenStopped()
                .hasLowCardinalityKeyValue("runcast.run.status", "failed")
                .hasError(failure);
    }

    @Test
    void aCancelledRunIsNoError() {
        CompletableFuture<String> never = new CompletableFuture<>();
        CompletableFuture<String> running = TypedRunnable.ofAsync(
                        "waiting", (String input, RunnableConfig inner) -> never)
                .invokeAsync("x", config);
        assertThat(observed("waiting").get(0).getStatus()).isEqualTo(RunTree.Status.RUNNING);
        running.cancel(true);

        observed()
                .hasSingleObservationThat()
                .hasBeenStopped()
                .hasLowCardinalityKeyValue("runcast.run.status", "cancelled")
                .doesNotHaveError();
    }

    @Test
    void aStreamThatIsClosedEarlyIsCancelled() {
        TypedRunnable<String, String> story = TypedRunnable.ofChunks("story", (input, inner, chunks) -> {
            chunks.emit("once ");
            chunks.emit("upon ");
        });
        try (Stream<String> chunks = story.stream("x", config)) {
            assertThat(chunks.limit(1)).containsExactly("once ");
        }
        observed()
                .hasSingleObservationThat()
                .hasBeenStopped()
                .hasLowCardinalityKeyValue("runcast.run.status", "cancelled");
    }

    @Test
    void aStreamThatWasReadHasItsOutput() {
        TypedRunnable<String, String> story = TypedRunnable.ofChunks("story", (input, inner, chunks) -> {
            chunks.emit("once " + current() + " ");
            chunks.emit("upon");
        });
        try (Stream<String> chunks = story.stream("x", config)) {
            assertThat(chunks).containsExactly("once story ", "upon");
        }
        observed()
                .hasSingleObservationThat()
                .hasBeenStopped()
                .hasLowCardinalityKeyValue("runcast.run.status", "succeeded");
    }

    @Test
    void customEventsAreEventsOfTheirRun() {
        TypedRunnable<String, RunnableConfig> work =
                TypedRunnable.ofConfigured("work", (String input, RunnableConfig inner) -> {
                    CustomEvents.dispatch(PROGRESS, input);
                    return inner;
                });
        RunnableConfig ended = work.invoke("x", config);
        CustomEvents.dispatch("late", "y", ended);

        observed().hasSingleObservationThat().hasEvent("progress").doesNotHaveEvent("late");
    }

    @Test
    void childrenAreBelowTheirParents() {
        TypedRunnable.of("outer", (String input) -> search.invoke(input)).invoke("x", config);

        RunObservationContext outer = observed("outer").get(0);
        RunObservationContext inner = observed("search").get(0);
        assertThat(parentOf(inner)).isEqualTo("outer");
        assertThat(parentOf(outer)).isEqualTo("none");
        assertThat(inner.getHighCardinalityKeyValue("runcast.run.parent_id").getValue())
                .isEqualTo(outer.getRunId().toString());
    }

    @Test
    void childrenOnOtherThreadsAreBelowTheirParents() {
        TypedRunnable.ofConfigured(
                        "outer",
                        (String input, RunnableConfig inner) -> CompletableFuture.supplyAsync(
                                        () -> current() + " " + search.invoke(input, inner))
                                .join())
                .invoke("x", config);

        assertThat(parentOf(observed("search").get(0))).isEqualTo("outer");
    }

    /** As a task is that its caller does not wait for. */
    @Test
    void childrenThatComeAfterTheEndAreBelowTheirParents() {
        RunnableConfig ended = TypedRunnable.ofConfigured("outer", (String input, RunnableConfig inner) -> inner)
                .invoke("x", config);
        observed().hasSingleObservationThat().hasBeenStopped();
        search.invoke("tea", ended);

        assertThat(parentOf(observed("search").get(0))).isEqualTo("outer");
    }

    /** Where a task goes on after the end, its own observations are no part of the run. */
    @Test
    void anObservationThatHasStoppedIsNotMadeCurrent() {
        RunContext ended = TypedRunnable.of("outer", (String input) -> RunContext.capture())
                .invoke("x", config);
        assertThat(ended.wrapSupplier(this::current).get()).isEqualTo("none");
    }

    @Test
    @Timeout(60)
    void nothingIsKeptOfRunsThatAreGone() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        ObservationRegistry forgetful = ObservationRegistry.create();
        forgetful.observationConfig().observationHandler(new DefaultMeterObservationHandler(new SimpleMeterRegistry()));
        RunnableConfig forgetting = RunnableConfig.builder()
                .addHandler(new ObservationCallbackHandler(forgetful))
                .build();
        List<WeakReference<Object>> kept = new ArrayList<>();
        TypedRunnable.ofConfigured("work", (String input, RunnableConfig inner) -> {
                    Object output = List.of(inner); // which has the run
                    kept.add(new WeakReference<>(output, queue));
                    kept.add(new WeakReference<>(forgetful.getCurrentObservation(), queue));
                    return output;
                })
                .invoke("x", forgetting);
        List<Object> gone = new ArrayList<>();
        while (gone.size() < kept.size()) {
            System.gc();
            search.invoke("tea", forgetting);
            Object next = queue.remove(10);
            if (next != null) {
                gone.add(next);
            }
        }
        assertThat(gone).hasSize(2).containsExactlyInAnyOrderElementsOf(kept);
    }

    @Test
    void aRootRunIsBelowTheCurrentObservation() {
        Observation request = Observation.start("request", registry);
        request.scoped(() -> search.invoke("tea", config));
        request.stop();

        assertThat(parentOf(observed("search").get(0))).isEqualTo("request");
    }

    /** They start on threads of the executor. */
    @Test
    void rootRunsThatStartOnOtherThreadsAreBelowTheCurrentObservation() {
        Observation request = Observation.start("request", registry);
        request.scoped(() -> {
            search.invokeAsync("tea", config).join();
            EventStreams.collect(search.streamEvents("tea", config));
        });
        request.stop();

        assertThat(observed("search")).hasSize(2).allMatch(run -> parentOf(run).equals("request"));
        assertThat(request.getContext().getError()).isNull();
    }

    @Test
    void anErrorOnAnotherThreadIsThatOfItsRunOnly() {
        TypedRunnable<String, String> failing = TypedRunnable.of("failing", (String input) -> {
            throw new IllegalStateException("no tea");
        });
        Observation request = Observation.start("request", registry);
        request.scoped(() -> {
            CompletableFuture<String> failed = failing.invokeAsync("x", config);
            assertThatThrownBy(failed::join).hasRootCauseMessage("no tea");
        });
        request.stop();

        assertThat(observed("failing").get(0).getError()).hasMessage("no tea");
        assertThat(request.getContext().getError()).isNull();
    }

    @Test
    void runsAndObservationsNestInEachOther() {
        TypedRunnable.of(
                        "outer",
                        (String input) -> Observation.createNotStarted("database", registry)
                                .observe(() -> search.invoke(input)))
                .invoke("x", config);

        assertThat(parentOf(observed("search").get(0))).isEqualTo("outer");
        observed()
                .hasObservationWithNameEqualTo("database")
                .that()
                .hasParentObservationContextMatching(
                        parent -> parent == observed("outer").get(0));
    }

    @Test
    void theObservationIsCurrentWhereTheRunIs() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            List<String> seen = new ArrayList<>();
            Runnable look = () -> seen.add(current());
            TypedRunnable.of("work", (String input) -> {
                        look.run();
                        threads.submit(RunContext.capture().wrap(look)).get();
                        threads.submit(look).get();
                        return input;
                    })
                    .invoke("x", config);
            look.run();
            assertThat(seen).containsExactly("work", "work", "none", "none");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anAsynchronousRunEndsWithItsStage() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<String> running = TypedRunnable.ofAsync(
                        "asking", (String input, RunnableConfig inner) -> answer)
                .invokeAsync("x", config);
        assertThat(current()).isEqualTo("none");
        observed().hasSingleObservationThat().hasBeenStarted().isNotStopped();
        answer.complete("yes");

        assertThat(running).isCompletedWithValue("yes");
        observed().hasSingleObservationThat().hasBeenStopped();
    }

    @Test
    void aPredicateLeavesRunsOut() {
        registry.observationConfig()
                .observationPredicate((name, context) -> !(context instanceof RunObservationContext run)
                        || !run.getRunName().equals("middle"));
        TypedRunnable<String, String> middle =
                TypedRunnable.of("middle", (String input) -> current() + " " + search.invoke(input));
        String seen = TypedRunnable.of("outer", (String input) -> middle.invoke(input))
                .invoke("tea", config);

        assertThat(seen).isEqualTo("outer found tea");
        assertThat(observed("middle")).isEmpty();
        assertThat(parentOf(observed("search").get(0))).isEqualTo("outer");
    }

    @Test
    void theHandlerOfAProcessHearsOfEveryRun() {
        try (GlobalCallbacks.Registration registration = GlobalCallbacks.register(handler)) {
            assertThat(registration).isNotNull();
            search.invoke("tea");
            search.invoke("tea", config);
        }
        observed().hasNumberOfObservationsWithNameEqualTo("runcast.run", 2);
    }

    @Test
    void aRegistryWithoutHandlersIsLeftAlone() {
        for (ObservationRegistry silent : List.of(ObservationRegistry.NOOP, ObservationRegistry.create())) {
            ObservationCallbackHandler nobody = new ObservationCallbackHandler(silent);
            assertThat(nobody.ignoresRuns(RunType.CHAIN)).isTrue();
            assertThat(nobody.ignoresCustomEvents()).isTrue();
            TypedRunnable.of("work", (String input) -> {
                        assertThat(silent.getCurrentObservationScope()).isNull();
                        return input;
                    })
                    .invoke("x", RunnableConfig.builder().addHandler(nobody).build());
        }
    }

    @Nested
    class Conventions {
        @Test
        void highCardinalityCanBeLeftOut() {
            RunnableConfig low = RunnableConfig.builder()
                    .addHandler(new ObservationCallbackHandler(
                            registry, DefaultRunObservationConvention.lowCardinalityOnly()))
                    .tags("a")
                    .metadata("user", "ada")
                    .build();
            search.invoke("tea", low);

            observed()
                    .hasSingleObservationThat()
                    .hasOnlyKeys("runcast.run.name", "runcast.run.type", "runcast.run.status");
        }

        @Test
        void ofTheHandlerIsTaken() {
            RunObservationConvention own = new DefaultRunObservationConvention() {
                @Override
                public String getName() {
                    return "llm.step";
                }

                @Override
                public KeyValues getHighCardinalityKeyValues(RunObservationContext context) {
                    return KeyValues.of(
                            "input", String.valueOf(context.getInput()), "output", String.valueOf(context.getOutput()));
                }
            };
            search.invoke(
                    "tea",
                    RunnableConfig.builder()
                            .addHandler(new ObservationCallbackHandler(registry, own))
                            .build());

            observed()
                    .hasSingleObservationThat()
                    .hasNameEqualTo("llm.step")
                    .hasContextualNameEqualTo("tool search")
                    .hasHighCardinalityKeyValue("input", "tea")
                    .hasHighCardinalityKeyValue("output", "found tea");
            assertThat(observed("search"))
                    .singleElement()
                    .as("what is kept of the program's objects")
                    .extracting(RunObservationContext::getInput, RunObservationContext::getOutput)
                    .containsExactly(null, null);
        }

        @Test
        void ofTheRegistryIsTaken() {
            class OfTheProgram extends DefaultRunObservationConvention
                    implements GlobalObservationConvention<RunObservationContext> {
                @Override
                public String getContextualName(RunObservationContext context) {
                    return "run of " + context.getRunName();
                }
            }
            registry.observationConfig().observationConvention(new OfTheProgram());
            search.invoke("tea", config);

            observed().hasSingleObservationThat().hasContextualNameEqualTo("run of search");
        }
    }

    /** What the handler of Micrometer makes of runs, which most users have. */
    @Nested
    class Meters {
        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

        Meters() {
            registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        }

        @Test
        void countTheRunsOfAName() {
            for (int i = 0; i < 3; i++) {
                search.invoke("tea " + i, config.toBuilder().metadata("user", i).build());
            }
            TypedRunnable<String, String> failing = TypedRunnable.of("failing", (String input) -> {
                throw new IllegalStateException();
            });
            assertThatThrownBy(() -> failing.invoke("x", config)).isInstanceOf(IllegalStateException.class);

            Timer timer = meters.get("runcast.run")
                    .tags("runcast.run.name", "search", "runcast.run.status", "succeeded", "error", "none")
                    .timer();
            assertThat(timer.count()).isEqualTo(3);
            assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
            assertThat(meters.get("runcast.run")
                            .tags("runcast.run.status", "failed", "error", "IllegalStateException")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.find("runcast.run").timers()).hasSize(2);
            assertThat(meters.find("runcast.run.active").longTaskTimers()).hasSize(2);
        }

        @Test
        void countTheEventsOfAName() {
            TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> {
                CustomEvents.dispatch(PROGRESS, "1");
                CustomEvents.dispatch(PROGRESS, "2");
                return input;
            });
            work.invoke("x", config);
            work.invoke("y", config);

            assertThat(meters.get("runcast.run.progress")
                            .tag("runcast.run.name", "work")
                            .counter()
                            .count())
                    .isEqualTo(4);
        }

        /** That is the name of the meter of what is running. The handler's failure is logged, as every one is. */
        @Test
        void cannotCountAnEventThatIsCalledActive() {
            TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> {
                CustomEvents.dispatch("active", input);
                return input;
            });
            assertThat(work.invoke("x", config)).isEqualTo("x");
            assertThat(meters.find("runcast.run.active").counters()).isEmpty();
            assertThat(meters.get("runcast.run").timer().count()).isEqualTo(1);
        }

        @Test
        void haveNoTagsOfSingleRuns() {
            search.invoke(
                    "tea", config.toBuilder().tags("a").metadata("user", 1).build());
            assertThat(meters.getMeters())
                    .extracting(Meter::getId)
                    .allSatisfy(id -> assertThat(id.getTags())
                            .extracting("key")
                            .isSubsetOf("runcast.run.name", "runcast.run.type", "runcast.run.status", "error"));
        }

        @Test
        void showWhatIsRunning() {
            CompletableFuture<String> answer = new CompletableFuture<>();
            TypedRunnable.ofAsync("asking", (String input, RunnableConfig inner) -> answer)
                    .invokeAsync("x", config)
                    .exceptionally(cancelled -> "none");
            assertThat(activeTasks()).isEqualTo(1);
            answer.completeExceptionally(new CancellationException());
            assertThat(activeTasks()).isZero();
        }

        private int activeTasks() {
            return meters.get("runcast.run.active").longTaskTimer().activeTasks();
        }
    }

    /** What Micrometer Tracing makes of runs. */
    @Nested
    class Spans {
        private final SimpleTracer tracer = new SimpleTracer();

        Spans() {
            registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
        }

        private SimpleSpan span(String name) {
            return tracer.getSpans().stream()
                    .filter(span -> span.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void areNestedAsRunsAre() {
            TypedRunnable<String, String> outer =
                    TypedRunnable.ofConfigured("outer", (String input, RunnableConfig inner) -> {
                        assertThat(tracer.currentSpan()).isNotNull();
                        return CompletableFuture.supplyAsync(() -> search.invoke(input, inner))
                                .join();
                    });
            Observation.createNotStarted("request", registry).observe(() -> outer.invoke("tea", config));

            assertThat(tracer.getSpans()).hasSize(3);
            assertThat(span("tool search").getParentId())
                    .isEqualTo(span("chain outer").getSpanId());
            assertThat(span("chain outer").getParentId())
                    .isEqualTo(span("request").getSpanId());
            assertThat(span("chain outer").getTags())
                    .containsEntry("runcast.run.status", "succeeded")
                    .containsKey("runcast.run.id");
            assertThat(tracer.currentSpan()).isNull();
        }

        @Test
        void haveEventsAndErrors() {
            IllegalStateException failure = new IllegalStateException("no tea");
            TypedRunnable<String, String> failing = TypedRunnable.of("failing", (String input) -> {
                CustomEvents.dispatch(PROGRESS, "1");
                throw failure;
            });
            assertThatThrownBy(() -> failing.invoke("x", config)).isSameAs(failure);

            assertThat(span("chain failing").getError()).isSameAs(failure);
            assertThat(span("chain failing").getEvents())
                    .extracting(Map.Entry::getValue)
                    .containsExactly("progress");
        }
    }

    @Nested
    class Contract implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            registry.observationConfig()
                    .observationHandler(new DefaultMeterObservationHandler(new SimpleMeterRegistry()));
            return handler;
        }
    }
}
