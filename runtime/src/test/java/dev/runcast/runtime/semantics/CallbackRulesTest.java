package dev.runcast.runtime.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import ch.qos.logback.classic.Level;
import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler.ErrorPolicy;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.AsyncRecorder;
import dev.runcast.runtime.fixtures.FailingHandler;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.fixtures.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The rules of the reference's section 3, on managers and delivery. Each test is named after its rule.
 *
 * <p>Not kept, or kept differently:
 *
 * <ul>
 *   <li>3.2: there is no {@code set_handlers}: managers do not change, and one begins with {@code RunContext.empty().callbacks()}.
 *   <li>3.3: a tag is there once, also when one call gives it twice.
 *   <li>3.5: a handler that is given twice is there once; there are no console handlers for debugging; handlers of the process
 *       ({@code GlobalCallbacks}) come first and not last.
 *   <li>3.6: {@code withHandler} adds a handler that is inherited; {@code withLocalHandler} is to be asked for.
 *   <li>3.7: there is no {@code get_child(tag)}: {@code childOf(run)} and {@code withLocalTags} do it.
 *   <li>3.10 and 3.11: there is one kind of manager. Handlers are called one by one on the emitting thread, and then all asynchronous
 *       ones at once; neither event loops nor thread pools are involved, nor is {@code run_inline}. One rule holds for
 *       failures of both kinds: logged, and thrown on if the handler's policy is RAISE.
 *   <li>3.12: in an asynchronous run emitters do not wait for asynchronous handlers; the end of the run does.
 *   <li>3.13: there are flags for run types and for custom events, and none for retries, agents and models, of which there are no
 *       events.
 *   <li>3.14: the log has the handler, the event, the run and the stack trace. A {@code CancellationException} that a handler
 *       of the policy RAISE throws asks for the end, and is not logged.
 *   <li>3.15: no exception has a meaning of its own: what a handler does not override does nothing.
 *   <li>3.16: what a handler throws when the run fails anyway does not replace the run's own error, but is suppressed in it.
 *   <li>3.17: no event's handlers are cancelled with their run, those of start, custom and tool events neither.
 * </ul>
 */
class CallbackRulesTest {
    private static final IllegalStateException FAILURE = new IllegalStateException("no");

    private static final TypedRunnable<String, String> WORK = TypedRunnable.of("work", (String input) -> {
        CustomEvents.dispatch("event", input);
        return input;
    });

    private final Recorder recorder = new Recorder();

    private static RunnableConfig with(CallbackHandler... handlers) {
        RunnableConfig.Builder config = RunnableConfig.builder();
        for (CallbackHandler handler : handlers) {
            config.addHandler(handler);
        }
        return config.build();
    }

    private static RunnableConfig with(CallbackManager callbacks) {
        return RunnableConfig.builder().replaceCallbacks(callbacks).build();
    }

    private static Run run() {
        return TypedRunnable.of("run", (String input) -> RunContext.currentRun().orElseThrow())
                .invoke("in");
    }

    /** What a run below one with this manager has. */
    private static CallbackManager inherited(CallbackManager callbacks) {
        return TypedRunnable.ofConfigured(
                        "run",
                        (String input, RunnableConfig config) ->
                                config.callbacks().orElseThrow())
                .invoke("in", with(callbacks));
    }

    @Test
    void rule3_1_aManagerHasHandlersTagsMetadataAndAParentOfWhichSomeAreInherited() {
        AsyncRecorder async = new AsyncRecorder();
        CallbackManager callbacks = RunContext.empty()
                .callbacks()
                .withHandler(recorder)
                .withHandler(async)
                .withTags(List.of("t"))
                .withLocalTags(List.of("local"))
                .withMetadata(Map.of("m", 1))
                .withLocalMetadata(Map.of("l", 2));
        CallbackManager below = inherited(callbacks);
        assertThat(callbacks.run()).isEmpty();
        assertThat(callbacks.tags()).containsExactly("t", "local");
        assertThat(callbacks.metadata()).containsExactly(entry("m", 1), entry("l", 2));
        assertThat(below.run()).map(Run::name).contains("run");
        assertThat(below.handlers()).containsExactly(recorder);
        assertThat(below.asyncHandlers()).containsExactly(async);
        assertThat(below.tags()).containsExactly("t");
        assertThat(below.metadata()).containsExactly(entry("m", 1));
    }

    @Test
    void rule3_2_aHandlerIsAddedOnceToEachList() {
        CallbackManager local = RunContext.empty().callbacks().withLocalHandler(recorder);
        CallbackManager both = local.withHandler(recorder);
        assertThat(both.handlers()).containsExactly(recorder);
        assertThat(inherited(local).handlers()).isEmpty();
        assertThat(inherited(both).handlers()).containsExactly(recorder);
        assertThat(inherited(both.withLocalHandler(recorder)).handlers()).containsExactly(recorder);
    }

