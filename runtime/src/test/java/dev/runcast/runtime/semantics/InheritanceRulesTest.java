package dev.runcast.runtime.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RetryOptions;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The rules of the reference's section 2, on what child runs inherit. Each test is named after its rule.
 *
 * <p>Not kept, or kept differently:
 *
 * <ul>
 *   <li>2.2: tags and metadata of an annotation or descriptor are inherited. They come after the inherited ones and before those of
 *       the config. (In the reference a tool's or retriever's own are local.) See decision 2.
 *   <li>2.3: there are no {@code condition:N} and {@code branch:N}: {@code choosing} does what the reference's branches do, without a
 *       tag.
 *   <li>2.5: an empty list is {@code callbacks(RunContext.empty().callbacks())}; the run that is so cut off has no tags and metadata of the
 *       outer one either, but keeps to its settings and limits. See decision 2.
 *   <li>2.6: a runnable always has a name, so that none is called {@code RunnableLambda}; there is no {@code RunnableAssign}.
 * </ul>
 */
class InheritanceRulesTest {
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");

    private static final TypedRunnable<String, String> WORK = TypedRunnable.of("work", (String input) -> {
        CustomEvents.dispatch("event", input);
        return input;
    });
    private static final TypedRunnable<String, String> FAIL = TypedRunnable.of("fail", (String input) -> {
        throw new IllegalStateException("no");
    });

    private final Recorder recorder = new Recorder();
    private final RunnableConfig tagged =
            RunnableConfig.builder().addHandler(recorder).tags("t").build();

    private List<String> namesAndTags() {
        return recorder.all(RunEvent.Start.class).stream()
                .map(start -> start.run().name() + start.tags())
                .toList();
    }

    private List<List<String>> tagsOfEvents() {
        return recorder.custom().stream().map(RunEvent::tags).toList();
    }

    @Test
    void rule2_1_childrenInheritHandlersTagsMetadataSettingsAndLimits() {
        List<RunnableConfig> below = new ArrayList<>();
        TypedRunnable<String, Boolean> inner =
                TypedRunnable.ofConfigured("inner", (String input, RunnableConfig config) -> below.add(config));
        TypedRunnable.of("outer", (String input) -> inner.invoke(input))
                .invoke(
                        "in",
                        tagged.toBuilder()
                                .metadata("m", 1)
                                .configurable("c", 2)
                                .maxConcurrency(3)
                                .recursionLimit(4)
                                .runName("renamed")
                                .runId(ID)
                                .build());
        assertThat(recorder.lines()).containsExactly("start renamed", "start inner", "end inner", "end renamed");
        Run run = below.get(0).run().orElseThrow();
        assertThat(run.tags()).containsExactly("t");
        assertThat(run.metadata()).containsExactly(entry("m", 1));
        assertThat(run.parentId()).contains(ID);
        assertThat(run.id()).isNotEqualTo(ID);
        assertThat(below.get(0).configurable()).containsExactly(entry("c", 2));
        assertThat(below.get(0).maxConcurrency()).hasValue(3);
        assertThat(below.get(0).recursionLimit()).hasValue(4);
    }

    @Test
    void rule2_1_aBatchInsideARunKeepsToTheInheritedLimit() {
        AtomicInteger running = new AtomicInteger();
        TypedRunnable<String, Integer> alone = TypedRunnable.of("alone", (String input) -> {
            int now = running.incrementAndGet();
            Thread.sleep(5);
            running.decrementAndGet();
            return now;
        });
        TypedRunnable<String, List<Integer>> outer =
                TypedRunnable.of("outer", (String input) -> alone.batch(List.of("a", "b", "c", "d")));
        assertThat(outer.invoke("in", RunnableConfig.builder().maxConcurrency(1).build()))
                .containsOnly(1);
    }

