package dev.runcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
        void mayHaveTheLineEndsOfWindows() throws IOException {
            TypedRunnable.of("work", (String input) -> Map.of("a", 1)).invoke("x", config);
            Files.writeString(folder.resolve("work.txt"), "run work \"x\"\r\n  end {\"a\":1}\r\n");
            Transcript.of(recording).assertMatches(name("work.txt"));
        }
    }
}