    @Test
    void rule3_2_aHandlerIsRemovedFromBothListsAndMayBeMissing() {
        CallbackManager callbacks = RunContext.empty().callbacks().withHandler(recorder);
        assertThat(callbacks.withoutHandler(recorder).handlers()).isEmpty();
        assertThat(inherited(callbacks.withoutHandler(recorder)).handlers()).isEmpty();
        assertThat(callbacks.withoutHandler(new Recorder()).handlers()).containsExactly(recorder);
    }

    @Test
    void rule3_3_aTagThatIsAddedAgainMovesToTheEnd() {
        CallbackManager callbacks = RunContext.empty().callbacks().withTags(List.of("t1", "t2"));
        assertThat(callbacks.withTags(List.of("x", "t1")).tags()).containsExactly("t2", "x", "t1");
    }

    @Test
    void rule3_3_aTagThatIsAddedAgainAsLocalIsNotInheritable() {
        CallbackManager callbacks =
                RunContext.empty().callbacks().withTags(List.of("t1", "t2")).withLocalTags(List.of("t1"));
        assertThat(callbacks.tags()).containsExactly("t2", "t1");
        assertThat(inherited(callbacks).tags()).containsExactly("t2");
    }

    @Test
    void rule3_4_laterMetadataWinAndKeysKeepTheirPlaces() {
        Map<String, Object> later = new LinkedHashMap<>();
        later.put("c", 3);
        later.put("a", 4);
        CallbackManager callbacks = RunContext.empty()
                .callbacks()
                .withMetadata(Map.of("a", 1))
                .withMetadata(Map.of("b", 2))
                .withMetadata(later);
        assertThat(callbacks.metadata()).containsExactly(entry("a", 4), entry("b", 2), entry("c", 3));
    }

    @Test
    void rule3_5_handlersOfAConfigAreCalledInTheirOrderAndInherited() {
        List<String> heard = new ArrayList<>();
        CallbackHandler first = CallbackHandler.onCustomEvents(event -> heard.add("first"));
        CallbackHandler second = CallbackHandler.onCustomEvents(event -> heard.add("second"));
        TypedRunnable.of("outer", (String input) -> WORK.invoke(input)).invoke("in", with(first, second));
        assertThat(heard).containsExactly("first", "second");
    }

    @Test
    void rule3_5_aManagerKeepsItsParent() {
        TypedRunnable.ofConfigured(
                        "outer",
                        (String input, RunnableConfig config) ->
                                WORK.invoke(input, with(config.callbacks().orElseThrow())))
                .invoke("in", with(recorder));
        List<RunEvent.Start> starts = recorder.all(RunEvent.Start.class);
        assertThat(starts.get(1).run().parentId()).contains(starts.get(0).run().id());
    }

    @Test
    void rule3_6_aLocalHandlerAtTheRootHearsOfTheRunAndNotOfItsEvents() {
        WORK.invoke("in", with(RunContext.empty().callbacks().withLocalHandler(recorder)));
        assertThat(recorder.lines()).containsExactly("start work", "end work");
    }

    @Test
    void rule3_7_theManagerBelowARunHasWhatIsInheritableAndTheTagAsLocal() {
        CallbackManager step = inherited(
                        RunContext.empty().callbacks().withHandler(recorder).withTags(List.of("t")))
                .withLocalTags(List.of("seq:step:1"));
        assertThat(step.run()).map(Run::name).contains("run");
        assertThat(step.handlers()).containsExactly(recorder);
        assertThat(step.tags()).containsExactly("t", "seq:step:1");
        assertThat(inherited(step).tags()).containsExactly("t");
    }

    @Test
    void rule3_8_runIdsAreOfVersion7UnlessTheyAreGiven() {
        UUID given = UUID.fromString("00000000-0000-0000-0000-000000000001");
        TypedRunnable.of("outer", (String input) -> WORK.invoke(input))
                .invoke("in", with(recorder).toBuilder().runId(given).build());
        List<UUID> ids = recorder.all(RunEvent.Start.class).stream()
                .map(start -> start.run().id())
                .toList();
        assertThat(ids.get(0)).isEqualTo(given);
        assertThat(ids.get(1).version()).isEqualTo(7);
    }

    @Test
    void rule3_9_aRunKeepsWhatItIsAfterItsEnd() {
        TypedRunnable.of("outer", (String input) -> WORK.invoke(input))
                .invoke(
                        "in",
                        with(recorder).toBuilder().tags("t").metadata("m", 1).build());
        Run work = recorder.all(RunEvent.End.class).get(0).run();
        Run outer = recorder.all(RunEvent.End.class).get(1).run();
        assertThat(work.parentId()).contains(outer.id());
        assertThat(work.tags()).containsExactly("t");
        assertThat(work.metadata()).containsExactly(entry("m", 1));
        assertThat(work).isSameAs(recorder.only(CustomEvent.class).run());
    }