    @Test
    void rule2_1_settingsComeFromTheRunOfTheConfigAndNotFromTheCurrentOne() {
        List<RunnableConfig> kept = new ArrayList<>();
        TypedRunnable<String, Boolean> keep =
                TypedRunnable.ofConfigured("keep", (String input, RunnableConfig config) -> kept.add(config));
        keep.invoke("in", RunnableConfig.empty());
        TypedRunnable.of("other", (String input) -> keep.invoke(input, kept.get(0)))
                .invoke(
                        "in",
                        RunnableConfig.builder()
                                .configurable("other", 1)
                                .recursionLimit(1)
                                .build());
        RunnableConfig below = kept.get(1);
        assertThat(below.run().orElseThrow().parentId())
                .contains(kept.get(0).run().orElseThrow().id());
        assertThat(below.configurable()).isEmpty();
        assertThat(below.recursionLimit()).isEmpty();
    }

    @Test
    void rule2_1_stepsHaveTheTagsOfTheRunOfTheConfigAndNotOfTheCurrentOne() {
        List<RunnableConfig> kept = new ArrayList<>();
        TypedRunnable.ofConfigured("first", (String input, RunnableConfig config) -> kept.add(config))
                .invoke("in", RunnableConfig.builder().addHandler(recorder).build());
        TypedRunnable.of("other", (String input) -> WORK.pipe(WORK).invoke(input, kept.get(0)))
                .invoke("in", RunnableConfig.builder().tags("other").build());
        assertThat(namesAndTags())
                .containsExactly("first[]", "RunnableSequence[]", "work[seq:step:1]", "work[seq:step:2]");
    }

    @Test
    void rule2_2_tagsAndMetadataOfTheConfigAreInheritedAndLocalOnesAreNot() {
        CallbackManager callbacks = RunContext.empty()
                .callbacks()
                .withHandler(recorder)
                .withLocalTags(List.of("local"))
                .withLocalMetadata(Map.of("l", 0));
        TypedRunnable.of("outer", (String input) -> WORK.invoke(input))
                .invoke(
                        "in",
                        RunnableConfig.builder()
                                .replaceCallbacks(callbacks)
                                .tags("t")
                                .metadata("m", 1)
                                .build());
        assertThat(namesAndTags()).containsExactly("outer[local, t]", "work[t]");
        assertThat(recorder.all(RunEvent.Start.class))
                .extracting(RunEvent::metadata)
                .containsExactly(Map.of("l", 0, "m", 1), Map.of("m", 1));
    }

    @Test
    void rule2_3_stepsOfASequenceAreNumberedFromOne() {
        WORK.pipe(WORK).invoke("in", tagged);
        assertThat(namesAndTags()).containsExactly("RunnableSequence[t]", "work[seq:step:1, t]", "work[seq:step:2, t]");
    }

    @Test
    void rule2_3_branchesAreTaggedWithTheirKeys() {
        TypedRunnable.parallel(Map.of("k", WORK)).invoke("in", tagged);
        assertThat(namesAndTags()).containsExactly("RunnableParallel<k>[t]", "work[map:key:k, t]");
    }

