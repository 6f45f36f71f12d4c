package dev.runcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.ManualRun;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class TranscriptTest {
    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final RunnableConfig config =
            RunnableConfig.builder().addHandler(recording).build();

    private String transcript() {
        return Transcript.of(recording).toString();
    }

    @Test
    void tellsWhatRunsDid() {
        Greeter.PARTY.invoke("Eve", config);
        Greeter.GREET.invoke("Zoe", config);
        Transcript.of(recording).assertMatches("transcripts/party.txt");
    }

    @Test
    void tellsWhatClientsGet() {
        Transcript.of(EventStreams.collect(Greeter.GREET.streamEvents("Ada"))).assertMatches("transcripts/greet.jsonl");
    }

    @Test
    void tellsChunksLateEventsAndErrorsOnALineEach() {
        RunnableConfig[] kept = new RunnableConfig[1];
        TypedRunnable<String, String> chunks = TypedRunnable.ofChunks("chunks", (input, inner, sink) -> {
            kept[0] = inner;
            sink.emit("a\nb");
            sink.emit("c");
        });
        assertThat(chunks.stream("x", config)).hasSize(2);
        CustomEvents.dispatch("late", null, kept[0]);
        catchThrowable(() -> TypedRunnable.of("bad", (String input) -> {
                    throw new IllegalStateException("no\npaper");
                })
                .invoke("y", config));
        assertThat(transcript()).isEqualTo("""
                run chunks "x"
                  chunk "a\\nb"
                  chunk "c"
                  end "a\\nbc"
                  event late (late)
                run bad "y"
                  error "java.lang.IllegalStateException: no\\npaper\"""");
    }

    @Test
    void tellsRunsByWhereTheyBelong() {
        TypedRunnable<String, Integer> tool = TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("tool")
                        .type(RunType.TOOL)
                        .parameter("word", String.class)
                        .build(),
                (String word, RunnableConfig inner) -> {
                    CustomEvents.dispatch("counted", word.length(), inner);
                    return word.length();
                });
        TypedRunnable.ofConfigured("outer", (String input, RunnableConfig inner) -> {
                    CustomEvents.dispatch("before", null, inner);
                    int length = tool.invoke(input, inner);
                    CustomEvents.dispatch("after", null, inner);
                    return length;
                })
                .invoke("tea", config);
        assertThat(transcript()).isEqualTo("""
                run outer "tea"
                  event before
                  run tool {"word":"tea"}
                    event counted 3
                    end 3
                  event after
                  end 3""");
    }

    @Test
    void isTheSameForOtherIdsAndTimes() {
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        TypedRunnable.of("work", (String input) -> {
                    CustomEvents.dispatch("ids", List.of(one, two, one));
                    CustomEvents.dispatch("times", List.of(Instant.now(), OffsetDateTime.now(), "at 2026-01-01T10:00"));
                    CustomEvents.dispatch("dates", List.of("2026-01-01", "12:00", "about 2026-01-01Tuesday"));
                    return two;
                })
                .invoke("x", config);
        assertThat(transcript()).isEqualTo("""
                run work "x"
                  event ids ["id-1","id-2","id-1"]
                  event times ["<time>","<time>","at <time>"]
                  event dates ["2026-01-01","12:00","about 2026-01-01Tuesday"]
                  end "id-2\"""");
    }

    @Test
    void saysWhatCannotBeWritten() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        TypedRunnable.of("work", (String input) -> endless).invoke("x", config);
        assertThat(transcript()).contains("end (A value of java.util.ArrayList cannot be written as JSON");
    }

    private static final String TIME = " +\\+\\d+\\.\\d{3} s  ";

    @Test
    void tellsWhenEachThingHappened() {
        TestRun run = TestRun.builder("work")
                .config(config)
                .input("tea")
                .event("progress", 1)
                .event("moment", Instant.EPOCH)
                .output(2)
                .run();
        assertThat(Transcript.of(recording).withTimes().toString().lines())
                .zipSatisfy(
                        List.of("run work \"tea\"", "  event progress 1", "  event moment \"<time>\"", "  end 2"),
                        (line, text) -> assertThat(line).matches(TIME + Pattern.quote(text)));
        assertThat(Transcript.of(recording).withTimes().toString()).startsWith("   +0.000 s  run work");
        assertThat(run.end().time()).isAfterOrEqualTo(run.start().time());
    }

    @Test
    void tellsWhenItHappenedSinceTheFirstThing() throws InterruptedException {
        ManualRun first = ManualRun.start(RunnableDescriptor.builder("first").build(), null, config);
        Thread.sleep(20);
        first.end(null);
        List<String> lines =
                Transcript.of(recording).withTimes().toString().lines().toList();
        assertThat(lines.get(0)).isEqualTo("   +0.000 s  run first null");
        assertThat(Double.parseDouble(lines.get(1).trim().split(" ")[0])).isBetween(0.015, 60.0);
    }

    @Test
    void tellsWhenClientsGotIt() {
        List<StreamEvent> events = EventStreams.collect(Greeter.GREET.streamEvents("Ada"));
        assertThat(Transcript.of(events).withTimes().toString().lines())
                .allMatch(line -> line.matches(TIME + "\\{.*}"));
        assertThat(Transcript.of(List.of()).withTimes()).hasToString("");
    }

    @Test
    void mayBeOfAnyDepth() {
        Deque<ManualRun> open = new ArrayDeque<>();
        RunnableConfig inner = config;
        for (int i = 0; i < 5_000; i++) {
            open.push(ManualRun.start(RunnableDescriptor.builder("level").build(), i, inner));
            inner = open.element().config();
        }
        open.forEach(run -> run.end(null));
        assertThat(recording.runs()).hasSize(5_000);
        assertThat(recording.toText().lines()).hasSize(5_000);
        assertThat(transcript().lines()).hasSize(10_000);
        RuncastAssertions.assertThat(recording)
                .hasTree(IntStream.range(0, 5_000)
                        .mapToObj(i -> "  ".repeat(i) + "level")
                        .collect(Collectors.joining("\n")));
    }

    @Nested
    class InAFile {
        private static final String UPDATE = "runcast.transcripts.update";
        private static final Path RESOURCES = Path.of("src", "test", "resources");

        @TempDir(cleanup = CleanupMode.ALWAYS)
        Path folder;

        @AfterEach
        void compareAgain() {
            System.clearProperty(UPDATE);
        }

        /** Returns the name of a file in the temporary folder, from where transcripts are looked for. */
        private String name(String file) {
            return RESOURCES.toAbsolutePath().relativize(folder.resolve(file)).toString();
        }

        @Test
        void isWrittenWhenItIsToBeUpdated() throws IOException {
            Greeter.GREET.invoke("Ada", config);
            System.setProperty(UPDATE, "true");
            Transcript.of(recording).assertMatches(name("new/folder/greet.txt"));
            assertThat(folder.resolve("new/folder/greet.txt")).hasContent(transcript() + "\n");
            System.clearProperty(UPDATE);
            Transcript.of(recording).assertMatches(name("new/folder/greet.txt"));

            recording.clear();
            Greeter.GREET.invoke("Bob", config);
            System.setProperty(UPDATE, "true");
            Transcript.of(recording).assertMatches(name("new/folder/greet.txt"));
            assertThat(Files.readString(folder.resolve("new/folder/greet.txt")))
                    .contains("Bob")
                    .doesNotContain("Ada");
        }

        @Test
        void isMissed() {
            TypedRunnable.of("work", (String input) -> 1).invoke("x", config);
            assertThatThrownBy(() -> Transcript.of(recording).assertMatches(name("missing.txt")))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("There is no transcript " + folder.resolve("missing.txt")
                            + ". Run the test with -Druncast.transcripts.update=true to write it, and read what was written."
                            + " It would be:\nrun work \"x\"\n  end 1");
            assertThat(folder.resolve("missing.txt")).doesNotExist();
        }

        @Test
        void saysWhereItDiffers() throws IOException {
            TypedRunnable.of("work", (String input) -> 1).invoke("x", config);
            Files.writeString(folder.resolve("work.txt"), "run work \"x\"\r\n  end 2\r\n");
            assertThatThrownBy(() -> Transcript.of(recording).assertMatches(name("work.txt")))
                    .isInstanceOfSatisfying(AssertionFailedError.class, failure -> {
                        assertThat(failure.getExpected().getStringRepresentation())
                                .contains("end 2");
                        assertThat(failure.getActual().getStringRepresentation())
                                .contains("end 1");
                    })
                    .hasMessageStartingWith("[line 2 of " + RESOURCES.resolve(name("work.txt"))
                            + " is\n    end 2\nand was\n    end 1\nin the transcript, which is rewritten with"
                            + " -Druncast.transcripts.update=true]");
            Files.writeString(folder.resolve("work.txt"), "run work \"x\"");
            assertThatThrownBy(() -> Transcript.of(recording).assertMatches(name("work.txt")))
                    .hasMessageContaining("is\n  (nothing)\nand was\n    end 1");
        }

        @Test
        void showsItsTimesAndIsComparedWithoutThem() throws IOException {
            Path file = folder.resolve("work.txt");
            TypedRunnable.of("work", (String input) -> 1).invoke("x", config);
            System.setProperty(UPDATE, "true");
            Transcript.of(recording).withTimes().assertMatches(name("work.txt"));
            assertThat(Files.readAllLines(file))
                    .hasSize(2)
                    .allMatch(line -> line.matches(TIME + ".*"))
                    .last()
                    .asString()
                    .endsWith("    end 1");

            String other = "  +12.345 s  run work \"x\"\n +123.456 s    end 1\n";
            Files.writeString(file, other);
            Transcript.of(recording).withTimes().assertMatches(name("work.txt"));
            assertThat(file).as("not written anew for other times").hasContent(other);
            System.clearProperty(UPDATE);
            Transcript.of(recording).withTimes().assertMatches(name("work.txt"));

            Files.writeString(file, other.replace("end 1", "end 2"));
            assertThatThrownBy(() -> Transcript.of(recording).withTimes().assertMatches(name("work.txt")))
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageContaining("is\n    end 2\nand was\n    end 1\nin the transcript");
            assertThatThrownBy(() -> Transcript.of(recording).assertMatches(name("work.txt")))
                    .as("a transcript without times")
                    .isInstanceOf(AssertionFailedError.class);
        }

        @Test
        void mayHaveTheLineEndsOfWindows() throws IOException {
            TypedRunnable.of("work", (String input) -> Map.of("a", 1)).invoke("x", config);
            Files.writeString(folder.resolve("work.txt"), "run work \"x\"\r\n  end {\"a\":1}\r\n");
            Transcript.of(recording).assertMatches(name("work.txt"));
        }
    }
}
