package dev.runcast.mdc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.GlobalCallbacks;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.testkit.junit.CallbackHandlerContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class MdcCallbackHandlerTest implements CallbackHandlerContract {
    private final Logger log = (Logger) LoggerFactory.getLogger("test");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final RunnableConfig config =
            RunnableConfig.builder().addHandler(handler()).build();

    @Override
    public CallbackHandler handler() {
        return new MdcCallbackHandler();
    }

    @BeforeEach
    void collectLines() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void nothingIsLeftOnThisThread() {
        log.detachAppender(lines);
        assertThat(mdc()).isEmpty();
    }

    private static Map<String, String> mdc() {
        Map<String, String> entries = MDC.getCopyOfContextMap();
        return entries == null ? Map.of() : entries;
    }

    /** Returns the collected lines as logback writes them with this pattern. */
    private List<String> lines(String pattern) {
        PatternLayout layout = new PatternLayout();
        layout.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        layout.setPattern(pattern);
        layout.start();
        return lines.list.stream().map(layout::doLayout).toList();
    }

    @Test
    void linesOfALogNameTheirRun() {
        TypedRunnable<String, String> inner = TypedRunnable.of("inner", (String input) -> {
            log.info("in inner");
            return input;
        });
        TypedRunnable.of("outer", (String input) -> {
                    log.info("before");
                    inner.invoke(input);
                    log.info("after");
                    return input;
                })
                .invoke("x", config);
        log.info("outside");
        assertThat(lines("[%X{run_name}] %msg"))
                .containsExactly("[outer] before", "[inner] in inner", "[outer] after", "[] outside");
    }

    @Test
    void linesHaveTheIdsOfTheirRunAndOfTheRoot() {
        List<Run> runs = new ArrayList<>();
        TypedRunnable<String, String> inner = TypedRunnable.of("inner", (String input) -> {
            runs.add(RunContext.currentRun().orElseThrow());
            log.info("inner");
            return input;
        });
        TypedRunnable.of("outer", (String input) -> {
                    runs.add(RunContext.currentRun().orElseThrow());
                    log.info("outer");
                    return inner.invoke(input);
                })
                .invoke("x", config);
        UUID root = runs.get(0).id();
        assertThat(lines("%X{run_id} %X{root_run_id}"))
                .containsExactly(root + " " + root, runs.get(1).id() + " " + root);
    }

    @Test
    void restoresWhatWasThereAndKeepsOtherEntries() {
        MDC.put("user", "ada");
        MDC.put(MdcCallbackHandler.RUN_NAME, "the program's own");
        Map<String, String> before = mdc();
        TypedRunnable.of("work", (String input) -> {
                    assertThat(mdc())
                            .containsEntry("user", "ada")
                            .containsEntry(MdcCallbackHandler.RUN_NAME, "work")
                            .containsOnlyKeys("user", "run_id", "run_name", "root_run_id");
                    return input;
                })
                .invoke("x", config);
        assertThat(mdc()).isEqualTo(before);
        MDC.clear();
    }

    @Test
    void keepsEntriesThatTheBodyMakes() {
        TypedRunnable.of("work", (String input) -> {
                    MDC.put("made", "inside");
                    MDC.remove(MdcCallbackHandler.RUN_ID);
                    return input;
                })
                .invoke("x", config);
        assertThat(mdc()).isEqualTo(Map.of("made", "inside"));
        MDC.clear();
    }

    @Test
    void restoresAfterAFailure() {
        CompletableFuture<?> failed = TypedRunnable.of("work", (String input) -> {
                    throw new IllegalStateException("broken");
                })
                .invokeAsync("x", config);
        assertThat(failed).failsWithin(Duration.ofMinutes(1));
        assertThat(mdc()).isEmpty();
    }

    @Test
    void isThereOnEveryThreadWhereTheRunIsCurrentAndOnlyThen() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            thread.submit(() -> MDC.put("thread", "its own")).get();
            ExecutorService propagating = RunContext.propagating(thread);
            Map<String, String> during = TypedRunnable.of(
                            "work",
                            (String input) -> propagating
                                    .submit(MdcCallbackHandlerTest::mdc)
                                    .get())
                    .invoke("x", config);
            assertThat(during).containsEntry("run_name", "work").containsEntry("thread", "its own");
            assertThat(thread.submit(MdcCallbackHandlerTest::mdc).get()).isEqualTo(Map.of("thread", "its own"));
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void isThereWhileAnAsynchronousRunStartsAndNotInItsCaller() {
        CompletableFuture<String> later = new CompletableFuture<>();
        CompletableFuture<String> result = TypedRunnable.ofAsync("async", (String input, RunnableConfig inner) -> {
                    log.info("started");
                    return later;
                })
                .invokeAsync("x", config);
        assertThat(mdc()).isEmpty();
        later.complete("done");
        assertThat(result).isCompletedWithValue("done");
        assertThat(lines("%X{run_name}")).containsExactly("async");
    }

    @Test
    void isThereWhileAChunkIsMadeAndNotWhileItIsRead() {
        TypedRunnable<String, String> chunks = TypedRunnable.ofChunks("chunks", (input, inner, sink) -> {
            log.info("making");
            sink.emit(input);
            log.info("making more");
            sink.emit(input);
        });
        try (Stream<String> stream = chunks.stream("x", config)) {
            stream.forEach(chunk -> log.info("reading"));
        }
        assertThat(lines("%msg %X{run_name}"))
                .containsExactlyInAnyOrder("making chunks", "reading ", "making more chunks", "reading ");
    }

    @Test
    void worksForTheWholeProcess() {
        try (GlobalCallbacks.Registration registration = GlobalCallbacks.register(handler())) {
            assertThat(registration).isNotNull();
            TypedRunnable.of("work", (String input) -> {
                        log.info("in work");
                        return input;
                    })
                    .invoke("x");
        }
        assertThat(lines("%X{run_name}")).containsExactly("work");
    }
}
