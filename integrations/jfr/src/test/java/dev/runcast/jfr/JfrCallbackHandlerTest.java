package dev.runcast.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.GlobalCallbacks;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.testkit.RecordingCallbackHandler;
import dev.runcast.testkit.junit.CallbackHandlerContract;
import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JfrCallbackHandlerTest {
    private static final String RUN = "dev.runcast.Run";
    private static final String CUSTOM_EVENT = "dev.runcast.CustomEvent";

    private record Progress(int step, String note) {}

    @TempDir
    private Path directory;

    private final JfrCallbackHandler handler = new JfrCallbackHandler();
    private final RunnableConfig config =
            RunnableConfig.builder().addHandler(handler).build();

    /** Returns what a recording has of the program, as read back from its file. */
    private List<RecordedEvent> recorded(Recording recording, Runnable program) throws IOException {
        Path file = directory.resolve("recording.jfr");
        try (recording) {
            recording.start();
            program.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("dev.runcast."))
                .toList();
    }

    private List<RecordedEvent> recorded(Runnable program) throws IOException {
        return recorded(new Recording(), program);
    }

    @Test
    void recordsRunsWithNamesIdsAndTags() throws IOException {
        List<Run> runs = new ArrayList<>();
        TypedRunnable<String, String> inner = TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("inner").type(RunType.TOOL).build(), (String input, RunnableConfig own) -> {
                    runs.add(RunContext.currentRun().orElseThrow());
                    return input;
                });
        TypedRunnable<String, String> outer = TypedRunnable.of("outer", (String input) -> {
            runs.add(RunContext.currentRun().orElseThrow());
            return inner.invoke(input);
        });
        List<RecordedEvent> events = recorded(
                () -> outer.invoke("x", config.toBuilder().tags("red", "blue").build()));

        assertThat(events).hasSize(2);
        RecordedEvent outerRun = named(events, "outer");
        RecordedEvent innerRun = named(events, "inner");
        assertThat(outerRun.getEventType().getName()).isEqualTo(RUN);
        assertThat(outerRun.getEventType().getCategoryNames()).containsExactly("Runcast");
        assertThat(outerRun.getString("type")).isEqualTo("CHAIN");
        assertThat(outerRun.getString("runId")).isEqualTo(runs.get(0).id().toString());
        assertThat(outerRun.getString("parentRunId")).isNull();
        assertThat(outerRun.getString("tags")).isEqualTo("red,blue");
        assertThat(outerRun.getString("error")).isNull();
        assertThat(outerRun.getStackTrace()).isNull();
        assertThat(innerRun.getString("type")).isEqualTo("TOOL");
        assertThat(innerRun.getString("runId")).isEqualTo(runs.get(1).id().toString());
        assertThat(innerRun.getString("parentRunId")).isEqualTo(outerRun.getString("runId"));
        assertThat(outerRun.getStartTime()).isBeforeOrEqualTo(innerRun.getStartTime());
        assertThat(outerRun.getEndTime()).isAfterOrEqualTo(innerRun.getEndTime());
    }

    private static RecordedEvent named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void recordsWhatARunFailedWith() throws IOException {
        TypedRunnable<String, String> failing = TypedRunnable.of("failing", (String input) -> {
            throw new IllegalStateException("broken");
        });
        List<RecordedEvent> events = recorded(
                () -> assertThatThrownBy(() -> failing.invoke("x", config)).hasMessage("broken"));
        assertThat(events).singleElement().satisfies(run -> {
            assertThat(run.getString("error")).isEqualTo("java.lang.IllegalStateException");
            assertThat(run.getString("errorMessage")).isEqualTo("broken");
        });
    }

    @Test
    void recordsCustomEventsWithTheirDataAsJson() throws IOException {
        AtomicReference<Run> run = new AtomicReference<>();
        TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> {
            run.set(RunContext.currentRun().orElseThrow());
            CustomEvents.dispatch("progress", new Progress(1, "searching"));
            CustomEvents.dispatch("nothing", null);
            return input;
        });
        List<RecordedEvent> events = recorded(() -> work.invoke("x", config));
        RecordedEvent progress = named(events, "progress");
        assertThat(progress.getEventType().getName()).isEqualTo(CUSTOM_EVENT);
        assertThat(progress.getString("data")).isEqualTo("{\"step\":1,\"note\":\"searching\"}");
        assertThat(progress.getString("runName")).isEqualTo("work");
        assertThat(progress.getString("runId")).isEqualTo(run.get().id().toString());
        assertThat(progress.getStackTrace()).isNull();
        assertThat(named(events, "nothing").getString("data")).isEqualTo("null");
    }

    @Test
    void recordsANoteInPlaceOfDataThatAreTooLongOrCannotBeWritten() throws IOException {
        Object broken = new Object() {
            @SuppressWarnings("unused")
            public String getValue() {
                throw new AssertionError("no value");
            }
        };
        List<RecordedEvent> events = recorded(() -> TypedRunnable.of("work", (String input) -> {
                    CustomEvents.dispatch("fits", "x".repeat(JfrCallbackHandler.MAX_DATA - 2));
                    CustomEvents.dispatch("long", "x".repeat(JfrCallbackHandler.MAX_DATA - 1));
                    CustomEvents.dispatch("broken", broken);
                    return input;
                })
                .invoke("x", config));
        assertThat(named(events, "fits").getString("data")).hasSize(JfrCallbackHandler.MAX_DATA);
        assertThat(named(events, "long").getString("data"))
                .startsWith(
                        "{\"__error__\":\"IllegalArgumentException\",\"message\":\"A value of java.lang.String is longer");
        assertThat(named(events, "broken").getString("data")).contains("\"__error__\":", "no value");
    }

    @Test
    void recordsTheThreadsOnWhichARunStartedAndEnded() throws Exception {
        CompletableFuture<String> later = new CompletableFuture<>();
        Thread completing = new Thread(() -> later.complete("done"), "completing");
        List<RecordedEvent> events = recorded(() -> {
            CompletableFuture<String> result = TypedRunnable.ofAsync(
                            "async", (String input, RunnableConfig inner) -> later)
                    .invokeAsync("x", config);
            completing.start();
            result.join();
        });
        assertThat(events).singleElement().satisfies(run -> {
            assertThat(run.getThread("startThread").getJavaName())
                    .isEqualTo(Thread.currentThread().getName());
            assertThat(run.getThread().getJavaName()).isEqualTo("completing");
            assertThat(run.getDuration()).isGreaterThanOrEqualTo(Duration.ZERO);
        });
    }

    @Test
    void aStreamOfTheRecorderHearsOfRunsAndEvents() throws InterruptedException {
        List<String> heard = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(2);
        try (RecordingStream stream = new RecordingStream()) {
            stream.enable(RUN);
            stream.enable(CUSTOM_EVENT);
            stream.setReuse(false);
            stream.onEvent(event -> {
                if (event.getEventType().getName().startsWith("dev.runcast.")) {
                    heard.add(event.getEventType().getLabel() + " " + event.getString("name"));
                    done.countDown();
                }
            });
            stream.startAsync();
            TypedRunnable.of("work", (String input) -> {
                        CustomEvents.dispatch("progress", 1);
                        return input;
                    })
                    .invoke("x", config);
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(heard).containsExactlyInAnyOrder("Custom Event progress", "Run work");
    }

    @Test
    void recordsRunsOfTheWholeProcess() throws IOException {
        List<RecordedEvent> events = recorded(() -> {
            try (GlobalCallbacks.Registration registration = GlobalCallbacks.register(handler)) {
                assertThat(registration).isNotNull();
                TypedRunnable.of("work", (String input) -> input).invoke("x");
            }
        });
        assertThat(events)
                .singleElement()
                .satisfies(run -> assertThat(run.getString("name")).isEqualTo("work"));
    }

    @Nested
    class Settings {
        private final TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> {
            CustomEvents.dispatch("progress", 1);
            return input;
        });

        private List<String> recordedNames(Recording recording) throws IOException {
            return recorded(recording, () -> work.invoke("x", config)).stream()
                    .map(event -> event.getEventType().getName())
                    .toList();
        }

        @Test
        void switchEachKindOff() throws IOException {
            Recording recording = new Recording();
            recording.disable(CUSTOM_EVENT);
            assertThat(recordedNames(recording)).containsExactly(RUN);
        }

        @Test
        void leaveShortRunsOut() throws IOException {
            Recording recording = new Recording();
            recording.enable(RUN).withThreshold(Duration.ofHours(1));
            assertThat(recordedNames(recording)).containsExactly(CUSTOM_EVENT);
        }

        @Test
        void askForStackTraces() throws IOException {
            Recording recording = new Recording();
            recording.enable(CUSTOM_EVENT).withStackTrace();
            List<RecordedEvent> events = recorded(recording, () -> work.invoke("x", config));
            assertThat(named(events, "progress").getStackTrace().getFrames())
                    .anyMatch(frame -> frame.getMethod().getType().getName().equals(CustomEvents.class.getName()));
        }

        @Test
        void comeFromAFile() throws Exception {
            String settings = """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <configuration version="2.0">
                      <event name="dev.runcast.Run">
                        <setting name="enabled">true</setting>
                        <setting name="threshold">1 h</setting>
                      </event>
                      <event name="dev.runcast.CustomEvent">
                        <setting name="enabled">false</setting>
                      </event>
                    </configuration>
                    """;
            assertThat(recordedNames(new Recording(Configuration.create(new StringReader(settings)))))
                    .isEmpty();
            assertThat(recordedNames(
                            new Recording(Configuration.create(new StringReader(settings.replace("1 h", "0 ms"))))))
                    .containsExactly(RUN);
        }

        @Test
        void areKnownByNameOnceThereIsAHandler() {
            assertThat(FlightRecorder.getFlightRecorder().getEventTypes())
                    .extracting(jdk.jfr.EventType::getName)
                    .contains(RUN, CUSTOM_EVENT);
        }
    }

    @Nested
    class Unrecorded {
        @Test
        void makesNoObjects() {
            RecordingCallbackHandler heard = new RecordingCallbackHandler();
            TypedRunnable.of("work", (String input) -> {
                        CustomEvents.dispatch("progress", 1);
                        return input;
                    })
                    .invoke("x", RunnableConfig.builder().addHandler(heard).build());
            RunEvent.Start start = only(heard, RunEvent.Start.class);
            CustomEvent custom = only(heard, CustomEvent.class);
            RunEvent.End end = only(heard, RunEvent.End.class);

            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            callTenThousandTimes(start, custom, end); // loads what there is to load
            long before = threads.getCurrentThreadAllocatedBytes();
            callTenThousandTimes(start, custom, end);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated).as("bytes for 30,000 events").isLessThan(10_000);
        }

        private void callTenThousandTimes(RunEvent.Start start, CustomEvent custom, RunEvent.End end) {
            for (int i = 0; i < 10_000; i++) {
                handler.onRunStart(start);
                handler.onCustomEvent(custom);
                handler.onRunEnd(end);
            }
        }

        private static <T extends RunEvent> T only(RecordingCallbackHandler heard, Class<T> type) {
            return heard.events().stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void runsThatBeganBeforeTheRecordingAreLeftOut() throws IOException {
            AtomicReference<List<RecordedEvent>> events = new AtomicReference<>();
            TypedRunnable<String, String> inner = TypedRunnable.of("inner", (String input) -> input);
            TypedRunnable.of("outer", (String input) -> {
                        events.set(recorded(() -> inner.invoke(input)));
                        return input;
                    })
                    .invoke("x", config);
            assertThat(events.get())
                    .singleElement()
                    .satisfies(run -> assertThat(run.getString("name")).isEqualTo("inner"));
        }
    }

    /** What every handler is to stand, while a recording runs. */
    @Nested
    class Contract implements CallbackHandlerContract {
        private final Recording recording = new Recording();

        Contract() {
            recording.start();
        }

        @Override
        public CallbackHandler handler() {
            return handler;
        }

        @AfterEach
        void stop() {
            recording.close();
        }
    }
}