    @Test
    void rule2_3_attemptsAreTaggedFromTheSecondOn() {
        AtomicInteger attempts = new AtomicInteger();
        TypedRunnable.of("flaky", (String input) -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new IllegalStateException("no");
                    }
                    return input;
                })
                .withRetry(RetryOptions.builder()
                        .backoff(Duration.ofNanos(1), Duration.ofNanos(2))
                        .build())
                .invoke("in", tagged);
        assertThat(namesAndTags())
                .containsExactly("flaky[t]", "flaky[t]", "flaky[retry:attempt:2, t]", "flaky[retry:attempt:3, t]");
    }

    @Test
    void rule2_3_nestedChosenMappedAndFallbackRunsHaveNoTagOfTheirOwn() {
        TypedRunnable.of("nesting", (String input) -> WORK.invoke(input)).invoke("in", tagged);
        TypedRunnable.choosing("choosing", (String input, RunnableConfig config) -> WORK)
                .invoke("in", tagged);
        WORK.map().invoke(List.of("in"), tagged);
        FAIL.withFallbacks(List.of(WORK)).invoke("in", tagged);
        assertThat(recorder.all(RunEvent.Start.class))
                .hasSize(9)
                .allSatisfy(start -> assertThat(start.tags()).containsExactly("t"));
    }

    @Test
    void rule2_4_customEventsNeverCarryTheLocalTagsOfTheirRun() {
        WORK.pipe(WORK).invoke("in", tagged);
        TypedRunnable.parallel(Map.of("k", WORK)).invoke("in", tagged);
        assertThat(tagsOfEvents()).containsExactly(List.of("t"), List.of("t"), List.of("t"));
    }

    @Test
    void rule2_4_customEventsHaveNeitherLocalMetadataNorLocalHandlers() {
        Recorder local = new Recorder();
        WORK.invoke(
                "in",
                RunnableConfig.builder()
                        .replaceCallbacks(RunContext.empty()
                                .callbacks()
                                .withHandler(recorder)
                                .withLocalHandler(local)
                                .withLocalMetadata(Map.of("l", 0)))
                        .build());
        assertThat(local.lines()).containsExactly("start work", "end work");
        assertThat(recorder.custom())
                .singleElement()
                .satisfies(event -> assertThat(event.metadata()).isEmpty());
    }

    @Test
    void rule2_5_emptyCallbacksMakeARootRunThatNobodyHears() {
        RunnableConfig cutOff = RunnableConfig.builder().detached().build();
        TypedRunnable<String, Boolean> isRoot = TypedRunnable.of(
                "isRoot",
                (String input) ->
                        RunContext.currentRun().orElseThrow().parentId().isEmpty());
        TypedRunnable<String, List<Boolean>> outer = TypedRunnable.of(
                "outer",
                (String input) -> List.of(
                        isRoot.invoke(input, cutOff),
                        isRoot.invoke(input, RunnableConfig.empty()),
                        isRoot.invoke(input, RunnableConfig.fromMap(Map.of()))));
        assertThat(outer.invoke("in", tagged)).containsExactly(true, false, false);
        assertThat(recorder.lines())
                .containsExactly(
                        "start outer", "start isRoot", "end isRoot", "start isRoot", "end isRoot", "end outer");
    }

    @Test
    void rule2_5_nothingBelowARunThatIsCutOffHasTheTagsOfTheOuterOne() {
        Recorder inside = new Recorder();
        RunnableConfig cutOff = RunnableConfig.builder()
                .replaceCallbacks(RunContext.empty().callbacks().withHandler(inside))
                .build();
        TypedRunnable.of("outer", (String input) -> WORK.pipe(WORK).invoke(input, cutOff))
                .invoke("in", tagged);
        assertThat(inside.all(RunEvent.Start.class))
                .extracting(RunEvent::tags)
                .containsExactly(List.of(), List.of("seq:step:1"), List.of("seq:step:2"));
    }

    @Test
    void rule2_6_aRunIsNamedByTheConfigElseByTheRunnable() {
        RunnableConfig named =
                RunnableConfig.builder().addHandler(recorder).runName("named").build();
        RunnableConfig unnamed = RunnableConfig.builder().addHandler(recorder).build();
        WORK.invoke("in", named);
        WORK.invoke("in", unnamed);
        WORK.withConfig(RunnableConfig.builder().tags("bound").build()).invoke("in", unnamed);
        WORK.pipe(WORK).invoke("in", unnamed);
        Map<String, TypedRunnable<String, String>> branches = new LinkedHashMap<>();
        branches.put("a", WORK);
        branches.put("b", WORK);
        TypedRunnable.parallel(branches).invoke("in", unnamed);
        WORK.map().invoke(List.of("in"), unnamed);
        WORK.withFallbacks(List.of()).invoke("in", unnamed);
        WORK.withRetry(RetryOptions.defaults()).invoke("in", unnamed);
        assertThat(recorder.all(RunEvent.Start.class))
                .filteredOn(start -> start.run().parentId().isEmpty())
                .extracting(start -> start.run().name())
                .containsExactly(
                        "named",
                        "work",
                        "work",
                        "RunnableSequence",
                        "RunnableParallel<a,b>",
                        "RunnableEach<work>",
                        "RunnableWithFallbacks",
                        "work");
    }
}
