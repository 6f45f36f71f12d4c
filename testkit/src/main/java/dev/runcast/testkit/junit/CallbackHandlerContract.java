package dev.runcast.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import dev.runcast.runtime.context.RunContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CallbackHandler} is to stand, as tests, for authors of handlers:
 *
 * <pre>{@code
 * class SpanHandlerTest implements CallbackHandlerContract {
 *   public CallbackHandler handler() {
 *     return new SpanHandler(exporter);
 *   }
 * }
 * }</pre>
 *
 * <p>Whatever programs do, a handler throws nothing, leaves data as they are, and leaves the thread interrupted if it was. A handler
 * that is to differ in one point overrides that test. For a {@link ScopedCallbackHandler} the tests cover its scopes, too; for an
 * asynchronous handler there is {@link AsyncCallbackHandlerContract}.
 *
 * @since 0.1
 */
@SuppressWarnings("exports") // JUnit is optional, and required by whoever uses this.
public interface CallbackHandlerContract {
    /** Returns a handler to test. Called once in each test. */
    CallbackHandler handler();

    /** Runs of every type, with inputs and outputs of many shapes, null among them. */
    @Test
    default void standsRunsOfEveryTypeWithAnyInputAndOutput() {
        CheckedHandler checked = new CheckedHandler(handler());
        for (RunType type : RunType.values()) {
            RunnableDescriptor descriptor =
                    RunnableDescriptor.builder("work").type(type).build();
            for (Object value : Shapes.values()) {
                TypedRunnable.ofConfigured(descriptor, (@Nullable Object input, RunnableConfig config) -> input)
                        .invoke(value, checked.config());
            }
        }
        checked.check();
    }

    /** Names, tags and metadata of many shapes. */
    @Test
    default void standsAnyNamesTagsAndMetadata() {
        CheckedHandler checked = new CheckedHandler(handler());
        for (String text : Shapes.texts()) {
            RunnableConfig.Builder config = checked.config().toBuilder()
                    .tags(text, text + "2")
                    .metadata(text, text)
                    .metadata("null", null);
            if (!text.isBlank()) {
                config.runName(text);
            }
            TypedRunnable.ofConfigured("work", (String input, RunnableConfig inner) -> {
                        CustomEvents.dispatch(text, text, inner);
                        return input;
                    })
                    .invoke(text, config.build());
        }
        checked.check();
    }

    /** Runs that fail or are cancelled, with and without messages. */
    @Test
    default void standsErrorsOfEveryKind() {
        CheckedHandler checked = new CheckedHandler(handler());
        for (Throwable error : Shapes.errors()) {
            CompletableFuture<Object> failed = TypedRunnable.ofAsync(
                            "failing", (String input, RunnableConfig config) -> CompletableFuture.failedFuture(error))
                    .invokeAsync("x", checked.config());
            assertThat(failed).isCompletedExceptionally();
        }
        checked.check();
    }

    /** Custom events with data of many shapes, null among them. */
    @Test
    default void standsEventsWithAnyData() {
        CheckedHandler checked = new CheckedHandler(handler());
        emit(checked, Shapes.values());
        checked.check();
    }

    /** Custom events whose data have methods that throw, or that contain themselves. */
    @Test
    default void standsEventsWhoseDataCannotBeShown() {
        CheckedHandler checked = new CheckedHandler(handler());
        emit(checked, Shapes.unshowable());
        checked.check();
    }

    private static void emit(CheckedHandler checked, List<@Nullable Object> data) {
        TypedRunnable.ofConfigured("emitting", (String input, RunnableConfig config) -> {
                    for (Object each : data) {
                        CustomEvents.dispatch("event", each, config);
                    }
                    return input;
                })
                .invoke("x", checked.config());
    }

    /** Runs whose output comes in chunks, and whose input is not known when they start. */
    @Test
    default void standsChunksAndInputsThatAreNotKnownYet() {
        CheckedHandler checked = new CheckedHandler(handler());
        TypedRunnable<String, @Nullable Object> chunks = TypedRunnable.ofChunks(
                "chunks", (input, config, sink) -> Shapes.values().forEach(sink::emit));
        TypedRunnable<@Nullable Object, @Nullable Object> each =
                TypedRunnable.of("each", (@Nullable Object chunk) -> chunk);
        try (Stream<?> all = chunks.pipe(each).stream("x", checked.config())) {
            all.forEach(chunk -> {});
        }
        try (Stream<?> some = chunks.stream("x", checked.config())) {
            some.limit(1).forEach(chunk -> {}); // and the run is cancelled
        }
        checked.check();
    }