    @Test
    void rule3_10_asynchronousHandlersHearAfterAllSynchronousOnes() {
        List<String> heard = new ArrayList<>();
        AsyncRecorder async = new AsyncRecorder(event -> {
            heard.add("async");
            return CompletableFuture.completedStage(null);
        });
        RunnableConfig config = RunnableConfig.builder()
                .addHandler(async)
                .addHandler(CallbackHandler.onCustomEvents(event -> heard.add("first")))
                .addHandler(CallbackHandler.onCustomEvents(event -> heard.add("second")))
                .build();
        WORK.invoke("in", config);
        assertThat(heard).as("start, event, end").containsExactly("async", "first", "second", "async", "async");
    }

    @Test
    void rule3_10_asynchronousHandlersHearAnEventAtWhichASynchronousOneRaises() {
        AsyncRecorder async = new AsyncRecorder();
        FailingHandler failing = FailingHandler.atCustomEvents(ErrorPolicy.RAISE, FAILURE);
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            assertThatThrownBy(() -> WORK.invoke(
                            "in",
                            RunnableConfig.builder()
                                    .addHandler(failing)
                                    .addHandler(async)
                                    .build()))
                    .isSameAs(FAILURE);
            assertThat(log.entries()).hasSize(1);
        }
        assertThat(async.done()).containsExactly("start work", "work: event in", "error work IllegalStateException");
    }

    @Test
    void rule3_11_asynchronousHandlersHearAtOnceAndAllAreWaitedFor() {
        CompletableFuture<Void> secondHasBegun = new CompletableFuture<>();
        AsyncRecorder first = AsyncRecorder.slowAt("event", secondHasBegun);
        AsyncRecorder second = new AsyncRecorder(event -> {
            if (event instanceof CustomEvent) {
                secondHasBegun.complete(null);
            }
            return CompletableFuture.completedStage(null);
        });
        TypedRunnable.ofAsync("work", (String input, RunnableConfig config) -> {
                    CustomEvents.dispatch("event", input);
                    return CompletableFuture.completedStage(input);
                })
                .invokeAsync(
                        "in",
                        RunnableConfig.builder()
                                .addHandler(first)
                                .addHandler(second)
                                .build())
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
        assertThat(first.done()).isEqualTo(second.done()).containsExactly("start work", "work: event in", "end work");
    }

    @Test
    void rule3_12_dispatchReturnsWhenEveryHandlerHas() {
        AsyncRecorder slow = new AsyncRecorder(event ->
                CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS)));
        TypedRunnable.of("work", (String input) -> {
                    CustomEvents.dispatch("event", input);
                    assertThat(recorder.lines()).contains("work: event in");
                    assertThat(slow.done()).contains("work: event in");
                    return input;
                })
                .invoke(
                        "in",
                        RunnableConfig.builder()
                                .addHandler(recorder)
                                .addHandler(slow)
                                .build());
        assertThat(slow.done()).endsWith("end work");
    }

    /** Ignores what it is told to. */
    private static final class Ignoring extends Recorder {
        private RunType type;
        private boolean customEvents;

        @Override
        public boolean ignoresRuns(RunType type) {
            return type == this.type;
        }

        @Override
        public boolean ignoresCustomEvents() {
            return customEvents;
        }
    }

    @Test
    void rule3_13_handlersIgnoreRunTypesAndCustomEventsAndAreAskedEachTime() {
        Ignoring handler = new Ignoring();
        TypedRunnable<String, String> tool = TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("tool").type(RunType.TOOL).build(),
                (String input, RunnableConfig config) -> {
                    CustomEvents.dispatch("event", 1);
                    handler.customEvents = true;
                    CustomEvents.dispatch("event", 2);
                    handler.type = RunType.TOOL;
                    return input;
                });
        TypedRunnable.of("chain", (String input) -> tool.invoke(input)).invoke("in", with(handler));
        assertThat(handler.lines()).containsExactly("start chain", "start tool", "tool: event 1", "end chain");
        assertThat(new Recorder().ignoresRuns(RunType.CHAIN)).isFalse();
        assertThat(new Recorder().ignoresCustomEvents()).isFalse();
    }

    @Test
    void rule3_14_aFailureIsLoggedAsAWarningAndTheProgramGoesOn() {
        FailingHandler failing = FailingHandler.atCustomEvents(ErrorPolicy.LOG, FAILURE);
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            WORK.invoke("in", with(failing, recorder));
            assertThat(log.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.level()).isEqualTo(Level.WARN);
                assertThat(entry.message()).contains("failing handler", "\"event\"");
                assertThat(entry.cause()).containsSame(FAILURE);
            });
        }
        assertThat(recorder.lines()).containsExactly("start work", "work: event in", "end work");
    }

    @Test
    void rule3_14_handlersAfterOneThatRaisesDoNotGetTheEvent() {
        FailingHandler failing = FailingHandler.atCustomEvents(ErrorPolicy.RAISE, FAILURE);
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            assertThatThrownBy(() -> WORK.invoke("in", with(failing, recorder))).isSameAs(FAILURE);
            assertThat(log.entries()).as("logged first").hasSize(1);
        }
        assertThat(recorder.lines()).containsExactly("start work", "error work IllegalStateException");
    }

    @Test
    void rule3_14_otherAsynchronousHandlersDoGetTheEvent() {
        AsyncRecorder failing = AsyncRecorder.failingAtCustomEvents(ErrorPolicy.RAISE, FAILURE);
        AsyncRecorder other = new AsyncRecorder();
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            assertThatThrownBy(() -> WORK.invoke(
                            "in",
                            RunnableConfig.builder()
                                    .addHandler(failing)
                                    .addHandler(other)
                                    .build()))
                    .isSameAs(FAILURE);
            assertThat(log.entries()).hasSize(1);
        }
        assertThat(other.done()).contains("work: event in");
    }

    @Test
    void rule3_16_theBodyMayCatchWhatAHandlerRaises() {
        FailingHandler failing = FailingHandler.atCustomEvents(ErrorPolicy.RAISE, FAILURE);
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            TypedRunnable.of("work", (String input) -> {
                        assertThatThrownBy(() -> CustomEvents.dispatch("event", input))
                                .isSameAs(FAILURE);
                        return input;
                    })
                    .invoke("in", with(failing));
            assertThat(log.entries()).hasSize(1);
        }
        assertThat(failing.lines()).containsExactly("start work", "work: event in", "end work");
    }

    @Test
    void rule3_16_uncaughtItEndsTheRunForAllHandlers() {
        FailingHandler failing = FailingHandler.atCustomEvents(ErrorPolicy.RAISE, FAILURE);
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            assertThatThrownBy(() -> WORK.invoke("in", with(recorder, failing))).isSameAs(FAILURE);
            assertThat(log.entries()).hasSize(1);
        }
        assertThat(recorder.lines())
                .isEqualTo(failing.lines())
                .containsExactly("start work", "work: event in", "error work IllegalStateException");
    }

    @Test
    void rule3_16_raisedAtTheStartTheBodyNeverRunsAndNoErrorFollows() {
        FailingHandler failing = new FailingHandler(ErrorPolicy.RAISE, FAILURE, RunEvent.Start.class);
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            assertThatThrownBy(() -> WORK.invoke("in", with(recorder, failing))).isSameAs(FAILURE);
            assertThat(log.entries()).hasSize(1);
        }
        assertThat(recorder.lines()).isEqualTo(failing.lines()).containsExactly("start work");
    }

    @Test
    void rule3_16_raisedAtTheEndItReachesTheCallerAndNoErrorFollows() {
        FailingHandler failing = new FailingHandler(ErrorPolicy.RAISE, FAILURE, RunEvent.End.class);
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            assertThatThrownBy(() -> WORK.invoke("in", with(failing))).isSameAs(FAILURE);
            assertThat(log.entries()).hasSize(1);
        }
        assertThat(failing.lines()).containsExactly("start work", "work: event in", "end work");
    }

    @Test
    void rule3_17_theErrorOfACancelledRunIsHandledToItsEnd() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Void> handled = new CompletableFuture<>();
        AsyncRecorder handler = new AsyncRecorder(event -> event instanceof RunEvent.Error
                ? CompletableFuture.runAsync(() -> handled.complete(null))
                : CompletableFuture.completedStage(null));
        CompletableFuture<String> future = TypedRunnable.of("work", (String input) -> {
                    started.countDown();
                    new CountDownLatch(1).await();
                    return input;
                })
                .invokeAsync("in", RunnableConfig.builder().addHandler(handler).build());
        started.await();
        future.cancel(true);
        assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
        assertThat(handled).succeedsWithin(Duration.ofMinutes(1));
        assertThat(handler.begun()).hasSize(2).last().asString().startsWith("error work");
    }

    @Test
    void rule3_18_aHandlerMayDispatchInTheRunOfTheEventAndThatIsDeliveredAtOnce() {
        CallbackHandler nesting = CallbackHandler.onCustomEvents(event -> {
            if (event.name().equals("event")) {
                CustomEvents.dispatch("nested", 1);
            }
        });
        WORK.invoke("in", with(nesting, recorder));
        assertThat(recorder.lines())
                .as("depth first")
                .containsExactly("start work", "work: nested 1", "work: event in", "end work");
    }
}
