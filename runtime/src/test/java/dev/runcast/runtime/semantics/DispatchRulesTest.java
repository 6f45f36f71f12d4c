package dev.runcast.runtime.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.NoActiveRunException;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.Recorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The rules of the reference's section 5, on dispatching custom events. Each test is named after its rule.
 *
 * <p>Not kept, or kept differently:
 *
 * <ul>
 *   <li>5.2: a {@code NoActiveRunException} names the event and says what to do, in words with spaces between them.
 *   <li>5.5: handlers of a config hear the event besides those of the run, and do not hide the run (decision 2); a manager without a
 *       run does. The config for children that a tool is given is that of its own run.
 *   <li>5.6: the name is a string and not null, which the signature says.
 *   <li>5.7: an event after the end of its run is delivered as in the reference, and {@code isLate} besides.
 *   <li>5.9: a run of any type owns the events of its body, retrievers too.
 *   <li>5.10: there is one way to dispatch. In an asynchronous run it does not wait for asynchronous handlers, so that nothing is
 *       blocked.
 *   <li>5.11: managers have no {@code on_custom_event}: an event belongs to a run.
 *   <li>5.12: a run by hand is a {@code TypedRunnable.of}, with the handlers of its config.
 * </ul>
 */
class DispatchRulesTest {
    private final Recorder recorder = new Recorder();
    private final RunnableConfig heard =
            RunnableConfig.builder().addHandler(recorder).build();

    private static void run(String name, RunnableConfig config, Consumer<RunnableConfig> body) {
        TypedRunnable.ofConfigured(name, (String input, RunnableConfig below) -> {
                    body.accept(below);
                    return input;
                })
                .invoke("in", config);
    }

    @Test
    void rule5_1_anEventGoesToTheRunOfTheConfigElseToTheCurrentOne() {
        run("work", heard, config -> {
            CustomEvents.dispatch("current", 1);
            CompletableFuture.runAsync(() -> CustomEvents.dispatch("of the config", 2, config))
                    .join();
        });
        assertThat(recorder.lines())
                .containsExactly("start work", "work: current 1", "work: of the config 2", "end work");
    }

    @Test
    void rule5_1_outsideEveryRunItFails() {
        assertThatExceptionOfType(NoActiveRunException.class)
                .isThrownBy(() -> CustomEvents.dispatch("progress", 1))
                .withMessageContaining("\"progress\"");
    }

    @Test
    void rule5_3_theRunCountsAndNotTheHandlers() {
        run("silent", RunnableConfig.empty(), config -> CustomEvents.dispatch("event", 1));
        assertThatExceptionOfType(NoActiveRunException.class)
                .isThrownBy(() -> CustomEvents.dispatch("event", 1, heard));
        assertThat(recorder.lines()).isEmpty();
    }

    @Test
    void rule5_4_anEventHasTheIdOfTheRunInWhoseBodyItWasDispatched() {
        run("outer", heard, outer -> {
            run("inner", RunnableConfig.empty(), inner -> CustomEvents.dispatch("inside", 1));
            CustomEvents.dispatch("outside", 2);
        });
        List<UUID> runs = recorder.all(RunEvent.Start.class).stream()
                .map(start -> start.run().id())
                .toList();
        assertThat(recorder.custom()).extracting(event -> event.run().id()).containsExactly(runs.get(1), runs.get(0));
    }

    @Test
    void rule5_5_tagsAndMetadataOfTheConfigAreAddedForThisEventOnly() {
        RunnableConfig more =
                RunnableConfig.builder().tags("x", "t1").metadata("x", 1).build();
        run("work", heard.toBuilder().tags("t1", "t2").metadata("m", 0).build(), config -> {
            CustomEvents.dispatch("more", 1, more);
            CustomEvents.dispatch("plain", 2);
        });
        CustomEvent first = recorder.custom().get(0);
        CustomEvent second = recorder.custom().get(1);
        assertThat(first.tags()).containsExactly("t2", "x", "t1");
        assertThat(first.metadata()).containsExactly(entry("m", 0), entry("x", 1));
        assertThat(second.tags()).containsExactly("t1", "t2");
        assertThat(second.metadata()).containsExactly(entry("m", 0));
    }

