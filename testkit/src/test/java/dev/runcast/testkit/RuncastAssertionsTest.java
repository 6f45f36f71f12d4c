package dev.runcast.testkit;

import static dev.runcast.testkit.Greeter.DONE;
import static dev.runcast.testkit.Greeter.NEVER;
import static dev.runcast.testkit.Greeter.OTHER_PROGRESS;
import static dev.runcast.testkit.Greeter.PROGRESS;
import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.testkit.Greeter.Progress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** That each assertion passes when it should, fails when it should, and what it says then. */
class RuncastAssertionsTest {
    private static final Progress GREETING = new Progress(1, "greeting");
    private static final Progress TRANSLATING = new Progress(2, "translating");

    private static final String TREE = """

            Recorded:
              greet, N ms, succeeded
              ├─ · progress {"step":1,"note":"greeting"}
              ├─ · progress {"step":2,"note":"translating"}
              ├─ translate, N ms, succeeded
              └─ · done""";

    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final RunnableConfig config =
            RunnableConfig.builder().addHandler(recording).build();

    /** Asserts that an assertion fails with this message, whatever the times are. */
    private static void assertFails(Runnable assertion, String message) {
        AssertionError failure = catchThrowableOfType(AssertionError.class, assertion::run);
        assertThat(failure).as("the failure of the assertion").isNotNull();
        assertThat(failure.getMessage().replaceAll("\\d+ ms", "N ms")).isEqualTo(message);
    }

    /** Asserts that an assertion on the run of {@link Greeter#GREET} fails with this message and its tree. */
    private void assertFailsOnRun(Consumer<RunAssert> assertion, String message) {
        RunAssert run = assertThat(recording).run("greet");
        assertFails(() -> assertion.accept(run), message + TREE);
    }

    @Nested
    class OnEvents {
        @BeforeEach
        void record() {
            Greeter.GREET.invoke("Ada", config);
        }

        @Test
        void pass() {
            assertThat(recording)
                    .run("greet")
                    .emitted(PROGRESS)
                    .emitted(PROGRESS, progress -> progress.step() == 2)
                    .emittedTimes(PROGRESS, 2)
                    .emittedTimes(NEVER, 0)
                    .emittedPayloads(PROGRESS, GREETING, TRANSLATING)
                    .emittedPayloads(NEVER)
                    .emittedInOrder(PROGRESS, DONE)
                    .emittedInOrder(PROGRESS, PROGRESS)
                    .emittedExactly(PROGRESS, PROGRESS, DONE)
                    .didNotEmit(NEVER);
            assertThat(recording).run("translate").emittedNothing().emittedExactly();
            assertThat(recording).as("all runs together").emittedTimes(PROGRESS, 2);
        }

        @Test
        void emitted() {
            assertFailsOnRun(
                    run -> run.emitted(NEVER),
                    "Expected the run \"greet\" to have emitted never(String), but there was none.");
        }

        @Test
        void emittedWithAPayload() {
            assertFailsOnRun(run -> run.emitted(PROGRESS, progress -> progress.step() == 3), """
                    Expected the run "greet" to have emitted progress(Progress) with a payload that matches, but none of these does:
                      Progress[step=1, note=greeting]
                      Progress[step=2, note=translating]""");
            assertFailsOnRun(
                    run -> run.emitted(NEVER, String::isEmpty),
                    "Expected the run \"greet\" to have emitted never(String), but there was none.");
        }

        @Test
        void emittedTimes() {
            assertFailsOnRun(
                    run -> run.emittedTimes(PROGRESS, 1),
                    "Expected the run \"greet\" to have emitted progress(Progress) once, but it was 2 times.");
            assertFailsOnRun(
                    run -> run.emittedTimes(NEVER, 3),
                    "Expected the run \"greet\" to have emitted never(String) 3 times, but it was 0 times.");
        }

        @Test
        void emittedPayloads() {
            assertFailsOnRun(run -> run.emittedPayloads(PROGRESS, TRANSLATING, GREETING), """
                    Expected the run "greet" to have emitted progress(Progress) with the payloads
                      [Progress[step=2, note=translating], Progress[step=1, note=greeting]]
                    but they were
                      [Progress[step=1, note=greeting], Progress[step=2, note=translating]]""");
            assertFailsOnRun(run -> run.emittedPayloads(PROGRESS), """
                    Expected the run "greet" to have emitted progress(Progress) with the payloads
                      []
                    but they were
                      [Progress[step=1, note=greeting], Progress[step=2, note=translating]]""");
        }

