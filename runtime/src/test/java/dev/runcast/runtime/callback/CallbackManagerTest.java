package dev.runcast.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.AsyncRecorder;
import dev.runcast.runtime.fixtures.Recorder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CallbackManagerTest {
    private final CallbackHandler first = new Recorder();
    private final CallbackHandler second = new Recorder();

    @Test
    void emptyHasNothing() {
        CallbackManager empty = RunContext.empty().callbacks();
        assertThat(empty.run()).isEmpty();
        assertThat(empty.handlers()).isEmpty();
        assertThat(empty.asyncHandlers()).isEmpty();
        assertThat(empty.tags()).isEmpty();
        assertThat(empty.metadata()).isEmpty();
    }

    @Test
    void handlersKeepTheirOrderAndAreThereOnce() {
        AsyncCallbackHandler async = new AsyncRecorder();
        CallbackManager manager = RunContext.empty()
                .callbacks()
                .withHandler(first)
                .withHandler(second)
                .withHandler(first)
                .withHandler(async)
                .withHandler(async);
        assertThat(manager.handlers()).containsExactly(first, second);
        assertThat(manager.asyncHandlers()).containsExactly(async);
    }

    @Test
    void aTagThatIsThereAlreadyMovesToTheEnd() {
        CallbackManager manager = RunContext.empty().callbacks().withTags(List.of("t1", "t2"));
        assertThat(manager.withTags(List.of("x", "t1")).tags()).containsExactly("t2", "x", "t1");
    }

    @Test
    void tagsAreThereOnce() {
        assertThat(RunContext.empty()
                        .callbacks()
                        .withTags(List.of("a", "b", "a"))
                        .tags())
                .containsExactly("a", "b");
    }

    @Test
    void metadataThatAreThereAlreadyKeepTheirPosition() {
        CallbackManager manager = RunContext.empty()
                .callbacks()
                .withMetadata(ordered("a", 1, "b", 1))
                .withMetadata(ordered("c", 2, "a", 2));
        assertThat(manager.metadata()).containsExactly(entry("a", 2), entry("b", 1), entry("c", 2));
    }

    @Test
    void addingLeavesTheManagerAsItWas() {
        CallbackManager manager =
                RunContext.empty().callbacks().withHandler(first).withTags(List.of("a"));
        manager.withHandler(second);
        manager.withTags(List.of("b"));
        manager.withMetadata(Map.of("k", 1));
        assertThat(manager.handlers()).containsExactly(first);
        assertThat(manager.tags()).containsExactly("a");
        assertThat(manager.metadata()).isEmpty();
    }

    @Test
    void doesNotChangeWithWhatWasAdded() {
        List<String> tags = new ArrayList<>(List.of("a"));
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of("k", 1));
        CallbackManager manager = RunContext.empty().callbacks().withTags(tags).withMetadata(metadata);
        tags.add("b");
        metadata.put("l", 2);
        assertThat(manager.tags()).containsExactly("a").isUnmodifiable();
        assertThat(manager.metadata()).containsExactly(entry("k", 1)).isUnmodifiable();
        assertThat(manager.withHandler(first).handlers()).isUnmodifiable();
    }

    @Test
    void nullHandlersAreRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> RunContext.empty().callbacks().withHandler((CallbackHandler) null))
                .withMessage("handler");
        assertThatNullPointerException()
                .isThrownBy(() ->
                        RunContext.empty().callbacks().withHandler(first).withHandler((AsyncCallbackHandler) null))
                .withMessage("handler");
    }

    @Test
    void theManagerBelowARunKeepsAllAndKnowsTheRun() {
        CallbackManager manager = RunContext.empty()
                .callbacks()
                .withHandler(first)
                .withTags(List.of("t"))
                .withMetadata(Map.of("k", 1));
        Run run = below(manager).run().orElseThrow();
        CallbackManager child = below(manager);
        assertThat(run.tags()).containsExactly("t");
        assertThat(child.run()).map(Run::name).contains("work");
        assertThat(child.handlers()).containsExactly(first);
        assertThat(child.tags()).containsExactly("t");
        assertThat(child.metadata()).containsExactly(entry("k", 1));
    }

    /** What a run with this manager hands down. */
    private static CallbackManager below(CallbackManager manager) {
        return TypedRunnable.ofConfigured(
                        "work",
                        (String input, RunnableConfig config) ->
                                config.callbacks().orElseThrow())
                .invoke("in", RunnableConfig.builder().replaceCallbacks(manager).build());
    }

    /** What is inheritable, and what is local to one run.  */
    @Nested
    class Local {
        private final AsyncCallbackHandler async = new AsyncRecorder();

        private CallbackManager child(CallbackManager manager) {
            return below(manager);
        }

        @Test
        void localHandlersAreNotHandedDown() { // 3.7
            CallbackManager manager = RunContext.empty()
                    .callbacks()
                    .withLocalHandler(first)
                    .withHandler(second)
                    .withLocalHandler(async);
            assertThat(manager.handlers()).containsExactly(first, second);
            assertThat(manager.asyncHandlers()).containsExactly(async);
            assertThat(child(manager).handlers()).containsExactly(second);
            assertThat(child(manager).asyncHandlers()).isEmpty();
        }

        @Test
        void eachListHasAHandlerOnce() { // 3.2
            CallbackManager inheritableFirst =
                    RunContext.empty().callbacks().withHandler(first).withLocalHandler(first);
            assertThat(inheritableFirst.handlers()).containsExactly(first);
            assertThat(child(inheritableFirst).handlers()).containsExactly(first);

            CallbackManager localFirst = RunContext.empty()
                    .callbacks()
                    .withLocalHandler(first)
                    .withHandler(second)
                    .withHandler(first)
                    .withLocalHandler(first);
            assertThat(localFirst.handlers()).containsExactly(first, second);
            assertThat(child(localFirst).handlers()).containsExactly(second, first);

            CallbackManager asynchronous = RunContext.empty()
                    .callbacks()
                    .withLocalHandler(async)
                    .withHandler(async)
                    .withHandler(async);
            assertThat(asynchronous.asyncHandlers()).containsExactly(async);
            assertThat(child(asynchronous).asyncHandlers()).containsExactly(async);
        }

        @Test
        void handlersAreTheSameWhenTheyAreEqual() { // 3.2
            record Equal(int number) implements CallbackHandler {}
            CallbackManager manager =
                    RunContext.empty().callbacks().withHandler(new Equal(1)).withHandler(new Equal(1));
            assertThat(manager.handlers()).hasSize(1);
            assertThat(manager.withoutHandler(new Equal(1)).handlers()).isEmpty();
        }

        @Test
        void removingAHandlerRemovesItFromBothLists() { // 3.2
            CallbackManager manager = RunContext.empty()
                    .callbacks()
                    .withHandler(first)
                    .withLocalHandler(second)
                    .withHandler(async);
            assertThat(manager.withoutHandler(first).handlers()).containsExactly(second);
            assertThat(child(manager.withoutHandler(first)).handlers()).isEmpty();
            assertThat(manager.withoutHandler(second).handlers()).containsExactly(first);
            assertThat(manager.withoutHandler(async).asyncHandlers()).isEmpty();
            assertThat(child(manager.withoutHandler(async)).asyncHandlers()).isEmpty();
            assertThat(manager.handlers()).containsExactly(first, second);
        }

        @Test
        void removingWhatIsNotThereChangesNothing() { // 3.2
            CallbackManager manager =
                    RunContext.empty().callbacks().withHandler(first).withTags(List.of("t"));
            assertThat(manager.withoutHandler(second)).isSameAs(manager);
            assertThat(manager.withoutHandler(async)).isSameAs(manager);
            assertThat(manager.withoutTags(List.of("other"))).isSameAs(manager);
            assertThat(manager.withoutTags(List.of())).isSameAs(manager);
        }

        @Test
        void localTagsAreNotHandedDown() { // 2.2, 3.7
            CallbackManager manager =
                    RunContext.empty().callbacks().withTags(List.of("t")).withLocalTags(List.of("seq:step:1"));
            assertThat(manager.tags()).containsExactly("t", "seq:step:1");
            assertThat(child(manager).tags()).containsExactly("t");
        }

        @Test
        void aTagThatIsAddedAgainMovesToTheEndOfBothLists() { // 3.3
            CallbackManager manager =
                    RunContext.empty().callbacks().withTags(List.of("t1", "t2")).withTags(List.of("x", "t1"));
            assertThat(manager.tags()).containsExactly("t2", "x", "t1");
            assertThat(child(manager).tags()).containsExactly("t2", "x", "t1");
        }

        @Test
        void aStepsTagComesBeforeThoseThatAreAddedAgain() { // 3.3
            CallbackManager manager = RunContext.empty()
                    .callbacks()
                    .withTags(List.of("t"))
                    .withLocalTags(List.of("seq:step:1"))
                    .withTags(List.of("t"));
            assertThat(manager.tags()).containsExactly("seq:step:1", "t");
            assertThat(child(manager).tags()).containsExactly("t");
        }

        @Test
        void aTagThatIsAddedAgainAsLocalIsNoLongerInheritable() { // 3.3
            CallbackManager manager =
                    RunContext.empty().callbacks().withTags(List.of("a", "b")).withLocalTags(List.of("a"));
            assertThat(manager.tags()).containsExactly("b", "a");
            assertThat(child(manager).tags()).containsExactly("b");
            assertThat(child(manager.withTags(List.of("a"))).tags()).containsExactly("b", "a");
        }

        @Test
        void removingTagsRemovesThemFromBothLists() { // 3.3
            CallbackManager manager =
                    RunContext.empty().callbacks().withTags(List.of("a", "b")).withLocalTags(List.of("c", "d"));
            CallbackManager less = manager.withoutTags(List.of("a", "d", "other"));
            assertThat(less.tags()).containsExactly("b", "c");
            assertThat(child(less).tags()).containsExactly("b");
        }

        @Test
        void localMetadataAreNotHandedDownAndHideOnlyForOneRun() { // 3.4, 3.7
            CallbackManager manager = RunContext.empty()
                    .callbacks()
                    .withMetadata(ordered("a", 1, "b", 1))
                    .withLocalMetadata(ordered("c", 2, "a", 2));
            assertThat(manager.metadata()).containsExactly(entry("a", 2), entry("b", 1), entry("c", 2));
            assertThat(child(manager).metadata()).containsExactly(entry("a", 1), entry("b", 1));
            CallbackManager later = manager.withMetadata(Map.of("a", 3));
            assertThat(later.metadata()).containsExactly(entry("a", 3), entry("b", 1), entry("c", 2));
            assertThat(child(later).metadata()).containsExactly(entry("a", 3), entry("b", 1));
        }

        @Test
        void addingNothingChangesNothing() {
            CallbackManager manager =
                    RunContext.empty().callbacks().withHandler(first).withTags(List.of("t"));
            assertThat(manager.withHandler(first)).isSameAs(manager);
            assertThat(manager.withLocalHandler(first)).isSameAs(manager);
            assertThat(manager.withTags(List.of())).isSameAs(manager);
            assertThat(manager.withLocalTags(List.of())).isSameAs(manager);
            assertThat(manager.withMetadata(Map.of())).isSameAs(manager);
            assertThat(manager.withLocalMetadata(Map.of())).isSameAs(manager);
        }

        @Test
        void localThingsAreLeftOutOfGrandchildrenToo() { // 3.7
            CallbackManager manager = RunContext.empty()
                    .callbacks()
                    .withHandler(first)
                    .withLocalHandler(second)
                    .withTags(List.of("t"))
                    .withLocalTags(List.of("l"))
                    .withMetadata(Map.of("k", 1))
                    .withLocalMetadata(Map.of("l", 1));
            CallbackManager grandchild = child(child(manager).withLocalTags(List.of("m")));
            assertThat(grandchild.handlers()).containsExactly(first);
            assertThat(grandchild.tags()).containsExactly("t");
            assertThat(grandchild.metadata()).containsExactly(entry("k", 1));
        }

        @Test
        void nullHandlersAreRefusedByName() {
            CallbackManager manager = RunContext.empty().callbacks();
            assertThatNullPointerException()
                    .isThrownBy(() -> manager.withLocalHandler((CallbackHandler) null))
                    .withMessage("handler");
            assertThatNullPointerException()
                    .isThrownBy(() -> manager.withLocalHandler((AsyncCallbackHandler) null))
                    .withMessage("handler");
            assertThatNullPointerException()
                    .isThrownBy(() -> manager.withoutHandler((CallbackHandler) null))
                    .withMessage("handler");
            assertThatNullPointerException()
                    .isThrownBy(() -> manager.withoutHandler((AsyncCallbackHandler) null))
                    .withMessage("handler");
        }
    }

    /** A manager with local parts, as the callbacks of a run. */
    @Nested
    class InARun {
        private final Recorder local = new Recorder();
        private final Recorder inheritable = new Recorder();
        private final AsyncRecorder localAsync = new AsyncRecorder();

        private final RunnableConfig config = RunnableConfig.builder()
                .replaceCallbacks(RunContext.empty()
                        .callbacks()
                        .withHandler(inheritable)
                        .withLocalHandler(local)
                        .withLocalHandler(localAsync)
                        .withTags(List.of("t"))
                        .withLocalTags(List.of("l"))
                        .withMetadata(Map.of("k", 1))
                        .withLocalMetadata(Map.of("k", 2)))
                .build();

        private final TypedRunnable<String, String> inner = TypedRunnable.of("inner", (String input) -> input);

        private final TypedRunnable<String, String> outer =
                TypedRunnable.ofConfigured("outer", (String input, RunnableConfig child) -> {
                    CustomEvents.dispatch("e", 1);
                    CustomEvents.dispatch("f", 2, child);
                    return inner.invoke(input);
                });

        @Test
        void localHandlersHearTheRunButNeitherItsCustomEventsNorTheRunsBelow() { // 2.4, 3.6
            outer.invoke("x", config);
            assertThat(local.lines()).containsExactly("start outer", "end outer");
            assertThat(localAsync.done()).containsExactly("start outer", "end outer");
            assertThat(inheritable.lines())
                    .containsExactly(
                            "start outer", "outer: e 1", "outer: f 2", "start inner", "end inner", "end outer");
        }

        @Test
        void localTagsAndMetadataAreThoseOfTheRunButNotOfItsCustomEvents() { // 2.4
            outer.invoke("x", config);
            RunEvent.Start outerStart = inheritable.all(RunEvent.Start.class).get(0);
            assertThat(outerStart.tags()).containsExactly("t", "l");
            assertThat(outerStart.metadata()).containsExactly(entry("k", 2));
            assertThat(outerStart.run().tags()).containsExactly("t", "l");
            for (CustomEvent event : inheritable.custom()) {
                assertThat(event.tags()).containsExactly("t");
                assertThat(event.metadata()).containsExactly(entry("k", 1));
            }
            RunEvent.Start innerStart = inheritable.all(RunEvent.Start.class).get(1);
            assertThat(innerStart.tags()).containsExactly("t");
            assertThat(innerStart.metadata()).containsExactly(entry("k", 1));
        }

        @Test
        void emittersLeaveOutWhatIsLocalToo() { // 2.4
            RunScope run = RunScope.open(RunnableDescriptor.builder("outer").build(), config, "x");
            run.events().emit(EventType.of("e", Integer.class), 1);
            run.succeed("x");
            assertThat(local.lines()).containsExactly("start outer", "end outer");
            assertThat(inheritable.only(CustomEvent.class).tags()).containsExactly("t");
            assertThat(inheritable.only(CustomEvent.class).metadata()).containsExactly(entry("k", 1));
        }

        @Test
        void handlersOfTheConfigAreInheritableAlsoWhenTheManagerHasThemAsLocal() { // 3.2
            outer.invoke("x", config.toBuilder().addHandler(local).build());
            assertThat(local.lines())
                    .containsExactly(
                            "start outer", "outer: e 1", "outer: f 2", "start inner", "end inner", "end outer");
        }

        @Test
        void aRunThatIsGivenItsParentsCallbacksWithoutAHandlerIsStillAChild() {
            TypedRunnable<String, String> quiet =
                    TypedRunnable.ofConfigured("quiet", (String input, RunnableConfig child) -> {
                        CallbackManager less = child.callbacks().orElseThrow().withoutHandler(inheritable);
                        return inner.invoke(
                                input,
                                child.toBuilder()
                                        .replaceCallbacks(less)
                                        .addHandler(local)
                                        .build());
                    });
            quiet.invoke("x", RunnableConfig.builder().addHandler(inheritable).build());
            assertThat(inheritable.lines()).containsExactly("start quiet", "end quiet");
            assertThat(local.lines()).containsExactly("start inner", "end inner");
            assertThat(local.events().get(0).run().parentIds())
                    .containsExactly(inheritable.events().get(0).run().id());
        }
    }

    private static Map<String, Object> ordered(String key1, Object value1, String key2, Object value2) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key1, value1);
        map.put(key2, value2);
        return map;
    }
}