    @Test
    void rule5_5_theConfigOfAnOuterRunGivesTheEventToThatRun() {
        run(
                "outer",
                heard,
                outer -> run("inner", RunnableConfig.empty(), inner -> CustomEvents.dispatch("event", 1, outer)));
        assertThat(recorder.lines()).contains("outer: event 1");
    }

    @Test
    void rule5_5_aManagerWithoutARunHidesTheCurrentOne() {
        RunnableConfig hiding = RunnableConfig.builder()
                .replaceCallbacks(RunContext.empty().callbacks().withHandler(recorder))
                .build();
        run(
                "work",
                RunnableConfig.empty(),
                config -> assertThatExceptionOfType(NoActiveRunException.class)
                        .isThrownBy(() -> CustomEvents.dispatch("event", 1, hiding)));
    }

    @Test
    void rule5_5_runNameAndRunIdOfTheConfigAreIgnored() {
        RunnableConfig named = RunnableConfig.builder()
                .runName("other")
                .runId(UUID.fromString("00000000-0000-0000-0000-000000000001"))
                .build();
        run("work", heard, config -> CustomEvents.dispatch("event", 1, named));
        assertThat(recorder.only(CustomEvent.class).run())
                .isSameAs(recorder.only(RunEvent.Start.class).run());
        assertThat(recorder.lines()).contains("work: event 1");
    }

    @Test
    void rule5_6_dataOfAnyKindAreHandedOnByReference() {
        List<Object> data = new ArrayList<>(Arrays.asList(null, 1, "text", List.of(), new Object()));
        run("work", heard, config -> data.forEach(each -> CustomEvents.dispatch("event", each)));
        assertThat(recorder.data()).hasSameSizeAs(data);
        for (int i = 0; i < data.size(); i++) {
            assertThat(recorder.data().get(i)).isSameAs(data.get(i));
        }
    }

    @Test
    void rule5_6_laterChangesShow() {
        List<Integer> data = new ArrayList<>();
        run("work", heard, config -> {
            CustomEvents.dispatch("event", data);
            data.add(1);
        });
        assertThat(recorder.data()).containsExactly(List.of(1));
    }

    @Test
    void rule5_6_namesOfAnyKindPass() {
        run("work", heard, config -> {
            CustomEvents.dispatch("", 1);
            CustomEvents.dispatch("Namen dürfen alles sein: \n", 2);
        });
        assertThat(recorder.custom()).extracting(CustomEvent::name).containsExactly("", "Namen dürfen alles sein: \n");
    }

    @Test
    void rule5_7_anEventOfARunThatHasEndedIsDelivered() {
        List<RunnableConfig> kept = new ArrayList<>();
        run("work", heard, kept::add);
        CustomEvents.dispatch("event", 1, kept.get(0));
        assertThat(recorder.lines()).containsExactly("start work", "end work", "work: event 1");
    }

    @Test
    void rule5_8_eventsOfARunComeInOrderBetweenItsStartAndItsEnd() {
        TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> {
            for (int i = 1; i <= 3; i++) {
                CustomEvents.dispatch(input, i);
            }
            return input;
        });
        work.batch(List.of("a", "b", "c"), heard);
        for (RunEvent.Start start : recorder.all(RunEvent.Start.class)) {
            assertThat(recorder.events().stream()
                            .filter(event -> event.run() == start.run())
                            .map(Recorder::line))
                    .containsExactly(
                            "start work",
                            "work: " + start.input() + " 1",
                            "work: " + start.input() + " 2",
                            "work: " + start.input() + " 3",
                            "end work");
        }
    }

    @Test
    void rule5_10_bodiesOnOtherThreadsKeepTheCurrentRun() {
        TypedRunnable<String, Thread> work = TypedRunnable.of("work", (String input) -> {
            CustomEvents.dispatch("event", input);
            return Thread.currentThread();
        });
        assertThat(work.invokeAsync("in", heard).join()).isNotSameAs(Thread.currentThread());
        assertThat(recorder.lines()).containsExactly("start work", "work: event in", "end work");
    }
}