        @Test
        void emittedInOrder() {
            assertFailsOnRun(
                    run -> run.emittedInOrder(PROGRESS, DONE, PROGRESS),
                    "Expected the run \"greet\" to have emitted [progress(Progress), done(), progress(Progress)] in this order,"
                            + " but there is no progress(Progress) after [progress(Progress), done()].");
            assertFailsOnRun(
                    run -> run.emittedInOrder(NEVER, DONE),
                    "Expected the run \"greet\" to have emitted [never(String), done()] in this order,"
                            + " but there is no never(String).");
        }

        @Test
        void emittedExactly() {
            assertFailsOnRun(
                    run -> run.emittedExactly(PROGRESS, DONE),
                    "Expected the run \"greet\" to have emitted exactly [progress(Progress), done()],"
                            + " but it was [progress, progress, done].");
            assertFailsOnRun(
                    run -> run.emittedExactly(PROGRESS, DONE, PROGRESS),
                    "Expected the run \"greet\" to have emitted exactly [progress(Progress), done(), progress(Progress)],"
                            + " but it was [progress, progress, done].");
        }

        @Test
        void emittedNothing() {
            assertFailsOnRun(
                    RunAssert::emittedNothing,
                    "Expected the run \"greet\" to have emitted nothing, but it was [progress, progress, done].");
        }

        @Test
        void didNotEmit() {
            assertFailsOnRun(
                    run -> run.didNotEmit(PROGRESS),
                    "Expected the run \"greet\" not to have emitted progress(Progress), but it was emitted 2 times.");
            assertFailsOnRun(
                    run -> run.didNotEmit(DONE),
                    "Expected the run \"greet\" not to have emitted done(), but it was emitted once.");
        }

        @Test
        void withTheKeyOfAnotherEventOfTheName() {
            String mistake = "The event \"progress\" was emitted with data of dev.runcast.testkit.Greeter$Progress,"
                    + " and is no progress(Integer). Use the key with which it was emitted.";
            assertFailsOnRun(run -> run.emitted(OTHER_PROGRESS), mistake);
            assertFailsOnRun(run -> run.emitted(OTHER_PROGRESS, number -> true), mistake);
            assertFailsOnRun(run -> run.emittedTimes(OTHER_PROGRESS, 0), mistake);
            assertFailsOnRun(run -> run.emittedPayloads(OTHER_PROGRESS), mistake);
            assertFailsOnRun(run -> run.emittedInOrder(DONE, OTHER_PROGRESS), mistake);
            assertFailsOnRun(run -> run.emittedExactly(DONE, OTHER_PROGRESS), mistake);
            assertFailsOnRun(run -> run.didNotEmit(OTHER_PROGRESS), mistake);
            assertFailsOnRun(
                    run -> run.emitted(EventType.of("done", String.class)),
                    "The event \"done\" was emitted with no data, and is no done(String). Use the key with which it was emitted.");
        }

        @Test
        void ofAllRuns() {
            assertFails(
                    () -> assertThat(recording).emitted(NEVER),
                    "Expected the runs to have emitted never(String), but there was none." + TREE);
        }

        @Test
        void withADescription() {
            assertFails(
                    () -> assertThat(recording)
                            .as("greeting %s", "Ada")
                            .run("greet")
                            .emitted(NEVER),
                    "[greeting Ada] Expected the run \"greet\" to have emitted never(String), but there was none."
                            + TREE);
        }

        @Test
        void giveToolsValuesToCompare() {
            assertThatThrownBy(() -> assertThat(recording).emittedPayloads(PROGRESS, GREETING))
                    .isInstanceOfSatisfying(AssertionFailedError.class, failure -> {
                        assertThat(failure.getActual().getStringRepresentation())
                                .contains("step=2");
                        assertThat(failure.getExpected().getStringRepresentation())
                                .contains("step=1")
                                .doesNotContain("step=2");
                    });
        }
    }

    @Nested
    class OnOneRun {
        @BeforeEach
        void record() {
            Greeter.GREET.invoke("Ada", config);
        }

        @Test
        void pass() {
            assertThat(recording)
                    .run("greet")
                    .startedWith("Ada")
                    .succeeded()
                    .endedWith("Bonjour Ada")
                    .hasChildren("translate")
                    .hasChildrenInAnyOrder("translate")
                    .child("translate")
                    .startedWith("Hello Ada")
                    .hasChildren();
            assertThat(recording.runs("translate").get(0)).endedWith("Bonjour Ada");
        }

