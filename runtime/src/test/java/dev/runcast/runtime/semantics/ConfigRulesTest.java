package dev.runcast.runtime.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RetryOptions;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.Recorder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The rules of the reference's section 1, on configs. Each test is named after its rule.
 *
 * <p>Not kept, or kept differently:
 *
 * <ul>
 *   <li>1.1: {@code callbacks} is a manager only; single handlers are added by {@code callback} and {@code on} and join those of the
 *       current run. See decision 2.
 *   <li>1.2: an empty {@code configurable} counts as not given. (In the reference it replaces what is inherited.)
 *   <li>1.4: metadata that are handed down, and those of the runnable, win over a setting of the same name also where the config has
 *       metadata of its own.
 *   <li>1.5: the wider copy is for the hosted tracer, which is not ported.
 *   <li>1.7: the current run's tags come before those of both configs and are not sorted among them; handlers are there once;
 *       a manager of the call takes the place of the bound one and is not merged with it; a recursion limit of 25 counts when it is
 *       given; {@code lc_versions} is a key like any other.
 *   <li>1.8: managers are not merged; what would lose its order in the reference is an ordered set.
 *   <li>1.10: the message is in plain words, and there is no warning that the run id is for the first run only: the Javadoc says so.
 *   <li>1.11: what goes on when a stage is complete has no current run, since a JVM does not carry it there; wrap it by
 *       {@code RunContext}, or use the config.
 *   <li>1.12: runs of every type are current in their body, retrievers and tools too.
 *   <li>1.13: a method's config is recognised by its type and not by its name, and there is no run manager. A tool gets the config for
 *       the runs below it as every runnable does, so that its events are its own.
 * </ul>
 */
class ConfigRulesTest {
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");

    private final Recorder recorder = new Recorder();

    /** Runs a runnable "inner" inside a run of the config, and returns what "inner" is given for the runs below it. */
    private static RunnableConfig inside(RunnableConfig outer, RunnableConfig inner) {
        return TypedRunnable.of("outer", (String input) -> child(inner)).invoke("in", outer);
    }

    private static RunnableConfig child(RunnableConfig config) {
        return TypedRunnable.ofConfigured("inner", (String input, RunnableConfig below) -> below)
                .invoke("in", config);
    }

    private static Run run(RunnableConfig config) {
        return config.run().orElseThrow();
    }

    @Test
    void rule1_1_allFieldsAreOptional() {
        RunnableConfig empty = RunnableConfig.fromMap(Map.of());
        assertThat(empty.tags()).isEmpty();
        assertThat(empty.metadata()).isEmpty();
        assertThat(empty.configurable()).isEmpty();
        assertThat(empty.callbacks()).isEmpty();
        assertThat(empty.runName()).isEmpty();
        assertThat(empty.runId()).isEmpty();
        assertThat(empty.maxConcurrency()).isEmpty();
        assertThat(empty.recursionLimit()).as("25 when it is asked").isEmpty();
    }

    @Test
    void rule1_1_theFieldsHaveTheReferencesNames() {
        RunnableConfig config = RunnableConfig.fromMap(Map.of(
                "tags", List.of("t"),
                "metadata", Map.of("m", 1),
                "run_name", "name",
                "run_id", ID.toString(),
                "max_concurrency", 2,
                "recursion_limit", 3,
                "configurable", Map.of("c", 4)));
        assertThat(config.tags()).containsExactly("t");
        assertThat(config.metadata()).containsExactly(entry("m", 1));
        assertThat(config.runName()).contains("name");
        assertThat(config.runId()).contains(ID);
        assertThat(config.maxConcurrency()).hasValue(2);
        assertThat(config.recursionLimit()).hasValue(3);
        assertThat(config.configurable()).containsExactly(entry("c", 4));
    }

