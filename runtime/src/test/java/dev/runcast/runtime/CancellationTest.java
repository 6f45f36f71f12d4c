package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.fixtures.Recorder;
import dev.runcast.runtime.stream.EventStream;
import java.lang.reflect.Proxy;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that waits for a stage of whatever library can be cancelled, also if the stage cannot. */
class CancellationTest {
    private final Recorder recorder = new Recorder();
    private final RunnableConfig heard =
            RunnableConfig.builder().addHandler(recorder).build();

    /** A stage that never completes, and its kind. */
    record Pending(String kind, CompletionStage<String> stage) {
        @Override
        public String toString() {
            return kind;
        }
    }

    static Stream<Pending> stages() {
        CompletableFuture<String> refusing = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                throw new IllegalStateException("not now");
            }
        };
        return Stream.of(
                new Pending("future", new CompletableFuture<>()),
                new Pending("minimal", new CompletableFuture<String>().minimalCompletionStage()),
                new Pending(
                        "behind a minimal one",
                        CompletableFuture.completedStage("x").thenCompose(x -> new CompletableFuture<>())),
                new Pending("foreign", foreign(new CompletableFuture<>())),
                new Pending("refusing", refusing));
    }

    /** Returns a stage of a library that has no futures. */
    @SuppressWarnings("unchecked")
    private static CompletionStage<String> foreign(CompletableFuture<String> future) {
        return (CompletionStage<String>) Proxy.newProxyInstance(
                CancellationTest.class.getClassLoader(),
                new Class<?>[] {CompletionStage.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("toCompletableFuture")) {
                        throw new UnsupportedOperationException();
                    }
                    return method.invoke(future, arguments);
                });
    }

    private static TypedRunnable<String, String> waiting(Pending pending, Runnable started) {
        return TypedRunnable.ofAsync("foo", (input, config) -> {
            started.run();
            return pending.stage();
        });
    }

    private static void emitOnAnotherThread(String chunk, ChunkSink<String> chunks) {
        CompletableFuture.runAsync(() -> chunks.emit(chunk), task -> new Thread(task).start());
    }

    private void assertCancelled() {
        assertThat(recorder.lines()).containsExactly("start foo", "error foo CancellationException");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void byItsFuture(Pending pending) {
        CompletableFuture<String> run = waiting(pending, () -> {}).invokeAsync("x", heard);
        assertThat(run.cancel(true)).isTrue();
        assertThat(run).isCancelled();
        assertCancelled();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void byTheStreamOfItsEvents(Pending pending) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        try (EventStream events = waiting(pending, started::countDown).streamEvents("x", heard)) {
            assertThat(events.iterator().next().event()).isEqualTo("on_chain_start");
            started.await();
        }
        recorder.awaitEnds();
        assertCancelled();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void byAnInterruptionOfItsCaller(Pending pending) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicBoolean isInterrupted = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            try {
                waiting(pending, started::countDown).invoke("x", heard);
            } catch (RunFailedException thrown) {
                failure.set(thrown.getCause());
                isInterrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        started.await();
        caller.interrupt();
        caller.join();
        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        assertThat(isInterrupted).isTrue();
        assertCancelled();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void byTheEndOfAStreamOfItsChunks(Pending pending) {
        TypedRunnable<String, String> sinks = TypedRunnable.ofAsyncChunks("foo", (input, config, chunks) -> {
            emitOnAnotherThread("a", chunks);
            return pending.stage();
        });
        try (Stream<String> chunks = sinks.stream("x", heard)) {
            assertThat(chunks.findFirst()).contains("a");
        }
        assertThat(recorder.only(RunEvent.Error.class).error()).isInstanceOf(CancellationException.class);
    }

    @Test
    void byTheEndOfAStreamOfItsChunksBeforeTheBodyReturnsItsStage() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CountDownLatch mayReturn = new CountDownLatch(1);
        TypedRunnable<String, String> sinks = TypedRunnable.ofAsyncChunks("foo", (input, config, chunks) -> {
            emitOnAnotherThread("a", chunks);
            mayReturn.await();
            return stage;
        });
        Stream<String> chunks = sinks.stream("x", heard);
        assertThat(chunks.iterator().next()).isEqualTo("a");
        Thread closing = new Thread(chunks::close);
        closing.start();
        while (closing.getState() == Thread.State.RUNNABLE || closing.getState() == Thread.State.NEW) {
            Thread.onSpinWait();
        }
        mayReturn.countDown();
        closing.join();
        assertThat(stage).isCancelled();
        assertThat(recorder.only(RunEvent.Error.class).error()).isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void whenItIsAStepOfASequence(Pending pending) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<String> run = TypedRunnable.of("first", (String input) -> input)
                .pipe(waiting(pending, started::countDown))
                .invokeAsync("x", heard);
        started.await();
        run.cancel(true);
        recorder.awaitEnds();
        assertThat(recorder.all(RunEvent.Error.class))
                .extracting(error -> error.run().name())
                .containsExactly("foo", "RunnableSequence");
        assertThatThrownBy(run::join).isInstanceOf(CancellationException.class);
    }
}