        @Test
        void startedWith() {
            assertFailsOnRun(
                    run -> run.startedWith("Bob"),
                    "Expected the run \"greet\" to have started with \"Bob\", but it was \"Ada\".");
        }

        @Test
        void endedWith() {
            assertFailsOnRun(
                    run -> run.endedWith("Hi"),
                    "Expected the run \"greet\" to have ended with \"Hi\", but it ended with \"Bonjour Ada\".");
        }

        @Test
        void failedWith() {
            assertFailsOnRun(
                    run -> run.failedWith(IllegalStateException.class),
                    "Expected the run \"greet\" to have failed with java.lang.IllegalStateException,"
                            + " but it ended with \"Bonjour Ada\".");
        }

        @Test
        void wasCancelled() {
            assertFailsOnRun(
                    RunAssert::wasCancelled,
                    "Expected the run \"greet\" to have been cancelled, but it ended with \"Bonjour Ada\".");
        }

        @Test
        void child() {
            assertFailsOnRun(
                    run -> run.child("sing"),
                    "Expected the run \"greet\" to have one child \"sing\", but its children are [translate].");
        }

        @Test
        void hasChildren() {
            assertFailsOnRun(
                    run -> run.hasChildren("translate", "sing"),
                    "Expected the run \"greet\" to have the children [translate, sing], but it has [translate].");
            assertFailsOnRun(
                    RunAssert::hasChildren, "Expected the run \"greet\" to have no children, but it has [translate].");
            assertFailsOnRun(
                    run -> run.hasChildrenInAnyOrder("sing"),
                    "Expected the run \"greet\" to have in any order the children [sing], but it has [translate].");
        }

        @Test
        void ofATreeAlone() {
            assertFails(() -> assertThat(recording.runs("translate").get(0)).endedWith("Hola"), """
                    Expected the run "translate" to have ended with "Hola", but it ended with "Bonjour Ada".
                    Recorded:
                      translate, N ms, succeeded""");
        }
    }

    @Nested
    class OnRunsThatDoNotEndWell {
        private static final String FAILED =
                "it failed with java.lang.IllegalArgumentException: nobody called Bob.\nRecorded:\n"
                        + "  fail, N ms, failed: java.lang.IllegalArgumentException: nobody called Bob";

        @Test
        void pass() {
            assertThatThrownBy(() -> Greeter.FAIL.invoke("Bob", config)).isNotNull();
            assertThat(recording)
                    .run("fail")
                    .failedWith(IllegalArgumentException.class)
                    .failedWith(RuntimeException.class, "called Bob");
            cancelled();
            assertThat(recording).run("never").wasCancelled();
        }

        private void cancelled() {
            TypedRunnable.<String, String>ofAsync("never", (input, inner) -> new CompletableFuture<>())
                    .invokeAsync("x", config)
                    .cancel(true);
        }

        @Test
        void failed() {
            Throwable thrown = catchThrowable(() -> Greeter.FAIL.invoke("Bob", config));
            RunAssert run = assertThat(recording).run("fail");
            assertFails(run::succeeded, "Expected the run \"fail\" to have ended well, but " + FAILED);
            assertFails(() -> run.endedWith("x"), "Expected the run \"fail\" to have ended with \"x\", but " + FAILED);
            assertFails(run::wasCancelled, "Expected the run \"fail\" to have been cancelled, but " + FAILED);
            assertFails(
                    () -> run.failedWith(IllegalStateException.class),
                    "Expected the run \"fail\" to have failed with java.lang.IllegalStateException, but " + FAILED);
            assertFails(
                    () -> run.failedWith(IllegalArgumentException.class, "Cleo"),
                    "Expected the run \"fail\" to have failed with java.lang.IllegalArgumentException saying \"Cleo\", but "
                            + FAILED);
            assertThatThrownBy(run::succeeded).as("the stack trace of the run").hasSuppressedException(thrown);
        }

        @Test
        void cancelledOrRunning() {
            cancelled();
            assertFails(() -> assertThat(recording).run("never").succeeded(), """
                    Expected the run "never" to have ended well, but it was cancelled by java.util.concurrent.CancellationException.
                    Recorded:
                      never, N ms, cancelled: java.util.concurrent.CancellationException""");
            recording.clear();
            TypedRunnable.<String, String>ofAsync("never", (input, inner) -> new CompletableFuture<>())
                    .invokeAsync("x", config);
            assertFails(() -> assertThat(recording).run("never").endedWith("x"), """
                    Expected the run "never" to have ended with "x", but it is running.
                    Recorded:
                      never, running""");
        }
    }

