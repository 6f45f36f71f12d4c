package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.Recorder;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ManualRunTest {
    private static final RunnableDescriptor DESCRIPTOR = RunnableDescriptor.builder("bridge")
            .type(RunType.TOOL)
            .tags("t")
            .metadata("k", 1)
            .build();

    private final Recorder recorder = new Recorder();
    private final RunnableConfig config =
            RunnableConfig.builder().addHandler(recorder).build();

    private static void onOtherThread(Runnable task) {
        CompletableFuture.runAsync(task, work -> new Thread(work).start()).join();
    }

    @Test
    void tellsOfStartAndEndOnAnyThreads() {
        ManualRun run = ManualRun.start(DESCRIPTOR, Map.of("x", 1), config);
        onOtherThread(() -> run.end(2));

        RunEvent.Start start = recorder.only(RunEvent.Start.class);
        assertThat(start.run()).isSameAs(run.run());
        assertThat(start.input()).isEqualTo(Map.of("x", 1));
        assertThat(start.isStreamed()).isFalse();
        assertThat(start.tags()).containsExactly("t");
        assertThat(start.metadata()).containsExactly(Map.entry("k", 1));
        assertThat(recorder.only(RunEvent.End.class).output()).isEqualTo(2);
        assertThat(run.run().parentId()).isEmpty();
    }

    @Test
    void isAChildOfTheCurrentRunAndCurrentNowhere() {
        TypedRunnable.of("outer", (String input) -> {
                    Run outer = RunContext.currentRun().orElseThrow();
                    ManualRun run = ManualRun.start(DESCRIPTOR, input, RunnableConfig.empty());
                    assertThat(run.run().parentIds()).containsExactly(outer.id());
                    assertThat(RunContext.currentRun()).contains(outer);
                    run.end(null);
                    return input;
                })
                .invoke("x", config);
        assertThat(recorder.all(RunEvent.Start.class)).hasSize(2);
    }

    @Test
    void isAChildOfTheRunOfItsConfigOnAnotherThread() {
        TypedRunnable.ofConfigured("outer", (String input, RunnableConfig inner) -> {
                    onOtherThread(
                            () -> ManualRun.start(DESCRIPTOR, input, inner).end(null));
                    return input;
                })
                .invoke("x", config);
        List<RunEvent.Start> starts = recorder.all(RunEvent.Start.class);
        assertThat(starts.get(1).run().parentId()).contains(starts.get(0).run().id());
    }

    @Test
    void itsConfigCarriesItToEventsAndRunsBelow() {
        ManualRun run = ManualRun.start(DESCRIPTOR, null, config);
        onOtherThread(() -> {
            CustomEvents.dispatch("progress", 1, run.config());
            TypedRunnable.of("below", (String input) -> input).invoke("x", run.config());
        });
        run.end(null);
        assertThat(recorder.custom())
                .singleElement()
                .satisfies(event -> assertThat(event.run()).isSameAs(run.run()));
        assertThat(recorder.all(RunEvent.Start.class).get(1).run().parentId())
                .contains(run.run().id());
    }

    @Test
    void itsContextMakesItCurrent() {
        ManualRun run = ManualRun.start(DESCRIPTOR, null, config);
        onOtherThread(run.context().wrap(() -> CustomEvents.dispatch("progress", 1)));
        assertThat(RunContext.currentRun()).isEmpty();
        run.end(null);
        assertThat(recorder.custom())
                .singleElement()
                .satisfies(event -> assertThat(event.run()).isSameAs(run.run()));
    }

    @Test
    void reportsItsErrorAsItIs() {
        Exception error = new Exception("broken");
        ManualRun.start(DESCRIPTOR, null, config).fail(error);
        assertThat(recorder.only(RunEvent.Error.class).error()).isSameAs(error);
    }

    @Test
    void reportsNothingAfterItsFirstEnd() {
        ManualRun run = ManualRun.start(DESCRIPTOR, null, config);
        run.chunk("a");
        run.end("a");
        run.chunk("b");
        run.end("c");
        run.fail(new IllegalStateException("late"));
        assertThat(recorder.only(RunEvent.Chunk.class).chunk()).isEqualTo("a");
        assertThat(recorder.only(RunEvent.End.class).output()).isEqualTo("a");
        assertThat(recorder.all(RunEvent.Error.class)).isEmpty();
    }

    @Test
    void endsThoughNobodyListens() {
        ManualRun run = ManualRun.start(DESCRIPTOR, null, RunnableConfig.empty());
        run.chunk("a");
        run.end("a");
        assertThat(run.run().name()).isEqualTo("bridge");
    }

    @Test
    void doesNotWaitForAsynchronousHandlersWhichGetItsEventsInOrder() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        List<String> seen = new ArrayList<>();
        RunnableConfig slow = RunnableConfig.builder()
                .addHandler(new AsyncCallbackHandler() {
                    @Override
                    public CompletionStage<Void> onRunStart(RunEvent.Start event) {
                        return gate.thenRun(() -> seen.add("start"));
                    }

                    @Override
                    public CompletionStage<Void> onRunEnd(RunEvent.End event) {
                        seen.add("end");
                        return CompletableFuture.completedStage(null);
                    }
                })
                .build();
        ManualRun.start(DESCRIPTOR, null, slow).end(1);
        assertThat(seen).isEmpty();
        gate.complete(null);
        assertThat(seen).containsExactly("start", "end");
    }

    @Test
    void throwsWhatAHandlerRaisesAtItsEnd() {
        IllegalStateException raised = new IllegalStateException("raised");
        RunnableConfig raising = RunnableConfig.builder()
                .addHandler(new CallbackHandler() {
                    @Override
                    public void onRunEnd(RunEvent.End event) {
                        throw raised;
                    }

                    @Override
                    public ErrorPolicy errorPolicy() {
                        return ErrorPolicy.RAISE;
                    }
                })
                .build();
        ManualRun run = ManualRun.start(DESCRIPTOR, null, raising);
        assertThatThrownBy(() -> run.end(1)).isSameAs(raised);
    }

    @Test
    void isPartOfAStreamOfEvents() {
        TypedRunnable<String, String> outer = TypedRunnable.of("outer", (String input) -> {
            ManualRun run = ManualRun.start(DESCRIPTOR, Map.of("x", input), RunnableConfig.empty());
            onOtherThread(() -> run.end("y"));
            return input;
        });
        try (EventStream events = outer.streamEvents("x")) {
            assertThat(events.stream().map(StreamEvent::event))
                    .containsExactly(
                            "on_chain_start", "on_tool_start", "on_tool_end", "on_chain_stream", "on_chain_end");
        }
    }
}