    @Test
    void rule1_2_whatTheCallGivesReplacesWhatTheCurrentRunHas() {
        RunnableConfig below = inside(
                RunnableConfig.builder()
                        .configurable("a", 1)
                        .maxConcurrency(2)
                        .recursionLimit(3)
                        .build(),
                RunnableConfig.builder().configurable("b", 2).maxConcurrency(4).build());
        assertThat(below.configurable()).as("whole, not merged").containsExactly(entry("b", 2));
        assertThat(below.maxConcurrency()).hasValue(4);
        assertThat(below.recursionLimit()).as("not given").hasValue(3);
    }

    @Test
    void rule1_2_nullsNeverReplace() {
        Map<String, Object> nulls = new LinkedHashMap<>();
        for (String key : List.of("tags", "metadata", "callbacks", "configurable", "recursion_limit", "other")) {
            nulls.put(key, null);
        }
        RunnableConfig below = inside(
                RunnableConfig.builder()
                        .tags("t")
                        .configurable("a", 1)
                        .recursionLimit(3)
                        .build(),
                RunnableConfig.fromMap(nulls));
        assertThat(run(below).parentId()).isPresent();
        assertThat(below.tags()).containsExactly("t");
        assertThat(below.configurable()).containsExactly(entry("a", 1));
        assertThat(below.recursionLimit()).hasValue(3);
    }

