package dev.runcast.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler.ErrorPolicy;
import dev.runcast.runtime.fixtures.AsyncRecorder;
import dev.runcast.runtime.fixtures.FailingHandler;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.fixtures.Recorder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CallbackHandlerTest {
    private static final IllegalStateException FAILURE = new IllegalStateException("no");

    private final Recorder recorder = new Recorder();

    private static final TypedRunnable<String, String> WORK = TypedRunnable.of("work", (String input) -> {
        CustomEvents.dispatch("e", input);
        return "out";
    });

    private static final TypedRunnable<String, String> BROKEN = TypedRunnable.of("broken", (String input) -> {
        throw new IllegalArgumentException(input);
    });

    private static RunnableConfig with(CallbackHandler... handlers) {
        RunnableConfig.Builder builder = RunnableConfig.builder();
        for (CallbackHandler handler : handlers) {
            builder.addHandler(handler);
        }
        return builder.build();
    }

    @Nested
    class Times {
        /** Keeps what it hears. */
        private static class Keeper extends Recorder {
            private final boolean ignoresTimes;

            Keeper(boolean ignoresTimes) {
                this.ignoresTimes = ignoresTimes;
            }

            @Override
            public boolean ignoresTimes() {
                return ignoresTimes;
            }
        }

        @Test
        void areThoseOfTheEventsWheneverTheyAreAskedFor() {
            Keeper keeper = new Keeper(false);
            WORK.invoke("x", with(keeper, new Keeper(true)));
            Instant after = Instant.now();
            assertThat(keeper.events()).hasSize(3).allSatisfy(event -> {
                assertThat(event.time()).isBeforeOrEqualTo(after);
                assertThat(event.run().startTime())
                        .isEqualTo(keeper.events().get(0).time());
            });
            assertThat(keeper.events()).isSortedAccordingTo(Comparator.comparing(RunEvent::time));
        }

        @Test
        void areThoseOfTheFirstQuestionWhereAllHandlersIgnoreThem() {
            Keeper keeper = new Keeper(true);
            WORK.invoke("x", with(keeper, CallbackHandler.on(EventType.of("e", String.class), payload -> {})));
            Instant after = Instant.now();
            assertThat(keeper.events())
                    .hasSize(3)
                    .allSatisfy(event ->
                            assertThat(event.time()).isAfterOrEqualTo(after).isEqualTo(event.time()));
        }

        @Test
        void areNotIgnoredByListenersThatGetTheEvent() {
            List<CustomEvent> events = new ArrayList<>();
            WORK.invoke(
                    "x",
                    with(CallbackHandler.onEvent(
                            EventType.of("e", String.class),
                            (String payload, CustomEvent event) -> events.add(event))));
            Instant after = Instant.now();
            assertThat(events)
                    .singleElement()
                    .satisfies(event -> assertThat(event.time()).isBeforeOrEqualTo(after));
        }

        @Test
        void areOfInterestToAHandlerOfTheProcess() {
            Keeper keeper = new Keeper(false);
            GlobalCallbacks.Registration registration = GlobalCallbacks.register(keeper);
            WORK.invoke("x", with(new Keeper(true)));
            registration.close();
            Instant after = Instant.now();
            assertThat(keeper.events())
                    .hasSize(3)
                    .allSatisfy(event -> assertThat(event.time()).isBeforeOrEqualTo(after));
        }
    }

    @Nested
    class Sequence {
        private final TypedRunnable<String, String> nested = TypedRunnable.of("nested", (String input) -> {
            CustomEvents.dispatch("before", input);
            WORK.invoke(input);
            return "out";
        });

        /** Keeps what it hears. */
        private static class Uncounting extends Recorder {
            @Override
            public boolean ignoresSequence() {
                return true;
            }
        }

        @Test
        void countsTheEventsOfATreeForOneHandlerThatDoesNotIgnoreIt() {
            nested.invoke("x", with(new Uncounting(), recorder));
            assertThat(recorder.events()).extracting(RunEvent::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        }

        @Test
        void goesOnAtTheFirstQuestionWhereAllHandlersIgnoreIt() {
            Uncounting handler = new Uncounting();
            nested.invoke("x", with(handler, CallbackHandler.on(EventType.of("e", String.class), payload -> {})));
            RunEvent last = handler.events().get(5);
            RunEvent first = handler.events().get(0);
            assertThat(last.sequence()).isEqualTo(1).isEqualTo(last.sequence());
            assertThat(first.sequence()).isEqualTo(2).isEqualTo(first.sequence());
        }

        @Test
        void countsOnlyTheEventsThatSomebodyWantsCounted() {
            TypedRunnable<String, String> outer = TypedRunnable.of("outer", (String input) -> {
                WORK.invoke(input, with(recorder));
                return "out";
            });
            outer.invoke("x", with(new Uncounting()));
            assertThat(recorder.events()).extracting(RunEvent::sequence).containsExactly(1L, 2L, 3L);
        }

        @Test
        void isOfInterestToAHandlerOfTheProcess() {
            GlobalCallbacks.Registration registration = GlobalCallbacks.register(recorder);
            WORK.invoke("x", with(new Uncounting()));
            registration.close();
            assertThat(recorder.events()).extracting(RunEvent::sequence).containsExactly(1L, 2L, 3L);
        }

        @Test
        void isOfInterestToAnAsynchronousHandler() {
            List<Long> numbers = new ArrayList<>();
            WORK.invoke(
                    "x",
                    RunnableConfig.builder()
                            .addHandler(new Uncounting())
                            .addHandler(new AsyncCallbackHandler() {
                                @Override
                                public CompletionStage<Void> onRunEnd(RunEvent.End event) {
                                    numbers.add(event.sequence());
                                    return CompletableFuture.completedStage(null);
                                }
                            })
                            .build());
            assertThat(numbers).containsExactly(3L);
        }

        @Test
        void isIgnoredBehindAQueueWhereTheHandlerIgnoresIt() {
            Uncounting handler = new Uncounting();
            try (BackgroundHandler background = CallbackHandler.inBackground(handler, BackgroundOptions.defaults())) {
                WORK.invoke("x", with(background));
            }
            assertThat(handler.events().get(2).sequence()).isEqualTo(1);
        }
    }

    @Nested
    class Delivery {
        @Test
        void handlersHearEachEventInTheOrderOfTheirRegistration() {
            List<String> heard = new ArrayList<>();
            class Named extends Recorder {
                private final String name;

                Named(String name) {
                    this.name = name;
                }

                @Override
                protected void record(RunEvent event) {
                    heard.add(name + " " + line(event));
                }
            }
            WORK.invoke("x", with(new Named("a"), new Named("b")));
            assertThat(heard)
                    .containsExactly(
                            "a start work", "b start work", "a work: e x", "b work: e x", "a end work", "b end work");
        }

        @Test
        void eventsCarryTheInputTheOutputAndTheError() {
            WORK.invoke("x", with(recorder));
            assertThat(recorder.only(RunEvent.Start.class).input()).isEqualTo("x");
            assertThat(recorder.only(RunEvent.End.class).input()).isEqualTo("x");
            assertThat(recorder.only(RunEvent.End.class).output()).isEqualTo("out");

            Recorder ofBroken = new Recorder();
            assertThatThrownBy(() -> BROKEN.invoke("y", with(ofBroken)))
                    .isSameAs(ofBroken.only(RunEvent.Error.class).error())
                    .hasMessage("y");
            assertThat(ofBroken.only(RunEvent.Error.class).input()).isEqualTo("y");
            assertThat(ofBroken.lines()).containsExactly("start broken", "error broken IllegalArgumentException");
        }

        @Test
        void ignoredRunTypesAreNotHeardButTheirCustomEventsAre() {
            Recorder noTools = new Recorder() {
                @Override
                public boolean ignoresRuns(RunType type) {
                    return type == RunType.TOOL;
                }
            };
            TypedRunnable<String, String> tool = TypedRunnable.ofConfigured(
                    RunnableDescriptor.builder("tool").type(RunType.TOOL).build(),
                    (String input, RunnableConfig config) -> WORK.invoke(input));
            tool.invoke("x", with(noTools, recorder));
            assertThat(noTools.lines()).containsExactly("start work", "work: e x", "end work");
            assertThat(recorder.lines())
                    .containsExactly("start tool", "start work", "work: e x", "end work", "end tool");
        }

        @Test
        void ignoredErrorsAreNotHeard() {
            Recorder noChains = new Recorder() {
                @Override
                public boolean ignoresRuns(RunType type) {
                    return type == RunType.CHAIN;
                }
            };
            assertThatThrownBy(() -> BROKEN.invoke("x", with(noChains))).isInstanceOf(IllegalArgumentException.class);
            assertThat(noChains.lines()).isEmpty();
        }

        @Test
        void ignoredCustomEventsAreNotHeard() {
            Recorder noEvents = new Recorder() {
                @Override
                public boolean ignoresCustomEvents() {
                    return true;
                }
            };
            WORK.invoke("x", with(noEvents));
            assertThat(noEvents.lines()).containsExactly("start work", "end work");
        }

        @Test
        void aHandlerMayChangeItsMindBetweenEvents() {
            Recorder oneEvent = new Recorder() {
                @Override
                public boolean ignoresCustomEvents() {
                    return !custom().isEmpty();
                }
            };
            TypedRunnable.of("two", (String input) -> WORK.invoke(WORK.invoke(input)))
                    .invoke("x", with(oneEvent));
            assertThat(oneEvent.data()).containsExactly("x");
        }

        @Test
        void defaultMethodsDoNothing() {
            CallbackHandler silent = new CallbackHandler() {};
            assertThat(WORK.invoke("x", with(silent))).isEqualTo("out");
            assertThatThrownBy(() -> BROKEN.invoke("x", with(silent))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class PolicyLog {
        @Test
        void theProgramAndTheOtherHandlersGoOn() {
            try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
                String output =
                        WORK.invoke("x", with(FailingHandler.atCustomEvents(ErrorPolicy.LOG, FAILURE), recorder));
                assertThat(output).isEqualTo("out");
                assertThat(recorder.lines()).containsExactly("start work", "work: e x", "end work");
                assertThat(log.entries()).singleElement().satisfies(entry -> {
                    assertThat(entry.level()).isEqualTo(Level.WARN);
                    assertThat(entry.message()).contains("failing handler", "the event \"e\"", "work");
                    assertThat(entry.cause()).containsSame(FAILURE);
                });
            }
        }

        @Test
        void failuresAtStartEndAndErrorAreLoggedToo() {
            FailingHandler failing = new FailingHandler(
                    ErrorPolicy.LOG, FAILURE, RunEvent.Start.class, RunEvent.End.class, RunEvent.Error.class);
            try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
                WORK.invoke("x", with(failing));
                assertThatThrownBy(() -> BROKEN.invoke("x", with(failing)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasNoSuppressedExceptions();
                assertThat(log.entries())
                        .hasSize(4)
                        .satisfiesExactly(
                                entry -> assertThat(entry.message()).contains("the start of the run work"),
                                entry -> assertThat(entry.message()).contains("the end of the run work"),
                                entry -> assertThat(entry.message()).contains("the start of the run broken"),
                                entry -> assertThat(entry.message()).contains("the error of the run broken"));
            }
        }

        @Test
        void errorsOfTheJvmAreLoggedToo() {
            LinkageError failure = new LinkageError("missing");
            try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
                WORK.invoke("x", with(CallbackHandler.onCustomEvents(event -> {
                    throw failure;
                })));
                assertThat(log.entries())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.cause()).containsSame(failure));
            }
        }
    }

    @Nested
    class PolicyRaise {
        private FailingHandler raising(Class<? extends RunEvent> kind) {
            return new FailingHandler(ErrorPolicy.RAISE, FAILURE, kind);
        }

        @Test
        void theExceptionComesOutOfTheDispatchAndEndsTheRun() {
            try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
                assertThatThrownBy(() -> WORK.invoke("x", with(raising(CustomEvent.class), recorder)))
                        .isSameAs(FAILURE);
                assertThat(recorder.lines())
                        .as("handlers after it do not hear the event")
                        .containsExactly("start work", "error work IllegalStateException");
                assertThat(log.entries())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.cause()).containsSame(FAILURE));
            }
        }

        @Test
        void theBodyMayCatchIt() {
            TypedRunnable<String, String> careful = TypedRunnable.of("careful", (String input) -> {
                try {
                    CustomEvents.dispatch("e", input);
                    return "not raised";
                } catch (IllegalStateException caught) {
                    return "caught";
                }
            });
            assertThat(careful.invoke("x", with(raising(CustomEvent.class), recorder)))
                    .isEqualTo("caught");
            assertThat(recorder.lines()).containsExactly("start careful", "end careful");
        }

        @Test
        void atTheStartTheBodyIsNotRunAndNoErrorFollows() {
            FailingHandler raising = raising(RunEvent.Start.class);
            List<String> ran = new ArrayList<>();
            TypedRunnable<String, Boolean> work = TypedRunnable.of("work", (String input) -> ran.add(input));
            assertThatThrownBy(() -> work.invoke("x", with(raising, recorder))).isSameAs(FAILURE);
            assertThat(ran).isEmpty();
            assertThat(raising.lines()).containsExactly("start work");
            assertThat(recorder.lines()).isEmpty();
            assertThat(CustomEvents.tryDispatch("e", 1)).isFalse();
        }

        @Test
        void atTheEndItReachesTheCallerAndNoErrorFollows() {
            FailingHandler raising = raising(RunEvent.End.class);
            assertThatThrownBy(() -> WORK.invoke("x", with(raising))).isSameAs(FAILURE);
            assertThat(raising.lines()).containsExactly("start work", "work: e x", "end work");
        }

        @Test
        void atTheErrorItIsSuppressedInTheRunsOwn() {
            assertThatThrownBy(() -> BROKEN.invoke("x", with(raising(RunEvent.Error.class))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("x")
                    .hasSuppressedException(FAILURE);
        }

        @Test
        void anErrorThatIsRaisedAgainDoesNotSuppressItself() {
            Recorder rethrowing = new Recorder() {
                @Override
                public void onRunError(RunEvent.Error event) {
                    throw (RuntimeException) event.error();
                }

                @Override
                public ErrorPolicy errorPolicy() {
                    return ErrorPolicy.RAISE;
                }
            };
            assertThatThrownBy(() -> BROKEN.invoke("x", with(rethrowing)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoSuppressedExceptions();
        }

        @Test
        void asynchronousHandlersHearTheEventBeforeItIsThrown() {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            AsyncRecorder slow = new AsyncRecorder(event -> {
                if (!(event instanceof CustomEvent)) {
                    return CompletableFuture.completedFuture(null);
                }
                new Thread(() -> gate.complete(null)).start();
                return gate;
            });
            List<String> doneWhenRaised = new ArrayList<>();
            TypedRunnable.of("careful", (String input) -> {
                        try {
                            CustomEvents.dispatch("e", input);
                        } catch (IllegalStateException caught) {
                            doneWhenRaised.addAll(slow.done());
                        }
                        return input;
                    })
                    .invoke(
                            "x",
                            with(raising(CustomEvent.class)).toBuilder()
                                    .addHandler(slow)
                                    .build());
            assertThat(doneWhenRaised).containsExactly("start careful", "careful: e x");
        }

        @Test
        void aCancellationIsNoFailureAndNotLogged() {
            CancellationException cancelled = new CancellationException();
            try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
                assertThatThrownBy(() ->
                                WORK.invoke("x", with(FailingHandler.atCustomEvents(ErrorPolicy.RAISE, cancelled))))
                        .isSameAs(cancelled);
                assertThat(log.entries()).isEmpty();
            }
        }

        @Test
        void inAnAsynchronousRunTheFutureFails() {
            TypedRunnable<String, String> work = TypedRunnable.ofAsync(
                    "work", (String input, RunnableConfig config) -> CompletableFuture.completedFuture(input));
            assertThat(work.invokeAsync("x", with(raising(RunEvent.Start.class))))
                    .isCompletedExceptionally()
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .havingCause()
                    .isSameAs(FAILURE);
            assertThat(work.invokeAsync("x", with(raising(RunEvent.End.class))))
                    .isCompletedExceptionally()
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .havingCause()
                    .isSameAs(FAILURE);
        }
    }

    @Nested
    class TypedListeners {
        private static final EventType<Integer> COUNT = EventType.of("count", Integer.class);

        /** The same name in another class, with another payload. */
        private static final EventType<String> OTHER_COUNT = EventType.of("count", String.class);

        private final List<Object> heard = new ArrayList<>();

        private static TypedRunnable<String, String> emitting(Object... data) {
            return TypedRunnable.of("work", (String input) -> {
                for (Object datum : data) {
                    CustomEvents.dispatch("count", datum);
                }
                CustomEvents.dispatch("else", 0);
                return input;
            });
        }

        @Test
        void hearTheirPayloads() {
            emitting(1, 2)
                    .invoke(
                            "x",
                            RunnableConfig.builder()
                                    .on(COUNT, (Integer count) -> heard.add(count))
                                    .build());
            assertThat(heard).containsExactly(1, 2);
        }

        @Test
        void mayHearTheEventBesides() {
            emitting(1)
                    .invoke(
                            "x",
                            RunnableConfig.builder()
                                    .onEvent(
                                            COUNT,
                                            (count, event) ->
                                                    heard.add(event.run().name() + event.name() + count))
                                    .build());
            assertThat(heard).containsExactly("workcount1");
        }

        @Test
        void withoutDataAreCalled() {
            emitting((Object) null)
                    .invoke(
                            "x",
                            RunnableConfig.builder()
                                    .on(EventType.of("count"), nothing -> heard.add("called"))
                                    .build());
            assertThat(heard).containsExactly("called");
        }

        @Test
        void skipOtherDataOfThatNameAndNoteItOnce() {
            List<String> strings = new ArrayList<>();
            try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
                emitting(1, "one", null, "two", 2)
                        .invoke(
                                "x",
                                RunnableConfig.builder()
                                        .on(COUNT, (Integer count) -> heard.add(count))
                                        .on(OTHER_COUNT, (String count) -> strings.add(count))
                                        .build());
                assertThat(heard).containsExactly(1, 2);
                assertThat(strings).containsExactly("one", "two");
                assertThat(log.entries())
                        .hasSize(2)
                        .allSatisfy(entry -> {
                            assertThat(entry.level()).isEqualTo(Level.DEBUG);
                            assertThat(entry.message()).contains("\"count\"");
                        })
                        .satisfiesExactlyInAnyOrder(
                                entry -> assertThat(entry.message())
                                        .contains("count(Integer)")
                                        .contains("java.lang.String"),
                                entry -> assertThat(entry.message())
                                        .contains("count(String)")
                                        .contains("java.lang.Integer"));
            }
        }

        @Test
        void failuresNameTheListener() {
            try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
                emitting(1)
                        .invoke(
                                "x",
                                RunnableConfig.builder()
                                        .on(COUNT, (Integer count) -> {
                                            throw FAILURE;
                                        })
                                        .build());
                assertThat(log.entries())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.message()).contains("listener on count(Integer)"));
            }
        }

        @Test
        void onCustomEventsHearsThemAll() {
            emitting(1, "one", null)
                    .invoke("x", with(CallbackHandler.onCustomEvents(event -> heard.add(event.data()))));
            assertThat(heard).containsExactly(1, "one", null, 0);
        }
    }
}
