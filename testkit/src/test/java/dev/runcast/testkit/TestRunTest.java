package dev.runcast.testkit;

import static dev.runcast.testkit.Greeter.DONE;
import static dev.runcast.testkit.Greeter.PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.testkit.Greeter.Progress;
import dev.runcast.testkit.junit.StrictMode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

@StrictMode
class TestRunTest {
    private static final UUID ID = new UUID(0, 7);

    @Test
    void handsOutTheEventsOfARun() {
        Instant before = Instant.now();
        TestRun run = TestRun.builder("search")
                .type(RunType.TOOL)
                .input(Map.of("query", "tea"))
                .event(PROGRESS, new Progress(1, "searching"))
                .chunk("three ")
                .event("raw", 1)
                .chunk("pages")
                .event(DONE)
                .output("three pages")
                .lateEvent("late", null)
                .run();

        assertThat(run.run().name()).isEqualTo("search");
        assertThat(run.run().type()).isEqualTo(RunType.TOOL);
        assertThat(run.run().parent()).isEmpty();
        assertThat(run.start().input()).isEqualTo(Map.of("query", "tea"));
        assertThat(run.start().time()).isAfterOrEqualTo(before.minusMillis(1));
        assertThat(run.chunks()).extracting(RunEvent.Chunk::chunk).containsExactly("three ", "pages");
        assertThat(run.customEvents()).extracting(CustomEvent::name).containsExactly("progress", "raw", "done", "late");
        assertThat(run.customEvents().get(0).payload(PROGRESS)).isEqualTo(new Progress(1, "searching"));
        assertThat(run.customEvents()).extracting(CustomEvent::isLate).containsExactly(false, false, false, true);
        assertThat(run.end().output()).isEqualTo("three pages");
        assertThat(run.end().input()).isEqualTo(Map.of("query", "tea"));
        assertThat(run.events()).extracting(RunEvent::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(run.events()).allMatch(event -> event.run() == run.run());
        assertThat(run).asString().startsWith("search (tool), ").contains("└─ · late (late)");
    }

    @Test
    void isAChainThatDoesNothingUnlessToldOtherwise() {
        TestRun run = TestRun.builder("work").run();
        assertThat(run.run().type()).isEqualTo(RunType.CHAIN);
        assertThat(run.events()).containsExactly(run.start(), run.end());
        assertThat(run.start().input()).isNull();
        assertThat(run.end().output()).isNull();
        assertThat(run.chunks()).isEmpty();
        assertThat(run.customEvents()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(run::error)
                .withMessage(
                        "The run \"work\" has no Error. Builder.error(…) decides whether a run ends well or fails.");
    }

    @Test
    void failsWithWhatItIsGiven() {
        IOException failure = new IOException("no paper");
        TestRun run = TestRun.builder("write").input("tea").error(failure).run();
        assertThat(run.error().error()).isSameAs(failure);
        assertThat(run.error().input()).isEqualTo("tea");
        assertThatIllegalStateException().isThrownBy(run::end);
        assertThat(TestRun.builder("write").error(new CancellationException()).run())
                .asString()
                .contains("cancelled");
    }

    @Test
    void hasTheInputThatHandlersSeeOfItsType() {
        assertThat(TestRun.builder("find")
                        .type(RunType.RETRIEVER)
                        .input("tea")
                        .run()
                        .start()
                        .input())
                .isEqualTo(Map.of("query", "tea"));
        assertThat(TestRun.builder("model")
                        .type(RunType.CHAT_MODEL)
                        .input(List.of("hi"))
                        .run()
                        .start()
                        .input())
                .isEqualTo(Map.of("messages", List.of(List.of("hi"))));
    }

    @Test
    void hasWhatItsConfigSays() {
        List<RunEvent> heard = new ArrayList<>();
        RunnableConfig config = RunnableConfig.builder()
                .runId(ID)
                .tags("t")
                .metadata("k", 1)
                .addHandler(new CallbackHandler() {
                    @Override
                    public void onRunStart(RunEvent.Start event) {
                        heard.add(event);
                    }
                })
                .build();
        TestRun run = TestRun.builder("work").config(config).event("e", 1).run();
        assertThat(run.run().id()).isEqualTo(ID);
        assertThat(run.events()).allSatisfy(event -> {
            assertThat(event.tags()).containsExactly("t");
            assertThat(event.metadata()).containsEntry("k", 1);
        });
        assertThat(heard).containsExactly(run.start());
    }

    @Test
    void isAChildOnlyWhereItsConfigAllowsIt() {
        List<TestRun> runs = new ArrayList<>();
        RecordingCallbackHandler recording = new RecordingCallbackHandler();
        TypedRunnable.ofConfigured("outer", (String input, RunnableConfig config) -> {
                    runs.add(TestRun.builder("root").run());
                    runs.add(TestRun.builder("child").config(config).run());
                    return input;
                })
                .invoke("x", RunnableConfig.builder().addHandler(recording).build());
        assertThat(runs.get(0).run().parent()).isEmpty();
        assertThat(runs.get(1).run().parent())
                .contains(recording.runs("outer").get(0).run());
        RuncastAssertions.assertThat(recording).hasRuns("outer", "child");
    }

    @Test
    void isMadeAnewByEachCall() {
        TestRun.Builder builder = TestRun.builder("work").event("e", 1);
        TestRun first = builder.run();
        TestRun second = builder.run();
        assertThat(first.run()).isNotEqualTo(second.run());
        assertThat(first.events()).hasSize(3);
        assertThat(second.events()).hasSize(3);
    }
}