    @Nested
    class OnAllRuns {
        private static final String PARTY = """

                Recorded:
                  party, N ms, succeeded
                  ├─ greet, N ms, succeeded
                  │  ├─ · progress {"step":1,"note":"greeting"}
                  │  ├─ · progress {"step":2,"note":"translating"}
                  │  ├─ translate, N ms, succeeded
                  │  └─ · done
                  ├─ fail, N ms, failed: java.lang.IllegalArgumentException: nobody called Bob
                  └─ greet, N ms, succeeded
                     ├─ · progress {"step":1,"note":"greeting"}
                     ├─ · progress {"step":2,"note":"translating"}
                     ├─ translate, N ms, succeeded
                     └─ · done""";

        @BeforeEach
        void record() {
            Greeter.PARTY.invoke("Eve", config);
        }

        @Test
        void pass() {
            assertThat(recording)
                    .hasRuns("party", "greet", "translate", "fail", "greet", "translate")
                    .didNotRun("sing")
                    .hasTree("""
                            party
                              greet
                                translate
                              fail
                              greet
                                translate
                            """)
                    .emittedTimes(PROGRESS, 4)
                    .run("party")
                    .emittedNothing();
        }

        @Test
        void run() {
            assertFails(
                    () -> assertThat(recording).run("sing"),
                    "Expected the runs to have a run \"sing\", but they do not." + PARTY);
            assertFails(
                    () -> assertThat(recording).run("greet"),
                    "Expected the runs to have one run \"greet\", but they have 2."
                            + " Take one of them: assertThat(recording.runs(\"greet\").get(0))." + PARTY);
        }

        @Test
        void child() {
            RunAssert party = assertThat(recording).run("party");
            assertFails(
                    () -> party.child("greet"),
                    "Expected the run \"party\" to have one child \"greet\", but its children are [greet, fail, greet]."
                            + PARTY);
        }

        @Test
        void hasRuns() {
            assertFails(
                    () -> assertThat(recording).hasRuns("party"),
                    "Expected the runs to be [party], but they are [party, greet, translate, fail, greet, translate]."
                            + PARTY);
        }

        @Test
        void didNotRun() {
            assertFails(
                    () -> assertThat(recording).didNotRun("greet"),
                    "Expected the runs to have no run \"greet\", but they have 2." + PARTY);
        }

        @Test
        void hasTree() {
            assertFails(() -> assertThat(recording).hasTree("""
                    party
                      greet
                    """), """
                    Expected the runs to be
                      party
                        greet
                    but they are
                      party
                        greet
                          translate
                        fail
                        greet
                          translate""" + PARTY);
        }
    }

    @Test
    void sayWhenNothingWasRecorded() {
        assertFails(() -> assertThat(recording).run("greet"), """
                Expected the runs to have a run "greet", but they do not.
                Nothing was recorded.""");
        assertThat(recording).hasRuns().hasTree("").emittedNothing();
    }

    @Test
    void sayWhenTheRecordingIsNull() {
        RecordingCallbackHandler none = null;
        assertFails(() -> assertThat(none).run("greet"), "\nExpecting actual not to be null");
        assertFails(() -> assertThat(none).emitted(DONE), "\nExpecting actual not to be null");
        RecordingEventSink noSink = null;
        assertFails(() -> assertThat(noSink).emittedExactly(DONE), "\nExpecting actual not to be null");
    }

    @Nested
    class OnASink {
        private final RecordingEventSink sink = new RecordingEventSink();

        @Test
        void pass() {
            sink.emit(PROGRESS, GREETING);
            sink.emit(DONE, null);
            assertThat(sink)
                    .emittedExactly(PROGRESS, DONE)
                    .emittedPayloads(PROGRESS, GREETING)
                    .didNotEmit(NEVER);
        }

        @Test
        void emitted() {
            sink.emit(PROGRESS, GREETING);
            sink.emit(DONE, null);
            assertFails(() -> assertThat(sink).emitted(NEVER), """
                    Expected the tested code to have emitted never(String), but there was none.
                    Recorded:
                      · progress Progress[step=1, note=greeting]
                      · done""");
            assertFails(() -> assertThat(new RecordingEventSink()).emitted(DONE), """
                    Expected the tested code to have emitted done(), but there was none.
                    Nothing was recorded.""");
        }
    }
}