    @Test
    void rule1_2_theCallersObjectsAreNeverChangedAndNeverSeenChanging() {
        List<String> tags = new ArrayList<>(List.of("t"));
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("model", "m"));
        RunnableConfig config =
                RunnableConfig.builder().tags(tags).configurable(settings).build();
        child(config);
        assertThat(tags).containsExactly("t");
        assertThat(settings).containsExactly(entry("model", "m"));
        tags.add("later");
        settings.put("later", 1);
        assertThat(config.tags()).containsExactly("t");
        assertThat(config.configurable()).containsExactly(entry("model", "m"));
    }

    @Test
    void rule1_3_anUnknownKeyBecomesASetting() {
        RunnableConfig config = RunnableConfig.fromMap(Map.of("thread", 7, "configurable", Map.of("c", 1)));
        assertThat(config.configurable()).containsOnly(entry("thread", 7), entry("c", 1));
    }

    @Test
    void rule1_4_stringsUnderModelAndCheckpointNsAreShownInTheMetadata() {
        RunnableConfig config = RunnableConfig.builder()
                .configurable("model", "m")
                .configurable("checkpoint_ns", "ns")
                .configurable("thread_id", "t")
                .configurable("user_id", "u")
                .build();
        assertThat(run(child(config)).metadata()).containsExactly(entry("model", "m"), entry("checkpoint_ns", "ns"));
        RunnableConfig number =
                RunnableConfig.builder().configurable("model", 1).build();
        assertThat(run(child(number)).metadata()).isEmpty();
    }

    @Test
    void rule1_4_metadataWinOverSettings() {
        RunnableConfig named =
                RunnableConfig.builder().metadata("model", "named").build();
        RunnableConfig set =
                RunnableConfig.builder().configurable("model", "set").build();
        RunnableConfig both = named.toBuilder().configurable("model", "set").build();
        assertThat(run(child(both)).metadata()).containsExactly(entry("model", "named"));
        assertThat(run(inside(named, set)).metadata())
                .as("metadata of the current run")
                .containsExactly(entry("model", "named"));
        RunnableConfig explicit =
                child(named).toBuilder().configurable("model", "set").build();
        assertThat(run(child(explicit)).metadata())
                .as("metadata of the config's run")
                .containsExactly(entry("model", "named"));
    }

    @Test
    void rule1_4_metadataOfTheRunnableWinOverSettings() {
        RunnableDescriptor descriptor =
                RunnableDescriptor.builder("work").metadata("model", "own").build();
        RunnableConfig set =
                RunnableConfig.builder().configurable("model", "set").build();
        RunnableConfig below = TypedRunnable.ofConfigured(descriptor, (String input, RunnableConfig config) -> config)
                .invoke("in", set);
        assertThat(run(below).metadata()).containsExactly(entry("model", "own"));
    }

    @Test
    void rule1_6_tagsAndMetadataOfTheCallComeAfterTheInheritedOnes() {
        RunnableConfig below = inside(
                RunnableConfig.builder().tags("parent").metadata("p", 1).build(),
                RunnableConfig.builder().tags("call").metadata("c", 2).build());
        assertThat(run(below).tags()).containsExactly("parent", "call");
        assertThat(run(below).metadata()).containsExactly(entry("p", 1), entry("c", 2));
    }

    @Test
    void rule1_7_aBoundConfigIsMergedWithThatOfTheCall() {
        Recorder other = new Recorder();
        RunnableConfig bound = RunnableConfig.builder()
                .tags("z", "b")
                .metadata("who", "bound")
                .metadata("b", 1)
                .configurable("who", "bound")
                .configurable("b", 1)
                .addHandler(recorder)
                .runName("bound")
                .runId(ID)
                .maxConcurrency(2)
                .recursionLimit(3)
                .build();
        RunnableConfig call = RunnableConfig.builder()
                .tags("b", "a")
                .metadata("who", "call")
                .configurable("who", "call")
                .addHandler(other)
                .runName("call")
                .build();
        RunnableConfig below = TypedRunnable.ofConfigured("work", (String input, RunnableConfig config) -> config)
                .withConfig(bound)
                .invoke("in", call);
        assertThat(below.tags()).as("sorted").containsExactly("a", "b", "z");
        assertThat(below.metadata()).containsExactly(entry("who", "call"), entry("b", 1));
        assertThat(below.configurable()).containsExactly(entry("who", "call"), entry("b", 1));
        assertThat(run(below).name()).isEqualTo("call");
        assertThat(run(below).id()).as("the call gives none").isEqualTo(ID);
        assertThat(below.maxConcurrency()).hasValue(2);
        assertThat(below.recursionLimit()).hasValue(3);
        assertThat(recorder.lines()).isEqualTo(other.lines()).containsExactly("start call", "end call");
    }

    @Test
    void rule1_7_handlersAreAddedToAManagerAsInheritable() {
        Recorder ofTheManager = new Recorder();
        TypedRunnable.of("work", (String input) -> {
                    CustomEvents.dispatch("e", input);
                    return input;
                })
                .withConfig(RunnableConfig.builder().addHandler(recorder).build())
                .invoke(
                        "in",
                        RunnableConfig.builder()
                                .replaceCallbacks(RunContext.empty().callbacks().withHandler(ofTheManager))
                                .build());
        assertThat(recorder.lines())
                .isEqualTo(ofTheManager.lines())
                .containsExactly("start work", "work: e in", "end work");
    }

    @Test
    void rule1_9_theConfigForChildrenHasNeitherRunNameNorRunId() {
        RunnableConfig below = child(RunnableConfig.builder()
                .runName("named")
                .runId(ID)
                .configurable("a", 1)
                .maxConcurrency(2)
                .recursionLimit(3)
                .build());
        assertThat(below.runName()).isEmpty();
        assertThat(below.runId()).isEmpty();
        assertThat(below.maxConcurrency()).hasValue(2);
        assertThat(below.recursionLimit()).hasValue(3);
        assertThat(below.toBuilder().configurable("b", 2).build().configurable())
                .as("what is added is merged")
                .containsExactly(entry("a", 1), entry("b", 2));
    }

    @Test
    void rule1_10_aBatchTakesAConfigForEachInputOrOneForAll() {
        TypedRunnable<String, Run> self = TypedRunnable.of(
                "self", (String input) -> RunContext.currentRun().orElseThrow());
        RunnableConfig config = RunnableConfig.builder().runName("n").runId(ID).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> self.batch(List.of("a", "b"), List.of(config)))
                .withMessage(
                        "There are 2 inputs and 1 configs. Give as many configs as inputs, or one config for all.");
        List<Run> runs = self.batch(List.of("a", "b"), config);
        assertThat(runs).extracting(Run::name).containsExactly("n", "n");
        assertThat(runs).extracting(Run::id).startsWith(ID).doesNotHaveDuplicates();
    }

    @Test
    void rule1_10_aBoundRunIdIsForTheFirstRunToo() {
        TypedRunnable<String, UUID> self = TypedRunnable.of(
                        "self",
                        (String input) -> RunContext.currentRun().orElseThrow().id())
                .withConfig(RunnableConfig.builder().runId(ID).build());
        assertThat(self.batch(List.of("a", "b"))).startsWith(ID).doesNotHaveDuplicates();
    }

    @Test
    void rule1_11_theCurrentRunNeverLeaksOutOfItsBody() {
        TypedRunnable<String, String> fails = TypedRunnable.of("fails", (String input) -> {
            throw new IllegalStateException("no");
        });
        TypedRunnable<String, String> outer = TypedRunnable.of("outer", (String input) -> {
            assertThatIllegalStateException().isThrownBy(() -> fails.invoke(input));
            return RunContext.currentRun().orElseThrow().name();
        });
        assertThat(outer.invoke("in")).isEqualTo("outer");
        assertThat(RunContext.currentRun()).isEmpty();
    }

    @Test
    void rule1_11_runcastsOwnThreadsHaveTheCurrentRunAndPlainOnesDoNot() {
        TypedRunnable<String, List<String>> outer = TypedRunnable.of("outer", (String input) -> {
            List<String> seen = new ArrayList<>();
            seen.add(CompletableFuture.supplyAsync(ConfigRulesTest::current).join());
            seen.add(CompletableFuture.supplyAsync(RunContext.capture().wrapSupplier(ConfigRulesTest::current))
                    .join());
            TypedRunnable<String, Optional<UUID>> inner = TypedRunnable.of(
                    "inner",
                    (String text) -> RunContext.currentRun().orElseThrow().parentId());
            Optional<UUID> self = RunContext.currentRun().map(Run::id);
            assertThat(inner.invokeAsync("in").join()).isEqualTo(self);
            assertThat(inner.batch(List.of("a", "b"))).containsOnly(self);
            return seen;
        });
        assertThat(outer.invoke("in")).containsExactly("none", "outer");
    }

    private static String current() {
        return RunContext.currentRun().map(Run::name).orElse("none");
    }

    @Test
    void rule1_12_partsOfACompositionAreCurrentInTheirBodies() {
        List<String> current = Collections.synchronizedList(new ArrayList<>());
        TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> {
            current.add(input + " in " + current());
            return input;
        });
        work.pipe(work).invoke("sequence");
        TypedRunnable.parallel(Map.of("k", work)).invoke("parallel");
        work.withRetry(RetryOptions.defaults()).invoke("retry");
        work.withFallbacks(List.of()).invoke("fallbacks");
        assertThat(current)
                .containsExactly(
                        "sequence in work",
                        "sequence in work",
                        "parallel in work",
                        "retry in work",
                        "fallbacks in work");
    }

    @Test
    void rule1_13_aBodyIsGivenTheConfigForTheRunsBelowIt() {
        TypedRunnable<String, String> inner = TypedRunnable.of("inner", (String input) -> input);
        TypedRunnable.ofConfigured(
                        "outer",
                        (String input, RunnableConfig config) -> CompletableFuture.supplyAsync(
                                        () -> inner.invoke(input, config))
                                .join())
                .invoke("in", RunnableConfig.builder().addHandler(recorder).build());
        assertThat(recorder.lines()).containsExactly("start outer", "start inner", "end inner", "end outer");
        List<RunEvent.Start> starts = recorder.all(RunEvent.Start.class);
        assertThat(starts.get(1).run().parentId()).contains(starts.get(0).run().id());
    }
}