    /** Events of a run that has ended. */
    @Test
    default void standsEventsAfterTheEnd() {
        CheckedHandler checked = new CheckedHandler(handler());
        RunnableConfig ended = TypedRunnable.ofConfigured("ended", (String input, RunnableConfig config) -> config)
                .invoke("x", checked.config());
        CustomEvents.dispatch("late", "data", ended);
        TypedRunnable.of("child", (String input) -> input).invoke("x", ended);
        checked.check();
    }

    /** Events and ends of runs whose start it has not heard of, since it was added later. */
    @Test
    default void standsRunsWhoseStartItMissed() {
        CheckedHandler checked = new CheckedHandler(handler());
        TypedRunnable<String, String> child = TypedRunnable.of("child", (String input) -> input);
        TypedRunnable.ofConfigured("missed", (String input, RunnableConfig config) -> {
                    RunnableConfig heard = config.toBuilder()
                            .addHandler((CallbackHandler) checked)
                            .build();
                    CustomEvents.dispatch("event", "data", heard);
                    return child.invoke(input, heard);
                })
                .invoke("x");
        checked.check();
    }

    /** Runs that are nested deep. */
    @Test
    default void standsDeepTrees() {
        CheckedHandler checked = new CheckedHandler(handler());
        TypedRunnable<Integer, Integer> nested = TypedRunnable.of("leaf", (Integer depth) -> depth);
        for (int i = 0; i < 50; i++) {
            TypedRunnable<Integer, Integer> inner = nested;
            nested = TypedRunnable.of("level", (Integer depth) -> inner.invoke(depth + 1));
        }
        assertThat(nested.invoke(0, checked.config())).isEqualTo(50);
        checked.check();
    }

    /** Runs on several threads at once, each with events and a run below it. */
    @Test
    default void standsManyRunsAtOnce() throws Exception {
        CheckedHandler checked = new CheckedHandler(handler());
        TypedRunnable<Integer, Integer> child = TypedRunnable.of("child", (Integer number) -> number);
        TypedRunnable<Integer, Integer> work = TypedRunnable.of("work", (Integer number) -> {
            CustomEvents.dispatch("event", number);
            return child.invoke(number);
        });
        onThreads(8, () -> {
            for (int i = 0; i < 100; i++) {
                work.invoke(i, checked.config());
            }
        });
        checked.check();
    }

    /** One run that is current on several threads at once, with events on each. */
    @Test
    default void standsOneRunOnSeveralThreads() throws Exception {
        CheckedHandler checked = new CheckedHandler(handler());
        TypedRunnable.of("spread", (String input) -> {
                    Runnable emit = RunContext.capture().wrap(() -> CustomEvents.dispatch("event", input));
                    onThreads(4, () -> {
                        for (int i = 0; i < 50; i++) {
                            emit.run();
                        }
                    });
                    return input;
                })
                .invoke("x", checked.config());
        checked.check();
    }

    private static void onThreads(int count, Runnable work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CountDownLatch ready = new CountDownLatch(count);
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                done.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    work.run();
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A thread that was interrupted: the interruption is the program's, to be left as it is. */
    @Test
    default void leavesTheThreadInterrupted() {
        CheckedHandler checked = new CheckedHandler(handler());
        Thread.currentThread().interrupt();
        try {
            TypedRunnable.of("work", (String input) -> {
                        CustomEvents.dispatch("event", input);
                        return input;
                    })
                    .invoke("x", checked.config());
            checked.check();
        } finally {
            Thread.interrupted();
        }
    }

    /** Inputs, outputs and data that could be changed. */
    @Test
    default void leavesDataAsTheyAre() {
        CheckedHandler checked = new CheckedHandler(handler());
        List<Object> data = new ArrayList<>(List.of("a", new ArrayList<>(List.of(1)), new int[] {1}));
        TypedRunnable.ofConfigured("work", (List<Object> input, RunnableConfig config) -> {
                    CustomEvents.dispatch("event", input, config);
                    return input;
                })
                .invoke(data, checked.config());
        checked.check();
        assertThat(Arrays.deepToString(data.toArray()))
                .as("the input, output and data of a run")
                .isEqualTo("[a, [1], [1]]");
    }

    /** What the runtime asks a handler, and shows of it in logs. */
    @Test
    default void answersWhatItIsAsked() {
        CallbackHandler handler = handler();
        for (RunType type : RunType.values()) {
            assertThat(handler.ignoresRuns(type)).as("ignoresRuns, asked again").isEqualTo(handler.ignoresRuns(type));
        }
        assertThat(handler.errorPolicy()).as("errorPolicy").isNotNull();
        assertThat(handler.toString()).as("toString").isNotEmpty();
        assertThat(handler.equals(handler)).as("equals to itself").isTrue();
        assertThat(Map.of(handler, 1)).as("hashCode").containsKey(handler);
    }
}
