package dev.runcast.langsmith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.runcast.annotations.RunType;
import dev.runcast.langsmith.Redactor.Part;
import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.BackgroundOptions;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.Overflow;
import dev.runcast.testkit.junit.CallbackHandlerContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(120)
class LangSmithCallbackHandlerTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(LangSmithCallbackHandler.class);
    private static final Logger BACKGROUND_LOGGER = (Logger) LoggerFactory.getLogger(CallbackHandler.class);

    private record Progress(int percent) {}

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<LangSmithCallbackHandler> handlers = new ArrayList<>();
    private final LangSmithReceiver langSmith;

    LangSmithCallbackHandlerTest() throws IOException {
        langSmith = new LangSmithReceiver();
    }

    @BeforeEach
    void collectLog() {
        log.start();
        for (Logger logger : List.of(LOGGER, BACKGROUND_LOGGER)) {
            logger.setAdditive(false);
            logger.addAppender(log);
        }
    }

    @AfterEach
    void close() {
        handlers.forEach(handler -> handler.close(Duration.ZERO));
        langSmith.close();
        for (Logger logger : List.of(LOGGER, BACKGROUND_LOGGER)) {
            logger.setAdditive(true);
            logger.detachAppender(log);
        }
    }

    private LangSmithCallbackHandler handler(Consumer<LangSmithCallbackHandler.Builder> options) {
        LangSmithCallbackHandler.Builder builder = LangSmithCallbackHandler.builder()
                .apiUrl(langSmith.url())
                .apiKey("secret-key")
                .firstWait(Duration.ofMillis(1));
        options.accept(builder);
        LangSmithCallbackHandler handler = builder.build();
        handlers.add(handler);
        return handler;
    }

    private LangSmithCallbackHandler handler() {
        return handler(builder -> {});
    }

    private static RunnableConfig config(CallbackHandler handler) {
        return RunnableConfig.builder().addHandler(handler).build();
    }

    /** A run that emits an event for each text of its input. */
    private static final TypedRunnable<List<String>, String> EMITTING =
            TypedRunnable.ofConfigured("emitting", (List<String> texts, RunnableConfig config) -> {
                texts.forEach(text -> CustomEvents.dispatch("note", text, config));
                return "done";
            });

    private static final TypedRunnable<String, String> ECHO = TypedRunnable.of("echo", (String text) -> text);

    private static void flush(LangSmithCallbackHandler handler) {
        assertThat(handler.flush(LONG)).isTrue();
    }

    private List<String> messages() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static List<?> data(Map<String, Object> run) {
        return ((List<?>) Objects.requireNonNull(run.get("events")))
                .stream()
                        .map(event -> (Map<?, ?>) event)
                        .filter(event -> "custom".equals(event.get("name")))
                        .map(event -> (Map<?, ?>) Objects.requireNonNull(event.get("kwargs")))
                        .<Object>map(kwargs -> kwargs.get("data"))
                        .toList();
    }

    @Test
    void postsARunWithItsCustomEventsInOneRequest() {
        LangSmithCallbackHandler handler = handler(builder -> builder.project("tea house"));
        TypedRunnable<String, String> research =
                TypedRunnable.ofConfigured("research", (String topic, RunnableConfig config) -> {
                    CustomEvents.dispatch("progress", new Progress(50), config);
                    return "about " + topic;
                });
        research.invoke(
                "tea",
                config(handler).toBuilder().tags("a", "b").metadata("tenant", 7).build());
        flush(handler);

        assertThat(langSmith.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("POST /runs/batch");
            assertThat(request.headers())
                    .containsEntry("X-api-key", "secret-key")
                    .containsEntry("Content-type", "application/json")
                    .doesNotContainKey("X-tenant-id");
            assertThat(request.patches()).isEmpty();
        });
        Map<String, Object> run = langSmith.run("research");
        assertThat(run)
                .containsOnlyKeys(
                        "id",
                        "name",
                        "run_type",
                        "inputs",
                        "outputs",
                        "start_time",
                        "end_time",
                        "tags",
                        "extra",
                        "events",
                        "trace_id",
                        "dotted_order",
                        "session_name")
                .containsEntry("run_type", "chain")
                .containsEntry("inputs", Map.of("input", "tea"))
                .containsEntry("outputs", Map.of("output", "about tea"))
                .containsEntry("tags", List.of("a", "b"))
                .containsEntry("extra", Map.of("metadata", Map.of("tenant", 7)))
                .containsEntry("session_name", "tea house")
                .containsEntry("trace_id", run.get("id"));
        assertThat(run)
                .extractingByKey("events", LIST)
                .satisfiesExactly(
                        start -> assertThat(start)
                                .asInstanceOf(MAP)
                                .containsEntry("name", "start")
                                .containsEntry("time", run.get("start_time")),
                        custom -> assertThat(custom)
                                .asInstanceOf(MAP)
                                .containsEntry("name", "custom")
                                .containsEntry("kwargs", Map.of("name", "progress", "data", Map.of("percent", 50)))
                                .containsKey("time"),
                        end -> assertThat(end)
                                .asInstanceOf(MAP)
                                .containsEntry("name", "end")
                                .containsEntry("time", run.get("end_time")));
        assertThat(handler.lostRuns()).isZero();
        assertThat(handler.lostEvents()).isZero();
        assertThat(messages()).isEmpty();
    }

    @Test
    void tellsOfARunWhileItGoesOn() {
        LangSmithCallbackHandler handler = handler();
        TypedRunnable.ofConfigured("job", (String input, RunnableConfig config) -> {
                    flush(handler);
                    CustomEvents.dispatch("progress", 1, config);
                    return "done";
                })
                .invoke("x", config(handler));
        flush(handler);

        assertThat(langSmith.requests())
                .satisfiesExactly(
                        started -> {
                            assertThat(started.patches()).isEmpty();
                            assertThat(started.posts())
                                    .singleElement()
                                    .asInstanceOf(MAP)
                                    .containsEntry("inputs", Map.of("input", "x"))
                                    .doesNotContainKeys("outputs", "end_time", "error");
                        },
                        ended -> {
                            assertThat(ended.posts()).isEmpty();
                            assertThat(ended.patches())
                                    .singleElement()
                                    .asInstanceOf(MAP)
                                    .containsEntry("outputs", Map.of("output", "done"))
                                    .containsKeys("end_time", "trace_id", "dotted_order", "session_name")
                                    .doesNotContainKey("inputs"); // which LangSmith has
                        });
        assertThat(data(langSmith.run("job"))).isEqualTo(List.of(1));
    }

    @Test
    void sendsTheInputOfAStreamedRunWhenItIsKnown() {
        LangSmithCallbackHandler handler = handler();
        TypedRunnable<String, String> words =
                TypedRunnable.ofChunks("words", (String text, RunnableConfig config, ChunkSink<String> sink) -> {
                    sink.emit("a");
                    flush(handler);
                    sink.emit("b");
                });
        TypedRunnable<String, String> shout = TypedRunnable.of("shout", (String text) -> text + "!");
        try (Stream<String> chunks = words.pipe(shout).stream("x", config(handler))) {
            assertThat(chunks).isNotEmpty();
        }
        flush(handler);

        assertThat(langSmith.run("shout")).containsEntry("inputs", Map.of("input", "ab"));
        assertThat(langSmith.run("words")).containsEntry("outputs", Map.of("output", "ab"));
    }

    @Test
    void tellsOfTheFirstPieceOfAModelsAnswer() {
        LangSmithCallbackHandler handler = handler();
        TypedRunnable<String, String> model = TypedRunnable.ofChunks(
                RunnableDescriptor.builder("model").type(RunType.CHAT_MODEL).build(),
                (String text, RunnableConfig config, ChunkSink<String> sink) -> {
                    sink.emit("a");
                    sink.emit("b");
                });
        try (Stream<String> chunks = model.stream("x", config(handler))) {
            assertThat(chunks).hasSize(2);
        }
        flush(handler);

        assertThat(langSmith.run("model"))
                .containsEntry("run_type", "llm")
                .extractingByKey("events", LIST)
                .extracting(event -> (Object) ((Map<?, ?>) event).get("name"))
                .containsExactly("start", "new_token", "end");
    }

    @Test
    void nestsRuns() {
        LangSmithCallbackHandler handler = handler();
        TypedRunnable<String, String> middle =
                TypedRunnable.ofConfigured("middle", (String text, RunnableConfig config) -> ECHO.invoke(text, config));
        TypedRunnable.ofConfigured("top", (String text, RunnableConfig config) -> middle.invoke(text, config))
                .invoke("x", config(handler));
        flush(handler);

        Map<String, Object> top = langSmith.run("top");
        Map<String, Object> below = langSmith.run("middle");
        Map<String, Object> bottom = langSmith.run("echo");
        assertThat(top).doesNotContainKey("parent_run_id");
        assertThat(below).containsEntry("parent_run_id", top.get("id"));
        assertThat(bottom).containsEntry("parent_run_id", below.get("id"));
        assertThat(List.of(top, below, bottom))
                .allSatisfy(run -> assertThat(run).containsEntry("trace_id", top.get("id")));
        assertThat(String.valueOf(top.get("dotted_order"))).matches("\\d{8}T\\d{12}Z" + top.get("id"));
        assertThat(String.valueOf(below.get("dotted_order")))
                .startsWith(top.get("dotted_order") + ".")
                .endsWith("Z" + below.get("id"));
        assertThat(String.valueOf(bottom.get("dotted_order")))
                .startsWith(below.get("dotted_order") + ".")
                .endsWith("Z" + bottom.get("id"));
    }

    /** LangSmith does not show a trace whose root it does not know. */
    @Test
    void makesTheHighestRunThatItHearsOfTheRoot() {
        LangSmithCallbackHandler handler = handler();
        TypedRunnable<String, String> heard =
                TypedRunnable.ofConfigured("heard", (String text, RunnableConfig config) -> ECHO.invoke(text, config));
        TypedRunnable.ofConfigured(
                        "unheard",
                        (String text, RunnableConfig config) -> heard.invoke(
                                text, config.toBuilder().addHandler(handler).build()))
                .invoke("x");
        flush(handler);

        Map<String, Object> root = langSmith.run("heard");
        assertThat(langSmith.runs()).hasSize(2);
        assertThat(root).containsEntry("trace_id", root.get("id")).doesNotContainKey("parent_run_id");
        assertThat(String.valueOf(root.get("dotted_order"))).matches("\\d{8}T\\d{12}Z" + root.get("id"));
        assertThat(langSmith.run("echo"))
                .containsEntry("trace_id", root.get("id"))
                .containsEntry("parent_run_id", root.get("id"))
                .extractingByKey("dotted_order")
                .asString()
                .startsWith(root.get("dotted_order") + ".");
    }

    @Test
    void sendsErrorsWithTheirStackTrace() {
        LangSmithCallbackHandler handler = handler();
        assertThatThrownBy(() -> TypedRunnable.of("write", (String text) -> {
                            throw new IllegalStateException("no paper");
                        })
                        .invoke("x", config(handler)))
                .hasMessage("no paper");
        flush(handler);

        assertThat(langSmith.run("write"))
                .doesNotContainKey("outputs")
                .containsKey("end_time")
                .extractingByKey("error")
                .asString()
                .startsWith("java.lang.IllegalStateException: no paper")
                .contains("at " + getClass().getName());
    }

    @Test
    void keepsTheOrderOfEvents() {
        LangSmithCallbackHandler handler = handler();
        List<String> texts = IntStream.range(0, 500).mapToObj(String::valueOf).toList();
        EMITTING.invoke(texts, config(handler));
        flush(handler);

        assertThat(data(langSmith.run("emitting"))).isEqualTo(texts);
    }

    @Test
    void putsNoMoreThanAHundredRunsIntoABatch() {
        CountDownLatch answers = new CountDownLatch(1);
        langSmith.awaitBeforeAnswers(answers);
        LangSmithCallbackHandler handler = handler();
        IntStream.range(0, 250).forEach(i -> ECHO.invoke("x", config(handler)));
        answers.countDown();
        flush(handler);

        assertThat(langSmith.runs())
                .hasSize(250)
                .allSatisfy(run -> assertThat(run).containsKeys("outputs", "inputs"));
        assertThat(langSmith.requests())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(request -> assertThat(
                                request.posts().size() + request.patches().size())
                        .isBetween(1, 100));
        assertThat(handler.lostRuns()).isZero();
    }

    @Test
    void putsNoMoreBytesIntoABatchThanAreAllowed() {
        int limit = 64 * 1024;
        LangSmithCallbackHandler handler = handler(builder -> builder.maxBatchBytes(limit));
        IntStream.range(0, 50).forEach(i -> ECHO.invoke("é".repeat(3_000), config(handler)));
        flush(handler);

        assertThat(langSmith.runs()).hasSize(50);
        assertThat(langSmith.requests())
                .allSatisfy(request -> assertThat(request.headers())
                        .extractingByKey("Content-length")
                        .satisfies(
                                length -> assertThat(Integer.parseInt(length)).isBetween(1, limit)));
    }

    @Test
    void putsANoteInPlaceOfALongValue() {
        LangSmithCallbackHandler handler = handler(builder -> builder.maxBatchBytes(64 * 1024));
        ECHO.invoke("x".repeat(10_000), config(handler));
        flush(handler);

        assertThat(langSmith.run("echo"))
                .extractingByKey("inputs", MAP)
                .extractingByKey("input", MAP)
                .containsEntry("__error__", "IllegalArgumentException")
                .extractingByKey("message")
                .asString()
                .contains("longer as JSON than 8192 characters");
    }

    @Test
    void putsNotesInPlaceOfTheValuesOfARunThatIsTooLarge() {
        LangSmithCallbackHandler handler = handler(builder -> builder.maxBatchBytes(64 * 1024));
        Map<String, String> many = new HashMap<>();
        IntStream.range(0, 20).forEach(i -> many.put("key" + i, "x".repeat(8_000)));
        TypedRunnable.of("many", (Map<String, String> input) -> "done").invoke(many, config(handler));
        flush(handler);

        assertThat(langSmith.run("many"))
                .containsKeys("end_time", "dotted_order")
                .extractingByKey("inputs", MAP)
                .extractingByKey("key7", MAP)
                .containsKey("__error__");
        assertThat(messages())
                .singleElement()
                .asString()
                .startsWith("Values of the run many")
                .endsWith("cannot be sent to LangSmith (said once). Notes take their place.");
    }

    @Test
    void sendsTheFirstEventsOfARunThatHasTooMany() {
        LangSmithCallbackHandler handler = handler(builder -> builder.maxEventsPerRun(2));
        EMITTING.invoke(List.of("a", "b", "c", "d"), config(handler));
        flush(handler);

        assertThat(data(langSmith.run("emitting"))).isEqualTo(List.of("a", "b"));
        assertThat(langSmith.run("emitting")).extractingByKey("extra", MAP).containsEntry("events_left_out", 2);
        assertThat(handler.lostEvents()).isEqualTo(2);
    }

    @Test
    void boundsTheMemoryThatEventsTake() {
        LangSmithCallbackHandler handler = handler(builder -> builder.maxBatchBytes(64 * 1024));
        EMITTING.invoke(List.of("a".repeat(5_000), "b".repeat(5_000), "c"), config(handler));
        flush(handler);

        assertThat(data(langSmith.run("emitting"))).isEqualTo(List.of("a".repeat(5_000), "c"));
        assertThat(handler.lostEvents()).isEqualTo(1);
    }

    @Test
    void boundsTheRunsThatGoOn() {
        LangSmithCallbackHandler handler = handler(builder -> builder.maxOpenRuns(1));
        TypedRunnable.ofConfigured("outer", (String text, RunnableConfig config) -> {
                    CustomEvents.dispatch("note", "lost", config);
                    return ECHO.invoke(text, config);
                })
                .invoke("x", config(handler));
        flush(handler);

        assertThat(langSmith.run("outer"))
                .containsEntry("outputs", Map.of("output", "x"))
                .containsEntry("inputs", Map.of("input", "x"));
        assertThat(langSmith.run("echo")).containsEntry("outputs", Map.of("output", "x"));
        assertThat(data(langSmith.run("outer"))).isEmpty();
        assertThat(handler.lostRuns()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void triesAgainWhereThatMayHelp(int status) {
        LangSmithCallbackHandler handler = handler();
        langSmith.answerNext(status, null);
        langSmith.answerNext(status, null);
        ECHO.invoke("x", config(handler));
        flush(handler);

        assertThat(langSmith.requests())
                .hasSize(3)
                .extracting(request -> request.body())
                .containsOnly(langSmith.requests().get(0).body());
        assertThat(langSmith.run("echo")).containsEntry("outputs", Map.of("output", "x"));
        assertThat(handler.lostRuns()).isZero();
        assertThat(messages()).isEmpty();
    }

    /** With the wait of the handler, the test would run into its timeout. */
    @Test
    void obeysRetryAfter() {
        LangSmithCallbackHandler handler = handler(builder -> builder.firstWait(Duration.ofHours(1)));
        langSmith.answerNext(429, "0");
        ECHO.invoke("x", config(handler));
        flush(handler);

        assertThat(langSmith.requests()).hasSize(2);
        assertThat(langSmith.run("echo")).containsKey("outputs");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 422, 301})
    void givesUpAtOnceWhereTryingAgainDoesNotHelp(int status) {
        LangSmithCallbackHandler handler = handler();
        langSmith.answerNext(status, null);
        ECHO.invoke("x", config(handler));
        flush(handler);

        assertThat(langSmith.requests()).hasSize(1);
        assertThat(handler.lostRuns()).isEqualTo(1);
        assertThat(messages())
                .containsExactly("LangSmith did not take runs at " + langSmith.url() + "/runs/batch: HTTP " + status
                        + " not now. They are lost, and so are those to come until it takes them again (said once; lostRuns()"
                        + " counts them). Check the URL, the API key and the network.");
    }

    @Test
    void takesAConflictForSuccess() {
        LangSmithCallbackHandler handler = handler();
        langSmith.answerNext(409, null);
        ECHO.invoke("x", config(handler));
        flush(handler);

        assertThat(langSmith.requests()).hasSize(1);
        assertThat(handler.lostRuns()).isZero();
        assertThat(messages()).isEmpty();
    }

    @Test
    void logsAnOutageOnceAndItsEnd() {
        LangSmithCallbackHandler handler = handler();
        langSmith.answer(503, "");
        for (int i = 0; i < 3; i++) {
            ECHO.invoke("x", config(handler));
            flush(handler);
        }
        assertThat(langSmith.requests()).hasSize(12);
        assertThat(handler.lostRuns()).isEqualTo(3);
        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getLevel()).isEqualTo(Level.WARN));

        langSmith.answer(202, "{}");
        ECHO.invoke("later", config(handler));
        flush(handler);
        assertThat(langSmith.run("echo")).containsEntry("inputs", Map.of("input", "later"));
        assertThat(handler.lostRuns()).isEqualTo(3);
        assertThat(messages()).hasSize(2).last().isEqualTo("LangSmith takes runs again. Lost so far: 3");
    }

    @Test
    void standsAServerThatIsNotThere() {
        LangSmithCallbackHandler handler = handler();
        langSmith.close();
        assertThat(ECHO.invoke("x", config(handler))).isEqualTo("x");
        flush(handler);

        assertThat(handler.lostRuns()).isEqualTo(1);
        assertThat(messages()).singleElement().asString().contains("java.net.ConnectException");
    }

    @Test
    void doesNotSlowTheProgramWhileLangSmithIsSilent() {
        CountDownLatch answers = new CountDownLatch(1);
        langSmith.awaitBeforeAnswers(answers);
        LangSmithCallbackHandler handler = handler(builder -> builder.background(BackgroundOptions.builder()
                .capacity(10)
                .overflow(Overflow.DROP_NEWEST)
                .build()));
        for (int i = 0; i < 1_000; i++) { // to the end, or to the timeout of the test
            ECHO.invoke("x", config(handler));
        }
        assertThat(handler.lostEvents()).isPositive();
        answers.countDown();
        flush(handler);
        assertThat(langSmith.runs()).isNotEmpty();
        assertThat(messages()).singleElement().asString().contains("had to drop an event (said once;");
    }

    @Test
    void redactsEverythingThatComesFromTheProgram() {
        LangSmithCallbackHandler handler = handler(builder -> builder.redactor((part, json) -> {
            Map<String, @Nullable Object> redacted = new HashMap<>(json);
            redacted.replaceAll((key, value) -> String.valueOf(value).replace("secret", part.name()));
            return redacted;
        }));
        RunnableConfig config =
                config(handler).toBuilder().metadata("m", "secret").build();
        TypedRunnable.ofConfigured("good", (String text, RunnableConfig inner) -> {
                    CustomEvents.dispatch("note", "secret", inner);
                    return text;
                })
                .invoke("secret", config);
        assertThat(catchThrowable(() -> TypedRunnable.of("bad", (String text) -> {
                            throw new IllegalStateException(text);
                        })
                        .invoke("secret", config)))
                .isNotNull();
        flush(handler);

        assertThat(langSmith.requests())
                .allSatisfy(request -> assertThat(request.body()).doesNotContain("secret"));
        assertThat(langSmith.run("good"))
                .containsEntry("inputs", Map.of("input", "INPUTS"))
                .containsEntry("outputs", Map.of("output", "OUTPUTS"))
                .containsEntry("extra", Map.of("metadata", Map.of("m", "METADATA")));
        assertThat(data(langSmith.run("good"))).isEqualTo(List.of("EVENT"));
        assertThat(langSmith.run("bad"))
                .extractingByKey("error")
                .asString()
                .startsWith("java.lang.IllegalStateException: ERROR");
    }

    @Test
    void sendsNoValuesWhenTheRedactorFails() {
        LangSmithCallbackHandler handler = handler(builder -> builder.redactor((part, json) -> {
            throw new IllegalStateException("I saw " + json);
        }));
        EMITTING.invoke(List.of("secret"), config(handler));
        assertThat(catchThrowable(() -> TypedRunnable.of("bad", (String text) -> {
                            throw new IllegalStateException(text);
                        })
                        .invoke("secret", config(handler))))
                .isNotNull();
        flush(handler);

        assertThat(langSmith.requests())
                .allSatisfy(request -> assertThat(request.body()).doesNotContain("secret"));
        assertThat(langSmith.run("emitting")).containsKeys("inputs", "outputs", "end_time");
        assertThat(data(langSmith.run("emitting")))
                .singleElement()
                .asInstanceOf(MAP)
                .containsKey("__error__");
        assertThat(langSmith.run("bad")).containsEntry("error", "java.lang.IllegalStateException");
        assertThat(messages()).hasSize(1);
    }

    @Test
    void hidesWhatItIsToldToHide() {
        LangSmithCallbackHandler handler = handler(builder -> builder.hide(Part.INPUTS, Part.EVENT));
        EMITTING.invoke(List.of("secret"), config(handler));
        flush(handler);

        assertThat(langSmith.run("emitting"))
                .containsEntry("inputs", Map.of())
                .containsEntry("outputs", Map.of("output", "done"))
                .extractingByKey("events", LIST)
                .element(1, MAP)
                .containsEntry("name", "custom")
                .containsEntry("kwargs", Map.of("name", "note"));
    }

    @Test
    void tellsTheClassOfAnErrorThatIsHidden() {
        LangSmithCallbackHandler handler = handler(builder -> builder.hide(Part.ERROR));
        assertThat(catchThrowable(() -> TypedRunnable.of("bad", (String text) -> {
                            throw new IllegalStateException("secret");
                        })
                        .invoke("x", config(handler))))
                .isNotNull();
        flush(handler);

        assertThat(langSmith.run("bad")).containsEntry("error", "java.lang.IllegalStateException");
    }

    @Test
    void takesItsSettingsFromTheEnvironment() {
        Map<String, String> environment = Map.of(
                "LANGSMITH_API_KEY", "from-the-environment\n",
                "LANGSMITH_ENDPOINT", langSmith.url() + "/api/v1/",
                "LANGCHAIN_PROJECT", "older name",
                "LANGSMITH_WORKSPACE_ID", "workspace",
                "LANGSMITH_HIDE_INPUTS", "true",
                "LANGSMITH_HIDE_OUTPUTS", "true",
                "LANGSMITH_HIDE_METADATA", "true");
        try (LangSmithCallbackHandler handler =
                LangSmithCallbackHandler.builderFrom(environment::get).build()) {
            EMITTING.invoke(
                    List.of("secret"),
                    config(handler).toBuilder().metadata("m", "secret").build());
        }

        assertThat(langSmith.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("POST /api/v1/runs/batch");
            assertThat(request.headers())
                    .containsEntry("X-api-key", "from-the-environment")
                    .containsEntry("X-tenant-id", "workspace");
            assertThat(request.body()).doesNotContain("secret");
        });
        assertThat(langSmith.run("emitting"))
                .containsEntry("session_name", "older name")
                .containsEntry("inputs", Map.of())
                .containsEntry("outputs", Map.of())
                .containsEntry("extra", Map.of("metadata", Map.of()));
    }

    @Test
    void sendsWhatIsLeftWhenItIsClosed() {
        LangSmithCallbackHandler handler = handler();
        ECHO.invoke("x", config(handler));
        assertThat(handler.close(LONG)).isTrue();
        assertThat(langSmith.run("echo")).containsKey("outputs");

        ECHO.invoke("later", config(handler));
        assertThat(langSmith.requests()).hasSize(1);
        assertThat(handler.lostEvents()).isEqualTo(2);
    }

    @Test
    void givesUpWhatCannotBeSentBeforeTheCloseIsOver() {
        CountDownLatch never = new CountDownLatch(1);
        langSmith.awaitBeforeAnswers(never);
        LangSmithCallbackHandler handler = handler();
        ECHO.invoke("x", config(handler));
        assertThat(handler.flush(Duration.ofMillis(1))).isFalse();
        assertThat(handler.close(Duration.ofMillis(1))).isFalse();
        assertThat(handler.flush(LONG)).isTrue();
        assertThat(handler.lostRuns() + handler.lostEvents()).isPositive();
    }

    /** Ends without a word to its handler. */
    static final class NotClosing {
        public static void main(String[] arguments) {
            LangSmithCallbackHandler handler = LangSmithCallbackHandler.builder()
                    .apiUrl(arguments[0])
                    .apiKey("key")
                    .build();
            EMITTING.invoke(List.of("a"), config(handler));
        }
    }

    @Test
    void sendsWhatIsLeftWhenTheProgramEnds() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NotClosing.class.getName(),
                        langSmith.url())
                .redirectErrorStream(true)
                .start();
        try {
            List<String> lines = program.inputReader().lines().toList();
            assertThat(program.waitFor()).as("status after %s", lines).isZero();
        } finally {
            program.destroyForcibly();
        }
        assertThat(data(langSmith.run("emitting"))).isEqualTo(List.of("a"));
        assertThat(langSmith.run("emitting")).containsKey("outputs");
    }

    @ParameterizedTest
    @CsvSource({
        "' ', The API key for LangSmith has characters that no key has. Copy it anew.",
        "geheim€, The API key for LangSmith has characters that no key has. Copy it anew.",
    })
    void refusesKeysThatAreNone(String key, String message) {
        assertThatThrownBy(() -> LangSmithCallbackHandler.builder().apiKey(key).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void needsAKey() {
        assertThatThrownBy(() -> LangSmithCallbackHandler.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There is no API key for LangSmith. Set LANGSMITH_API_KEY, or give it to apiKey(…).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.smith.langchain.com", "ftp://x", "https://", "http://a b"})
    void refusesUrlsThatAreNone(String url) {
        assertThatThrownBy(() -> LangSmithCallbackHandler.builder()
                        .apiKey("k")
                        .apiUrl(url)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The URL of LangSmith is \"" + url
                        + "\". Give it a host, as in https://api.smith.langchain.com.");
    }

    @Test
    void refusesLimitsThatAreTooLow() {
        LangSmithCallbackHandler.Builder builder = LangSmithCallbackHandler.builder();
        assertThatThrownBy(() -> builder.maxOpenRuns(0)).hasMessage("maxOpenRuns is 0. Give it 1 or more.");
        assertThatThrownBy(() -> builder.maxEventsPerRun(-1)).hasMessage("maxEventsPerRun is -1. Give it 0 or more.");
        assertThatThrownBy(() -> builder.maxBatchBytes(1)).hasMessage("maxBatchBytes is 1. Give it 65536 or more.");
    }

    @Test
    void doesNotShowTheKey() {
        assertThat(handler()).hasToString("LangSmith");
    }

    @Test
    void countsEventsThatComeTooLate() {
        LangSmithCallbackHandler handler = handler();
        List<RunnableConfig> configs = new ArrayList<>();
        TypedRunnable.ofConfigured("early", (String text, RunnableConfig config) -> {
                    configs.add(config);
                    return text;
                })
                .invoke("x", config(handler));
        CustomEvents.dispatch("late", 1, configs.get(0));
        flush(handler);
        assertThat(handler.lostEvents()).isEqualTo(1);
        assertThat(data(langSmith.run("early"))).isEmpty();
    }

    /** What every handler is to stand. */
    @Nested
    class Contract implements CallbackHandlerContract {
        @Override
        public CallbackHandler handler() {
            return LangSmithCallbackHandlerTest.this.handler();
        }

        /** Of the values that the contract knows, none may be lost for an exception that the handler did not expect. */
        @AfterEach
        void nothingWentWrong() {
            handlers.forEach(LangSmithCallbackHandlerTest::flush);
            assertThat(messages()).noneMatch(message -> message.contains("failed in the background"));
        }
    }
}
