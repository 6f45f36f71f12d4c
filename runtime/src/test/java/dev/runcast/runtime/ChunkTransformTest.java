package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.fixtures.Recorder;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Steps that transform chunk by chunk, and what streamed steps tell of their inputs. */
class ChunkTransformTest {
    private static final TypedRunnable<String, String> LETTERS = TypedRunnable.ofChunks(
            "letters",
            (String text, RunnableConfig config, ChunkSink<String> chunks) ->
                    text.chars().forEach(letter -> chunks.emit(String.valueOf((char) letter))));

    private static final TypedRunnable<String, String> UPPER = TypedRunnable.ofTransform(
            "upper", (Stream<String> chunks, RunnableConfig config) -> chunks.map(String::toUpperCase));

    private static final TypedRunnable<Integer, Integer> INC = TypedRunnable.of("inc", (Integer x) -> x + 1);
    private static final TypedRunnable<Integer, Integer> DBL = TypedRunnable.of("dbl", (Integer x) -> x * 2);

    private final Recorder recorder = new Recorder();
    private final RunnableConfig heard =
            RunnableConfig.builder().addHandler(recorder).build();

    private Map<String, Object> inputs() {
        return recorder.all(RunEvent.End.class).stream()
                .collect(Collectors.toMap(
                        end -> end.run().name(), end -> String.valueOf(end.input()), (first, last) -> last));
    }

    @Test
    void takesTheChunksOfTheStepBeforeAsTheyCome() {
        List<String> read = new ArrayList<>();
        LETTERS.pipe(UPPER).stream("ab", heard).forEach(read::add);
        assertThat(read).containsExactly("A", "B");
        assertThat(recorder.lines())
                .containsExactly(
                        "start RunnableSequence",
                        "start letters",
                        "chunk letters",
                        "start upper",
                        "chunk upper",
                        "chunk RunnableSequence",
                        "chunk letters",
                        "chunk upper",
                        "chunk RunnableSequence",
                        "end letters",
                        "end upper",
                        "end RunnableSequence");
        assertThat(inputs()).containsEntry("upper", "ab");
    }

    @Test
    void takesAValueAsTheOnlyChunk() {
        assertThat(UPPER.invoke("tea", heard)).isEqualTo("TEA");
        assertThat(UPPER.stream("tea")).containsExactly("TEA");
        assertThat(UPPER.invokeAsync("tea").join()).isEqualTo("TEA");
        assertThat(inputs()).containsEntry("upper", "tea");
        assertThat(INC.pipe(TypedRunnable.ofTransform("text", (chunks, config) -> chunks.map(String::valueOf)))
                        .invoke(1))
                .isEqualTo("2");
    }

    @Test
    void mayEndEarlyWhichCancelsTheStepBefore() {
        TypedRunnable<String, String> first =
                TypedRunnable.ofTransform("first", (Stream<String> chunks, RunnableConfig config) -> chunks.limit(1));
        assertThat(LETTERS.pipe(first).stream("abc", heard)).containsExactly("a");
        assertThat(recorder.lines())
                .contains("error letters CancellationException", "end first", "end RunnableSequence");
        assertThat(inputs()).containsEntry("first", "a");
    }

