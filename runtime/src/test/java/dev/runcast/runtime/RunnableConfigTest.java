package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import com.sun.management.ThreadMXBean;
import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.AsyncRecorder;
import dev.runcast.runtime.fixtures.Recorder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunnableConfigTest {
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000007");

    private final Recorder recorder = new Recorder();

    /** Runs something with the config, and returns the config that its body is given. */
    private static RunnableConfig childOf(RunnableConfig config) {
        return childOf(RunnableConfig.empty(), config);
    }

    private static RunnableConfig childOf(RunnableConfig bound, RunnableConfig call) {
        return TypedRunnable.ofConfigured("work", (String input, RunnableConfig child) -> child)
                .withConfig(bound)
                .invoke("in", call);
    }

    private static Run run(RunnableConfig child) {
        return child.run().orElseThrow();
    }

    @Nested
    class Building {
        @Test
        void emptyAsksForNothing() {
            RunnableConfig config = RunnableConfig.empty();
            assertThat(config.run()).isEmpty();
            assertThat(config.callbacks()).isEmpty();
            assertThat(config.additions().handlers()).isEmpty();
            assertThat(config.additions().asyncHandlers()).isEmpty();
            assertThat(config.tags()).isEmpty();
            assertThat(config.metadata()).isEmpty();
            assertThat(config.configurable()).isEmpty();
            assertThat(config.runName()).isEmpty();
            assertThat(config.runId()).isEmpty();
            assertThat(config.maxConcurrency()).isEmpty();
            assertThat(config.recursionLimit()).isEmpty();
            assertThat(config.executor()).isEmpty();
        }

        @Test
        void methodsOfTheBuilderAddToWhatWasGivenBefore() {
            AsyncCallbackHandler asyncHandler = new AsyncRecorder();
            RunnableConfig config = RunnableConfig.builder()
                    .tags("a", "b")
                    .tags(List.of("c", "a"))
                    .metadata("k", 1)
                    .metadata(Map.of("l", 2))
                    .metadata("k", 3)
                    .configurable("x", 1)
                    .configurable(Map.of("y", 2))
                    .addHandler(recorder)
                    .addHandler(asyncHandler)
                    .on(EventType.of("done"), nothing -> {})
                    .build();

            assertThat(config.tags()).as("a tag that is added again moves").containsExactly("b", "c", "a");
            assertThat(config.metadata()).containsExactly(entry("k", 3), entry("l", 2));
            assertThat(config.configurable()).containsExactly(entry("x", 1), entry("y", 2));
            assertThat(config.additions().handlers()).hasSize(2).first().isSameAs(recorder);
            assertThat(config.additions().asyncHandlers()).containsExactly(asyncHandler);
        }

        @Test
        void toBuilderKeepsAllAndAddsMore() {
            Executor executor = task -> {};
            AsyncCallbackHandler asyncHandler = new AsyncRecorder();
            RunnableConfig before = RunnableConfig.builder()
                    .detached()
                    .addHandler(recorder)
                    .addHandler(asyncHandler)
                    .tags("a")
                    .metadata("k", 1)
                    .configurable("x", 1)
                    .runName("name")
                    .runId(ID)
                    .maxConcurrency(2)
                    .recursionLimit(3)
                    .executor(executor)
                    .build();
            Recorder added = new Recorder();

            RunnableConfig after = before.toBuilder()
                    .tags("b")
                    .metadata("l", 2)
                    .addHandler(added)
                    .build();

            assertThat(after.callbacks()).contains(RunContext.empty().callbacks());
            assertThat(after.additions().handlers()).containsExactly(recorder, added);
            assertThat(after.additions().asyncHandlers()).containsExactly(asyncHandler);
            assertThat(after.tags()).containsExactly("a", "b");
            assertThat(after.metadata()).containsExactly(entry("k", 1), entry("l", 2));
            assertThat(after.configurable()).containsExactly(entry("x", 1));
            assertThat(after.runName()).contains("name");
            assertThat(after.runId()).contains(ID);
            assertThat(after.maxConcurrency()).hasValue(2);
            assertThat(after.recursionLimit()).hasValue(3);
            assertThat(after.executor()).contains(executor);
            assertThat(before.tags()).containsExactly("a");
            assertThat(before.additions().handlers()).containsExactly(recorder);
        }

        @Test
        void configsDoNotChangeWithWhatTheyWereBuiltFrom() {
            List<String> tags = new ArrayList<>(List.of("a"));
            Map<String, Object> metadata = new LinkedHashMap<>(Map.of("k", 1));
            Map<String, Object> configurable = new LinkedHashMap<>(Map.of("x", 1));
            RunnableConfig.Builder builder =
                    RunnableConfig.builder().tags(tags).metadata(metadata).configurable(configurable);
            RunnableConfig config = builder.build();

            tags.add("b");
            metadata.put("l", 2);
            configurable.put("y", 2);
            builder.tags("c").metadata("m", 3).configurable("z", 3).addHandler(recorder);

            assertThat(config.tags()).containsExactly("a");
            assertThat(config.metadata()).containsExactly(entry("k", 1));
            assertThat(config.configurable()).containsExactly(entry("x", 1));
            assertThat(config.additions().handlers()).isEmpty();
        }

        @Test
        void collectionsAreUnmodifiable() {
            RunnableConfig config = RunnableConfig.builder()
                    .tags("a")
                    .metadata("k", null)
                    .configurable("x", null)
                    .addHandler(recorder)
                    .build();
            assertThat(config.tags()).isUnmodifiable();
            assertThat(config.metadata()).isUnmodifiable();
            assertThat(config.configurable()).isUnmodifiable();
            assertThat(config.additions().handlers()).isUnmodifiable();
            assertThat(config.additions().asyncHandlers()).isUnmodifiable();
        }

        @Test
        void metadataAndConfigurableMayBeNull() {
            RunnableConfig config = RunnableConfig.builder()
                    .metadata("k", null)
                    .configurable("x", null)
                    .build();
            assertThat(config.metadata()).containsEntry("k", null);
            assertThat(config.configurable()).containsEntry("x", null);
        }
    }

    @Nested
    class ConfigurableInMetadata {
        @Test
        void stringsUnderModelAndCheckpointNsAreShown() {
            RunnableConfig config = RunnableConfig.builder()
                    .metadata("k", 1)
                    .configurable("model", "m-1")
                    .configurable("checkpoint_ns", "ns")
                    .configurable("thread_id", "t")
                    .build();
            assertThat(config.metadata())
                    .containsExactly(entry("k", 1), entry("model", "m-1"), entry("checkpoint_ns", "ns"));
        }

        @Test
        void otherValuesUnderThemAreNot() {
            RunnableConfig config = RunnableConfig.builder()
                    .configurable("model", 1)
                    .configurable("checkpoint_ns", null)
                    .build();
            assertThat(config.metadata()).isEmpty();
        }

        @Test
        void metadataOfThatNameWin() {
            RunnableConfig config = RunnableConfig.builder()
                    .configurable("model", "configured")
                    .metadata("model", "named")
                    .build();
            assertThat(config.metadata()).containsExactly(entry("model", "named"));
        }

        @Test
        void metadataOfThatNameWinInTheRunsBelowToo() {
            RunnableConfig child = childOf(RunnableConfig.builder()
                    .configurable("model", "configured")
                    .metadata("model", "named")
                    .build());
            assertThat(child.metadata()).containsExactly(entry("model", "named"));
            assertThat(run(childOf(child)).metadata()).containsExactly(entry("model", "named"));
        }

        @Test
        void aBuilderThatIsUsedAgainShowsTheNewValue() {
            RunnableConfig.Builder builder = RunnableConfig.builder().configurable("model", "old");
            RunnableConfig old = builder.build();
            RunnableConfig renewed = builder.configurable("model", "new").build();
            assertThat(old.metadata()).containsExactly(entry("model", "old"));
            assertThat(renewed.metadata()).containsExactly(entry("model", "new"));
            assertThat(old.toBuilder().configurable("model", "new").build().metadata())
                    .containsExactly(entry("model", "new"));
        }

        @Test
        void theCallsValueWinsOverTheBoundOne() {
            RunnableConfig bound =
                    RunnableConfig.builder().configurable("model", "bound").build();
            RunnableConfig call =
                    RunnableConfig.builder().configurable("model", "call").build();
            assertThat(run(childOf(bound, call)).metadata()).containsExactly(entry("model", "call"));
            assertThat(run(childOf(bound, RunnableConfig.empty())).metadata()).containsExactly(entry("model", "bound"));
        }
    }

    @Nested
    class WrongValues {
        @Test
        void nullsAreRefusedByName() {
            RunnableConfig.Builder builder = RunnableConfig.builder();
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.tags((String) null))
                    .withMessage("A tag is null. Leave it out.");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.tags(Collections.singletonList(null)))
                    .withMessage("A tag is null. Leave it out.");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.tags("a", null))
                    .withMessage("A tag is null. Leave it out.");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.metadata(null, 1))
                    .withMessage("key");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.configurable(null, 1))
                    .withMessage("key");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.replaceCallbacks(null))
                    .withMessage("callbacks");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.addHandler((CallbackHandler) null))
                    .withMessage("handler");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.addHandler((AsyncCallbackHandler) null))
                    .withMessage("handler");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.runName(null))
                    .withMessage("name");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.runId(null))
                    .withMessage("id");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.executor(null))
                    .withMessage("executor");
            EventType<String> type = EventType.of("e", String.class);
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.on(type, (Consumer<String>) null))
                    .withMessage("listener");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.onEvent(type, (BiConsumer<String, Object>) null))
                    .withMessage("listener");
            assertThatNullPointerException()
                    .isThrownBy(() -> builder.on(null, (String s) -> {}))
                    .withMessage("type");
            assertThatNullPointerException().isThrownBy(() -> builder.tags((Collection<String>) null));
        }

        @Test
        void aRunNameMayNotBeBlank() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RunnableConfig.builder().runName(" "))
                    .withMessageContaining("run name is blank")
                    .withMessageContaining("Leave it out");
        }

        @Test
        void limitsAreNotTooSmall() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RunnableConfig.builder().maxConcurrency(0))
                    .withMessageContaining("0. Give it 1 or more");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RunnableConfig.builder().recursionLimit(-1))
                    .withMessageContaining("-1. Give it 0 or more");
            assertThat(RunnableConfig.builder()
                            .maxConcurrency(1)
                            .recursionLimit(0)
                            .build()
                            .recursionLimit())
                    .hasValue(0);
        }
    }

    @Nested
    class Merging {
        @Test
        void tagsOfBothAreSortedWithoutDuplicates() {
            RunnableConfig bound = RunnableConfig.builder().tags("z", "b").build();
            RunnableConfig call = RunnableConfig.builder().tags("c", "b", "a").build();
            assertThat(run(childOf(bound, call)).tags()).containsExactly("a", "b", "c", "z");
            assertThat(run(childOf(bound, RunnableConfig.empty())).tags()).containsExactly("b", "z");
        }

        @Test
        void mapsAreMergedAndTheCallWins() {
            RunnableConfig bound = RunnableConfig.builder()
                    .metadata("who", "bound")
                    .metadata("b", 1)
                    .configurable("who", "bound")
                    .configurable("b", 1)
                    .build();
            RunnableConfig call = RunnableConfig.builder()
                    .metadata("c", 2)
                    .metadata("who", "call")
                    .configurable("c", 2)
                    .configurable("who", "call")
                    .build();
            RunnableConfig child = childOf(bound, call);
            assertThat(run(child).metadata()).containsExactly(entry("who", "call"), entry("b", 1), entry("c", 2));
            assertThat(child.configurable()).containsExactly(entry("who", "call"), entry("b", 1), entry("c", 2));
        }

        @Test
        void handlersOfBothHearInOrderAndOnlyOnce() {
            List<String> heard = new ArrayList<>();
            CallbackHandler first = CallbackHandler.onCustomEvents(event -> heard.add("first"));
            CallbackHandler second = CallbackHandler.onCustomEvents(event -> heard.add("second"));
            AsyncRecorder asyncBound = new AsyncRecorder();
            AsyncRecorder asyncCall = new AsyncRecorder();
            TypedRunnable.of("work", (String input) -> {
                        CustomEvents.dispatch("e", input);
                        return input;
                    })
                    .withConfig(RunnableConfig.builder()
                            .addHandler(first)
                            .addHandler(asyncBound)
                            .build())
                    .invoke(
                            "in",
                            RunnableConfig.builder()
                                    .addHandler(second)
                                    .addHandler(first)
                                    .addHandler(asyncCall)
                                    .build());
            assertThat(heard).containsExactly("first", "second");
            assertThat(asyncBound.done()).isEqualTo(asyncCall.done()).contains("work: e in");
        }

        @Test
        void singleValuesOfTheCallWinAndOthersAreKept() {
            Executor executor = task -> {};
            Executor other = task -> {};
            RunnableConfig bound = RunnableConfig.builder()
                    .runName("bound")
                    .runId(ID)
                    .maxConcurrency(2)
                    .recursionLimit(3)
                    .executor(executor)
                    .build();
            RunnableConfig kept =
                    childOf(bound, RunnableConfig.builder().tags("t").build());
            assertThat(run(kept).name()).isEqualTo("bound");
            assertThat(run(kept).id()).isEqualTo(ID);
            assertThat(kept.maxConcurrency()).hasValue(2);
            assertThat(kept.recursionLimit()).hasValue(3);
            assertThat(kept.executor()).contains(executor);

            UUID otherId = UUID.fromString("00000000-0000-0000-0000-000000000008");
            RunnableConfig won = childOf(
                    bound,
                    RunnableConfig.builder()
                            .runName("call")
                            .runId(otherId)
                            .maxConcurrency(4)
                            .recursionLimit(RunnableConfig.DEFAULT_RECURSION_LIMIT)
                            .executor(other)
                            .build());
            assertThat(run(won).name()).isEqualTo("call");
            assertThat(run(won).id()).isEqualTo(otherId);
            assertThat(won.maxConcurrency()).hasValue(4);
            assertThat(won.recursionLimit()).hasValue(RunnableConfig.DEFAULT_RECURSION_LIMIT);
            assertThat(won.executor()).contains(other);
        }

        @Test
        void callbacksOfTheCallTakeThePlaceOfTheBoundOnes() {
            Recorder bound = new Recorder();
            Recorder call = new Recorder();
            childOf(
                    RunnableConfig.builder()
                            .replaceCallbacks(RunContext.empty().callbacks().withHandler(bound))
                            .build(),
                    RunnableConfig.builder()
                            .replaceCallbacks(RunContext.empty().callbacks().withHandler(call))
                            .build());
            assertThat(bound.lines()).isEmpty();
            assertThat(call.lines()).containsExactly("start work", "end work");
        }
    }

    @Nested
    class OfARun {
        @Test
        void carriesTheRunAndWhatItHandsDown() {
            Executor executor = task -> {};
            RunnableConfig child = childOf(RunnableConfig.builder()
                    .addHandler(recorder)
                    .tags("t")
                    .metadata("k", 1)
                    .configurable("x", 1)
                    .maxConcurrency(2)
                    .recursionLimit(3)
                    .executor(executor)
                    .runName("named")
                    .runId(ID)
                    .build());

            assertThat(run(child).id()).isEqualTo(ID);
            assertThat(run(child).name()).isEqualTo("named");
            assertThat(child.callbacks().orElseThrow().handlers()).containsExactly(recorder);
            assertThat(child.tags()).containsExactly("t");
            assertThat(child.metadata()).containsExactly(entry("k", 1));
            assertThat(child.configurable()).containsExactly(entry("x", 1));
            assertThat(child.maxConcurrency()).hasValue(2);
            assertThat(child.recursionLimit()).hasValue(3);
            assertThat(child.executor()).contains(executor);
            assertThat(child.runName()).isEmpty();
            assertThat(child.runId()).isEmpty();
        }

        @Test
        void makesChildrenThatKeepTheirOwnNamesAndIds() {
            RunnableConfig child = childOf(RunnableConfig.builder()
                    .runName("named")
                    .runId(ID)
                    .configurable("x", 1)
                    .recursionLimit(3)
                    .build());
            RunnableConfig grandchild = childOf(child);
            assertThat(run(grandchild).name()).isEqualTo("work");
            assertThat(run(grandchild).id()).isNotEqualTo(ID);
            assertThat(run(grandchild).parentIds()).containsExactly(ID);
            assertThat(grandchild.configurable()).containsExactly(entry("x", 1));
            assertThat(grandchild.recursionLimit()).hasValue(3);
        }

        @Test
        void isInheritedByRunsThatAreStartedInsideWithoutIt() {
            Executor executor = task -> {};
            RunnableConfig grandchild = TypedRunnable.of("outer", (String input) -> childOf(RunnableConfig.empty()))
                    .invoke(
                            "in",
                            RunnableConfig.builder()
                                    .configurable("x", 1)
                                    .configurable("y", 1)
                                    .maxConcurrency(2)
                                    .recursionLimit(3)
                                    .executor(executor)
                                    .tags("t")
                                    .metadata("k", 1)
                                    .runName("named")
                                    .build());
            assertThat(grandchild.configurable()).containsOnlyKeys("x", "y");
            assertThat(grandchild.maxConcurrency()).hasValue(2);
            assertThat(grandchild.recursionLimit()).hasValue(3);
            assertThat(grandchild.executor()).contains(executor);
            assertThat(run(grandchild).tags()).containsExactly("t");
            assertThat(run(grandchild).metadata()).containsExactly(entry("k", 1));
            assertThat(run(grandchild).name()).isEqualTo("work");
        }

        @Test
        void valuesOfTheInnerCallReplaceInheritedOnes() {
            RunnableConfig inner = RunnableConfig.builder()
                    .configurable("z", 2)
                    .recursionLimit(5)
                    .tags("inner", "t")
                    .metadata("k", 2)
                    .build();
            RunnableConfig grandchild = TypedRunnable.of("outer", (String input) -> childOf(inner))
                    .invoke(
                            "in",
                            RunnableConfig.builder()
                                    .configurable("x", 1)
                                    .recursionLimit(3)
                                    .maxConcurrency(2)
                                    .tags("t", "outer")
                                    .metadata("k", 1)
                                    .metadata("l", 1)
                                    .build());
            assertThat(grandchild.configurable()).as("whole maps are replaced").containsExactly(entry("z", 2));
            assertThat(grandchild.recursionLimit()).hasValue(5);
            assertThat(grandchild.maxConcurrency()).hasValue(2);
            assertThat(run(grandchild).tags()).containsExactly("outer", "inner", "t");
            assertThat(run(grandchild).metadata()).containsExactly(entry("k", 2), entry("l", 1));
        }

        @Test
        void worksAfterItsRunHasEnded() {
            RunnableConfig child =
                    childOf(RunnableConfig.builder().addHandler(recorder).build());
            RunnableConfig late = childOf(child);
            assertThat(run(late).parentId()).contains(run(child).id());
            assertThat(recorder.lines()).containsExactly("start work", "end work", "start work", "end work");
        }

        @Test
        void emptyCallbacksCutARunOffFromTheCurrentOne() {
            Recorder own = new Recorder();
            RunnableConfig cutOff =
                    RunnableConfig.builder().detached().addHandler(own).build();
            RunnableConfig grandchild = TypedRunnable.of("outer", (String input) -> childOf(cutOff))
                    .invoke(
                            "in",
                            RunnableConfig.builder()
                                    .addHandler(recorder)
                                    .tags("t")
                                    .metadata("k", 1)
                                    .build());
            assertThat(run(grandchild).parentIds()).isEmpty();
            assertThat(run(grandchild).tags()).isEmpty();
            assertThat(run(grandchild).metadata()).isEmpty();
            assertThat(own.lines()).containsExactly("start work", "end work");
            assertThat(recorder.lines()).containsExactly("start outer", "end outer");
        }

        @Test
        void handlersThatAreAddedInsideARunJoinThoseOfTheRun() {
            Recorder added = new Recorder();
            TypedRunnable.of("outer", (String input) -> {
                        childOf(RunnableConfig.builder().addHandler(added).build());
                        CustomEvents.dispatch("after", null);
                        return input;
                    })
                    .invoke("in", RunnableConfig.builder().addHandler(recorder).build());
            assertThat(added.lines()).containsExactly("start work", "end work");
            assertThat(recorder.lines())
                    .containsExactly("start outer", "start work", "end work", "outer: after null", "end outer");
        }
    }

    @Test
    void fromMapReadsWhatClientsSend() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("tags", List.of("a", "b"));
        map.put("metadata", Map.of("m", 1));
        map.put("run_name", "mine");
        map.put("run_id", "00000000-0000-0000-0000-000000000007");
        map.put("max_concurrency", 2);
        map.put("recursion_limit", 0);
        map.put("configurable", Map.of("model", "m1"));
        map.put("thread_id", "t1");
        map.put("callbacks", null);
        RunnableConfig config = RunnableConfig.fromMap(map);
        assertThat(config.tags()).containsExactly("a", "b");
        assertThat(config.metadata()).containsExactly(Map.entry("m", 1), Map.entry("model", "m1"));
        assertThat(config.runName()).contains("mine");
        assertThat(config.runId()).contains(UUID.fromString("00000000-0000-0000-0000-000000000007"));
        assertThat(config.maxConcurrency()).hasValue(2);
        assertThat(config.recursionLimit()).hasValue(0);
        assertThat(config.configurable())
                .as("rule 1.3: what is unknown is a setting")
                .containsExactly(Map.entry("model", "m1"), Map.entry("thread_id", "t1"));
    }

    @Test
    void fromMapSaysWhatIsWrongAndWhatToGive() {
        assertWrong("tags", "a", "\"a\" for \"tags\". Give a list of strings.");
        assertWrong("tags", List.of(1), "[1] for \"tags\". Give a list of strings.");
        assertWrong("metadata", Map.of(1, 2), "{1=2} for \"metadata\". Give an object with string keys.");
        assertWrong("run_name", " ", "\" \" for \"run_name\". Give a string that is not blank.");
        assertWrong("run_id", "1-1-1-1-1", "\"1-1-1-1-1\" for \"run_id\". Give a UUID.");
        assertWrong("max_concurrency", -1, "-1 for \"max_concurrency\". Give an integer of 1 or more.");
        assertWrong("recursion_limit", -1, "-1 for \"recursion_limit\". Give an integer of 0 or more.");
        assertWrong("callbacks", List.of(), "\"callbacks\", which cannot be read.");
    }

    @Test
    void fromMapTakesWhatIsEmptyInLangChainAsNotGiven() {
        RunnableConfig config = RunnableConfig.fromMap(Map.of("run_name", "", "max_concurrency", 0));
        assertThat(config.runName()).isEmpty();
        assertThat(config.maxConcurrency()).isEmpty();
    }

    @Test
    void fromMapCopiesNoMapForEachOfItsEntries() {
        Map<String, Object> many = new LinkedHashMap<>();
        for (int i = 0; i < 40_000; i++) {
            many.put("key" + i, i);
        }
        for (Map<String, ?> map : List.of(many, Map.of("metadata", many), Map.of("configurable", many))) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            RunnableConfig.fromMap(map);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("some copies of 40,000 entries, of 100 bytes each at most")
                    .isLessThan(10L * 40_000 * 100);
        }
    }

    private static void assertWrong(String key, Object value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunnableConfig.fromMap(Map.of(key, value)))
                .withMessageContaining("The config has " + message);
    }
}
