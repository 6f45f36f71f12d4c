package dev.runcast.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.BackgroundHandler;
import dev.runcast.runtime.callback.BackgroundOptions;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import dev.runcast.runtime.tree.RunTreeRecorder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** That good handlers pass the contract, and that each rule fails a handler that breaks it, and what it says then. */
class CallbackHandlerContractTest {
    @Nested
    @StrictMode
    class OfARecorder implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return new RunTreeRecorder();
        }
    }

    @Nested
    class OfATypedListener implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return CallbackHandler.on(EventType.of("event", String.class), text -> {});
        }
    }

    @Nested
    class OfABackgroundHandler implements CallbackHandlerContract {
        private BackgroundHandler handler;

        @Override
        public CallbackHandler handler() {
            handler = CallbackHandler.inBackground(new RunTreeRecorder(), BackgroundOptions.defaults());
            return handler;
        }

        @AfterEach
        void close() {
            handler.close();
        }
    }

    @Nested
    class OfAScopedHandler implements CallbackHandlerContract {
        private final ThreadLocal<Deque<Run>> open = ThreadLocal.withInitial(ArrayDeque::new);

        @Override
        public CallbackHandler handler() {
            return (ScopedCallbackHandler) run -> {
                open.get().push(run);
                return () -> assertThat(open.get().pop()).isSameAs(run);
            };
        }
    }

    @Nested
    class OfAnAsynchronousHandler implements AsyncCallbackHandlerContract {
        @Override
        public AsyncCallbackHandler asyncHandler() {
            return new AsyncCallbackHandler() {
                @Override
                public CompletionStage<Void> onCustomEvent(CustomEvent event) {
                    return CompletableFuture.runAsync(
                            () -> assertThat(event.name()).isNotNull());
                }
            };
        }
    }

    /** Returns what the failed tests of a contract say, by their names. */
    private static Map<String, String> failures(Class<? extends CallbackHandlerContract> contract) {
        Map<String, String> failures = new TreeMap<>();
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(contract)).execute().testEvents().failed().stream()
                .forEach(event -> failures.put(name(event), message(event)));
        return failures;
    }

    private static String name(Event event) {
        return event.getTestDescriptor().getDisplayName().replace("()", "");
    }

    private static String message(Event event) {
        return event.getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .map(Throwable::getMessage)
                .orElse("");
    }

    /** A handler that says what it is. */
    private abstract static class Named implements CallbackHandler {
        @Override
        public String toString() {
            return "bad handler";
        }
    }

    static class OfOneThatNeedsData implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return new Named() {
                @Override
                public void onCustomEvent(CustomEvent event) {
                    event.data().hashCode();
                }
            };
        }
    }

    @Test
    void findsWhoNeedsData() {
        assertThat(failures(OfOneThatNeedsData.class))
                .containsOnlyKeys("standsEventsWithAnyData", "standsEventsWhoseDataCannotBeShown")
                .extractingByKey("standsEventsWithAnyData")
                .asString()
                .startsWith("The handler bad handler threw at the event \"event\" of the run emitting ")
                .contains("java.lang.NullPointerException")
                .endsWith(". A handler is to stand whatever it hears of.");
    }

    static class OfOneThatNeedsInputs implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return new Named() {
                @Override
                public void onRunStart(RunEvent.Start event) {
                    if (event.input() == null) {
                        throw new IllegalArgumentException("no input");
                    }
                }
            };
        }
    }

    @Test
    void findsWhoNeedsInputs() {
        assertThat(failures(OfOneThatNeedsInputs.class))
                .containsOnlyKeys(
                        "standsChunksAndInputsThatAreNotKnownYet", "standsRunsOfEveryTypeWithAnyInputAndOutput")
                .extractingByKey("standsRunsOfEveryTypeWithAnyInputAndOutput")
                .asString()
                .startsWith("The handler bad handler threw at the start of the run work ")
                .contains("java.lang.IllegalArgumentException: no input");
    }

    static class OfOneThatNeedsMessages implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return new Named() {
                @Override
                public void onRunError(RunEvent.Error event) {
                    event.error().getMessage().length();
                }
            };
        }
    }

    @Test
    void findsWhoNeedsTheMessagesOfErrors() {
        assertThat(failures(OfOneThatNeedsMessages.class))
                .containsKey("standsErrorsOfEveryKind")
                .extractingByKey("standsErrorsOfEveryKind")
                .asString()
                .contains("threw at the error of the run failing");
    }

    static class OfOneThatNeedsTheStart implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return new Named() {
                private final Map<Run, Integer> going = new ConcurrentHashMap<>();

                @Override
                public void onRunStart(RunEvent.Start event) {
                    going.put(event.run(), 0);
                }

                @Override
                public void onCustomEvent(CustomEvent event) {
                    going.compute(event.run(), (run, count) -> count + 1);
                }

                @Override
                public void onRunEnd(RunEvent.End event) {
                    going.remove(event.run());
                }
            };
        }
    }

    @Test
    void findsWhoNeedsTheStart() {
        assertThat(failures(OfOneThatNeedsTheStart.class))
                .containsOnlyKeys("standsEventsAfterTheEnd", "standsRunsWhoseStartItMissed");
    }

    static class OfOneThatIsForOneThread implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return new Named() {
                private Thread thread;

                @Override
                public void onCustomEvent(CustomEvent event) {
                    thread = thread == null ? Thread.currentThread() : thread;
                    if (thread != Thread.currentThread()) {
                        throw new IllegalStateException("another thread");
                    }
                }
            };
        }
    }

    @Test
    void findsWhoIsForOneThread() {
        assertThat(failures(OfOneThatIsForOneThread.class))
                .containsOnlyKeys("standsManyRunsAtOnce", "standsOneRunOnSeveralThreads");
    }

    static class OfOneThatSwallowsInterrupts implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return new Named() {
                @Override
                public void onCustomEvent(CustomEvent event) {
                    Thread.interrupted(); // as it does where an InterruptedException is caught
                }
            };
        }
    }

    @Test
    void findsWhoSwallowsInterrupts() {
        assertThat(failures(OfOneThatSwallowsInterrupts.class))
                .containsOnlyKeys("leavesTheThreadInterrupted")
                .extractingByKey("leavesTheThreadInterrupted")
                .asString()
                .startsWith("The handler bad handler cleared the interruption of the thread at the event \"event\"")
                .endsWith("Call Thread.currentThread().interrupt() where an InterruptedException is caught.");
    }

    static class OfOneThatChangesData implements CallbackHandlerContract {
        @Override
        @SuppressWarnings("unchecked")
        public CallbackHandler handler() {
            return new Named() {
                @Override
                public void onRunEnd(RunEvent.End event) {
                    if (event.output() instanceof ArrayList<?> list) {
                        ((List<Object>) list).clear();
                    }
                }
            };
        }
    }

    @Test
    void findsWhoChangesData() {
        assertThat(failures(OfOneThatChangesData.class))
                .containsOnlyKeys("leavesDataAsTheyAre")
                .extractingByKey("leavesDataAsTheyAre")
                .asString()
                .startsWith("[the input, output and data of a run]");
    }

    static class OfOneThatShowsData implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return new Named() {
                @Override
                public void onCustomEvent(CustomEvent event) {
                    String.valueOf(event.data());
                }
            };
        }
    }

    @Test
    void findsWhoTrustsData() {
        assertThat(failures(OfOneThatShowsData.class)).containsOnlyKeys("standsEventsWhoseDataCannotBeShown");
    }

    static class OfOneForShallowTrees implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return new Named() {
                @Override
                public void onRunStart(RunEvent.Start event) {
                    event.metadata().values().forEach(value -> value.hashCode());
                    if (event.run().parentIds().size() > 20) {
                        throw new IllegalStateException("too deep");
                    }
                }
            };
        }
    }

    @Test
    void findsWhoNeedsMetadataAndShallowTrees() {
        assertThat(failures(OfOneForShallowTrees.class))
                .containsOnlyKeys("standsAnyNamesTagsAndMetadata", "standsDeepTrees");
    }

    static class OfOneWithoutScopes implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return (ScopedCallbackHandler) run -> null;
        }
    }

    @Test
    void findsWhoOpensNoScopes() {
        assertThat(failures(OfOneWithoutScopes.class))
                .containsKeys("standsDeepTrees", "standsOneRunOnSeveralThreads")
                .extractingByKey("standsDeepTrees")
                .asString()
                .contains("threw at the opening of a scope of the run level")
                .contains("openScope returned null");
    }

    static class OfOneWhoseScopesDoNotClose implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return (ScopedCallbackHandler) run -> () -> {
                throw new IllegalStateException("jammed");
            };
        }
    }

    @Test
    void findsWhoseScopesDoNotClose() {
        assertThat(failures(OfOneWhoseScopesDoNotClose.class).get("standsDeepTrees"))
                .contains("threw at the closing of a scope of the run")
                .contains("jammed");
    }

    static class OfOneThatDoesNotAnswer implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return new CallbackHandler() {
                @Override
                public ErrorPolicy errorPolicy() {
                    return null;
                }
            };
        }
    }

    static class OfOneThatIsUndecided implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return new CallbackHandler() {
                private final Map<RunType, Boolean> asked = new HashMap<>();

                @Override
                public boolean ignoresRuns(RunType type) {
                    return asked.put(type, true) != null;
                }
            };
        }
    }

    @Test
    void findsWhoDoesNotAnswer() {
        assertThat(failures(OfOneThatDoesNotAnswer.class)).containsOnlyKeys("answersWhatItIsAsked");
        assertThat(failures(OfOneThatIsUndecided.class)).containsKey("answersWhatItIsAsked");
    }

    static class OfAnAsynchronousOneThatFails implements AsyncCallbackHandlerContract {
        @Override
        public AsyncCallbackHandler asyncHandler() {
            return new AsyncCallbackHandler() {
                @Override
                public CompletionStage<Void> onRunError(RunEvent.Error event) {
                    return CompletableFuture.failedStage(new IllegalStateException("no line"));
                }

                @Override
                public CompletionStage<Void> onRunEnd(RunEvent.End event) {
                    return null;
                }
            };
        }
    }

    @Test
    void findsWhoseStagesFailOrAreNull() {
        assertThat(failures(OfAnAsynchronousOneThatFails.class))
                .containsKeys("standsErrorsOfEveryKind", "standsDeepTrees")
                .hasEntrySatisfying(
                        "standsErrorsOfEveryKind",
                        message -> assertThat(message).contains("no line"))
                .hasEntrySatisfying(
                        "standsDeepTrees", message -> assertThat(message).contains("The handler returned no stage."));
    }
}