    @Test
    void failsAsTheStepBeforeDoes() {
        TypedRunnable<String, String> failing = TypedRunnable.ofChunks("failing", (text, config, chunks) -> {
            chunks.emit("a");
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> failing.pipe(UPPER).stream("x", heard).forEach(chunk -> {}))
                .hasMessage("broken");
        assertThat(recorder.all(RunEvent.Error.class))
                .extracting(error -> error.run().name())
                .containsExactly("failing", "upper", "RunnableSequence");
    }

    @Test
    void ofAStreamedSequenceTellTheirInputsAtTheirEnds() {
        TypedRunnable<Integer, Map<String, Object>> branches = TypedRunnable.parallel(Map.of("d", DBL));
        try (EventStream events = INC.pipe(branches).streamEvents(1, heard)) {
            List<StreamEvent> ends = events.stream()
                    .filter(event -> event.event().equals("on_chain_end"))
                    .toList();
            assertThat(ends)
                    .filteredOn(event -> event.name().equals("RunnableParallel<d>"))
                    .singleElement()
                    .satisfies(end -> assertThat(end.data()).isEqualTo(Map.of("output", Map.of("d", 4), "input", 2)));
        }
        assertThat(inputs()).containsEntry("RunnableParallel<d>", "2").containsEntry("dbl", "2");
    }

    @Test
    void ofABoundSequenceInsideAnotherTellTheirInputsToo() {
        RunnableConfig bound =
                RunnableConfig.builder().tags("t").runName("inner").build();
        try (EventStream events = INC.pipe(INC.pipe(DBL).withConfig(bound)).streamEvents(1, heard)) {
            events.forEach(event -> {});
        }
        assertThat(inputs()).containsEntry("inner", "2").containsEntry("dbl", "3");
    }

    @Test
    void anInvokedRunnableThatMakesChunksTellsItsInputAtTheStart() {
        TypedRunnable<String, String> root = TypedRunnable.of("root", (String text) -> LETTERS.invoke(text));
        try (EventStream events = root.streamEvents("ab")) {
            assertThat(events.stream().map(event -> event.event() + " " + event.name() + " " + event.data()))
                    .containsExactly(
                            "on_chain_start root {input=ab}",
                            "on_chain_start letters {input=ab}",
                            "on_chain_stream letters {chunk=a}",
                            "on_chain_stream letters {chunk=b}",
                            "on_chain_end letters {output=ab, input=ab}",
                            "on_chain_stream root {chunk=ab}",
                            "on_chain_end root {output=ab}");
        }
    }

    @Test
    void localTagsOfStepsStandAfterInheritedOnesAndBeforeTheConfigs() {
        TypedRunnable<Integer, Map<String, Object>> branches = TypedRunnable.parallel(Map.of("d", DBL));
        RunnableConfig call = RunnableConfig.builder().tags("t4").build();
        TypedRunnable<Integer, Object> root = TypedRunnable.ofConfigured(
                "root",
                (Integer x, RunnableConfig config) -> INC.pipe(branches)
                        .invoke(x, config.toBuilder().tags("t4").build()));
        TypedRunnable<Integer, Object> ambient =
                TypedRunnable.of("root", (Integer x) -> INC.pipe(branches).invoke(x, call));
        for (TypedRunnable<Integer, Object> each : List.of(root, ambient)) {
            each.invoke(1, heard.toBuilder().tags("t2").build());
        }
        assertThat(recorder.all(RunEvent.Start.class))
                .filteredOn(start -> start.run().name().equals("dbl"))
                .hasSize(2)
                .allSatisfy(start -> assertThat(start.tags()).containsExactly("t2", "map:key:d", "t4"));
    }

    @Test
    void aRetriedRunnablePassesItsChunksOn() {
        List<String> attempts = new ArrayList<>();
        TypedRunnable<String, String> flaky = TypedRunnable.ofChunks("flaky", (text, config, chunks) -> {
            attempts.add(text);
            if (attempts.size() == 1) {
                throw new IllegalStateException("not yet");
            }
            chunks.emit("a");
            chunks.emit("b");
        });
        RetryOptions atOnce = RetryOptions.builder()
                .backoff(java.time.Duration.ofNanos(1), java.time.Duration.ofNanos(2))
                .build();
        assertThat(flaky.withRetry(atOnce).stream("x", heard)).containsExactly("a", "b");
        assertThat(attempts).hasSize(2);
        assertThat(recorder.all(RunEvent.Start.class))
                .extracting(start -> start.run().tags())
                .containsExactly(List.of(), List.of(), List.of("retry:attempt:2"));
    }

    @Test
    void aRetriedRunnableIsNotTriedAgainAfterItsFirstChunk() {
        List<String> attempts = new ArrayList<>();
        TypedRunnable<String, String> flaky = TypedRunnable.ofChunks("flaky", (text, config, chunks) -> {
            attempts.add(text);
            chunks.emit("a");
            throw new IllegalStateException("broken");
        });
        List<String> read = new ArrayList<>();
        assertThatThrownBy(() -> flaky.withRetry(3).stream("x").forEach(read::add))
                .hasMessage("broken");
        assertThat(read).containsExactly("a");
        assertThat(attempts).hasSize(1);
    }
}
