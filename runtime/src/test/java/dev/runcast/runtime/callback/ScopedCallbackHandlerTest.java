package dev.runcast.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.fixtures.Recorder;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScopedCallbackHandlerTest {
    private static final ThreadLocal<String> PROBE = new ThreadLocal<>();

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Probe probe = new Probe("p");
    private final RunnableConfig config =
            RunnableConfig.builder().addHandler(probe).build();

    /** Keeps the run's name in a thread-local while the run is current, and logs what happens. */
    private class Probe extends Recorder implements ScopedCallbackHandler {
        private final String name;

        Probe(String name) {
            this.name = name;
        }

        @Override
        public Scope openScope(Run run) {
            String before = PROBE.get();
            PROBE.set(run.name());
            log.add(name + " open " + run.name());
            return () -> {
                log.add(name + " close " + run.name());
                if (before == null) {
                    PROBE.remove();
                } else {
                    PROBE.set(before);
                }
            };
        }

        @Override
        protected void record(RunEvent event) {
            log.add(name + " " + line(event) + " in " + PROBE.get());
        }
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(PROBE.get()).isNull();
        assertThat(RunContext.currentRun()).isEmpty();
    }

    @Test
    void isOpenForTheBodyAndNeitherForTheStartNorForTheEnd() {
        TypedRunnable.of("work", (String input) -> {
                    log.add("body in " + PROBE.get());
                    CustomEvents.dispatch("e", 1);
                    return input;
                })
                .invoke("x", config);
        assertThat(log)
                .containsExactly(
                        "p start work in null",
                        "p open work",
                        "body in work",
                        "p work: e 1 in work",
                        "p close work",
                        "p end work in null");
    }

    @Test
    void isClosedBeforeTheError() {
        assertThatThrownBy(() -> TypedRunnable.of("work", (String input) -> {
                            throw new IllegalStateException();
                        })
                        .invoke("x", config))
                .isInstanceOf(IllegalStateException.class);
        assertThat(log)
                .containsExactly(
                        "p start work in null",
                        "p open work",
                        "p close work",
                        "p error work IllegalStateException in null");
    }

    @Test
    void nestedRunsPutBackTheOuterOne() {
        TypedRunnable<String, String> inner = TypedRunnable.of("inner", (String input) -> {
            log.add("body in " + PROBE.get());
            return input;
        });
        TypedRunnable.of("outer", (String input) -> {
                    inner.invoke(input);
                    log.add("after in " + PROBE.get());
                    return input;
                })
                .invoke("x", config);
        assertThat(log)
                .containsExactly(
                        "p start outer in null",
                        "p open outer",
                        "p start inner in outer",
                        "p open inner",
                        "body in inner",
                        "p close inner",
                        "p end inner in outer",
                        "after in outer",
                        "p close outer",
                        "p end outer in null");
    }

    @Test
    void anAsynchronousRunHasItOnTheCallingThreadOnlyWhileItsBodyIsCalled() {
        CompletableFuture<String> body = new CompletableFuture<>();
        CompletableFuture<String> run = TypedRunnable.<String, String>ofAsync("work", (input, child) -> {
                    log.add("body in " + PROBE.get());
                    return body;
                })
                .invokeAsync("x", config);
        assertThat(PROBE.get()).isNull();
        body.complete("out");
        assertThat(run).isCompleted();
        assertThat(log)
                .containsExactly(
                        "p start work in null", "p open work", "body in work", "p close work", "p end work in null");
    }

    @Test
    void anAsynchronousBodyThatThrowsLeavesNothing() {
        CompletableFuture<String> run = TypedRunnable.<String, String>ofAsync("work", (input, child) -> {
                    throw new IllegalStateException();
                })
                .invokeAsync("x", config);
        assertThat(run).isCompletedExceptionally();
        assertThat(log)
                .containsExactly(
                        "p start work in null",
                        "p open work",
                        "p close work",
                        "p error work IllegalStateException in null");
    }

    @Test
    void isOpenOnTheThreadOfAnAsynchronousCall() throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            TypedRunnable.of("work", (String input) -> {
                        log.add("body in " + PROBE.get());
                        return input;
                    })
                    .invokeAsync("x", config.toBuilder().executor(worker).build())
                    .join();
            assertThat(worker.submit(PROBE::get).get()).as("left on the worker").isNull();
        } finally {
            worker.shutdown();
        }
        assertThat(log)
                .containsExactly(
                        "p start work in null", "p open work", "body in work", "p close work", "p end work in null");
    }

    @Test
    void isOpenWhereRunContextCarriesTheRun() throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            TypedRunnable.of(
                            "work",
                            (String input) -> worker.submit(RunContext.capture().wrap(() -> {
                                        log.add("task in " + PROBE.get());
                                        return input;
                                    }))
                                    .get())
                    .invoke("x", config);
            assertThat(worker.submit(PROBE::get).get()).as("left on the worker").isNull();
        } finally {
            worker.shutdown();
        }
        assertThat(log)
                .containsExactly(
                        "p start work in null",
                        "p open work",
                        "p open work",
                        "task in work",
                        "p close work",
                        "p close work",
                        "p end work in null");
    }

    @Test
    void isClosedWhenAWrappedTaskFails() throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            TypedRunnable.of("work", (String input) -> {
                        Runnable failing = RunContext.capture().wrap((Runnable) () -> {
                            throw new IllegalStateException();
                        });
                        assertThatThrownBy(() -> worker.submit(failing).get()).isInstanceOf(ExecutionException.class);
                        return input;
                    })
                    .invoke("x", config);
            assertThat(worker.submit(PROBE::get).get()).isNull();
        } finally {
            worker.shutdown();
        }
    }

    @Test
    void scopesOfSeveralHandlersAreClosedInReverseOrder() {
        TypedRunnable.of("work", (String input) -> input)
                .invoke("x", config.toBuilder().addHandler(new Probe("q")).build());
        assertThat(log)
                .containsExactly(
                        "p start work in null",
                        "q start work in null",
                        "p open work",
                        "q open work",
                        "q close work",
                        "p close work",
                        "p end work in null",
                        "q end work in null");
    }

    @Test
    void aHandlerThatFailsToOpenIsLoggedAndTheRunGoesOnWithoutItsScope() {
        IllegalStateException failure = new IllegalStateException("no scope");
        ScopedCallbackHandler failing = new ScopedCallbackHandler() {
            @Override
            public Scope openScope(Run run) {
                throw failure;
            }

            @Override
            public String toString() {
                return "failing handler";
            }
        };
        try (LogCapture warnings = LogCapture.of(CallbackHandler.class)) {
            String output = TypedRunnable.of("work", (String input) -> PROBE.get())
                    .invoke(
                            "x",
                            RunnableConfig.builder()
                                    .addHandler(failing)
                                    .addHandler(probe)
                                    .build());
            assertThat(output).isEqualTo("work");
            assertThat(warnings.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.level()).isEqualTo(Level.WARN);
                assertThat(entry.message()).contains("failing handler", "open", "work");
                assertThat(entry.cause()).containsSame(failure);
            });
        }
    }

    @Test
    void aHandlerThatFailsToCloseIsLoggedAndTheOthersAreClosed() {
        IllegalStateException failure = new IllegalStateException("no close");
        ScopedCallbackHandler failing = new ScopedCallbackHandler() {
            @Override
            public Scope openScope(Run run) {
                return () -> {
                    throw failure;
                };
            }

            @Override
            public String toString() {
                return "failing handler";
            }
        };
        try (LogCapture warnings = LogCapture.of(CallbackHandler.class)) {
            TypedRunnable.of("work", (String input) -> input)
                    .invoke("x", config.toBuilder().addHandler(failing).build());
            assertThat(log).contains("p close work", "p end work in null");
            assertThat(warnings.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.message()).contains("failing handler", "close");
                assertThat(entry.cause()).containsSame(failure);
            });
        }
    }

    @Test
    void nothingIsOpenedWhenAHandlerRaisesAtTheStart() {
        Probe raising = new Probe("p") {
            @Override
            public void onRunStart(RunEvent.Start event) {
                throw new IllegalStateException();
            }

            @Override
            public ErrorPolicy errorPolicy() {
                return ErrorPolicy.RAISE;
            }
        };
        assertThatThrownBy(() -> TypedRunnable.of("work", (String input) -> input)
                        .invoke(
                                "x",
                                RunnableConfig.builder().addHandler(raising).build()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(log).isEmpty();
    }

    @Test
    void isOpenOnTheThreadOfAnEventStream() {
        try (var events =
                TypedRunnable.of("work", (String input) -> PROBE.get()).streamEvents("x", config)) {
            assertThat(events.stream().toList())
                    .last()
                    .satisfies(end -> assertThat(end.toJson()).contains("\"output\":\"work\""));
        }
        assertThat(log).filteredOn(line -> line.contains(" open ")).hasSize(1);
        assertThat(log).filteredOn(line -> line.contains(" close ")).hasSize(1);
    }

    @Test
    void stagesThatGoOnElsewhereDoNotSeeIt() {
        CompletableFuture<String> seen = TypedRunnable.<String, String>ofAsync(
                        "work", (input, child) -> CompletableFuture.supplyAsync(() -> String.valueOf(PROBE.get())))
                .invokeAsync("x", config);
        assertThat(seen).succeedsWithin(Duration.ofMinutes(1)).isEqualTo("null");
    }

    /** A handler that takes along what it finds current, as bridges to traces do. */
    @Nested
    class CapturedContext {
        private final ScopedCallbackHandler carrying = new ScopedCallbackHandler() {
            @Override
            public Scope openScope(Run run) {
                return () -> {};
            }

            @Override
            public UnaryOperator<Runnable> captureContext() {
                String captured = PROBE.get();
                return task -> () -> {
                    PROBE.set(captured);
                    try {
                        task.run();
                    } finally {
                        PROBE.remove();
                    }
                };
            }

            @Override
            public void onRunStart(RunEvent.Start event) {
                log.add(event.run().name() + " starts in " + PROBE.get());
            }
        };

        private final RunnableConfig config =
                RunnableConfig.builder().addHandler(carrying).build();
        private final TypedRunnable<String, String> work =
                TypedRunnable.of("work", (String input) -> input + " in " + PROBE.get());

        private void inContext(Runnable program) {
            PROBE.set("trace");
            try {
                program.run();
            } finally {
                PROBE.remove();
            }
        }

        @Test
        void isThatOfRunsThatStartOnOtherThreads() {
            inContext(() -> {
                assertThat(work.invokeAsync("async", config).join()).isEqualTo("async in trace");
                assertThat(work.batch(List.of("a", "b"), config)).containsExactly("a in trace", "b in trace");
                try (EventStream events = work.streamEvents("streamed", config)) {
                    assertThat(events).isNotEmpty();
                }
                TypedRunnable<String, String> chunks =
                        TypedRunnable.ofChunks("chunks", (input, own, sink) -> sink.emit(input + " in " + PROBE.get()));
                try (Stream<String> stream = chunks.stream("chunk", config)) {
                    assertThat(stream).containsExactly("chunk in trace");
                }
            });
            assertThat(log).hasSize(5).allMatch(line -> line.endsWith("starts in trace"));
        }

        @Test
        void isThatOfConsumersOfEventsAndOfTheirRun() {
            List<String> consumed = new CopyOnWriteArrayList<>();
            AtomicReference<CompletableFuture<?>> done = new AtomicReference<>();
            inContext(() -> done.set(work.streamEventsAsync(
                    "x",
                    config,
                    EventStreamOptions.defaults(),
                    event -> consumed.add(event.event() + " in " + PROBE.get()))));
            assertThat(done.get()).succeedsWithin(Duration.ofMinutes(1));
            assertThat(consumed)
                    .containsExactly("on_chain_start in trace", "on_chain_stream in trace", "on_chain_end in trace");
            assertThat(log).containsExactly("work starts in trace");
        }

        @Test
        void isTakenAlongForTheWholeProcess() {
            try (GlobalCallbacks.Registration registration = GlobalCallbacks.register(carrying)) {
                assertThat(registration).isNotNull();
                inContext(() -> assertThat(work.invokeAsync("x").join()).isEqualTo("x in trace"));
            }
        }

        @Test
        void isTakenAlongByTheHandlersOfTheRunAround() {
            String output = TypedRunnable.of("outer", (String input) -> {
                        AtomicReference<String> inner = new AtomicReference<>();
                        inContext(() -> inner.set(work.invokeAsync(input).join()));
                        return inner.get();
                    })
                    .invoke("x", config);
            assertThat(output).isEqualTo("x in trace");
        }

        @Test
        void thatCannotBeCapturedIsLoggedAndTheWorkIsDoneWithout() {
            IllegalStateException failure = new IllegalStateException("no context");
            ScopedCallbackHandler failing = new ScopedCallbackHandler() {
                @Override
                public Scope openScope(Run run) {
                    return () -> {};
                }

                @Override
                public UnaryOperator<Runnable> captureContext() {
                    throw failure;
                }

                @Override
                public String toString() {
                    return "failing handler";
                }
            };
            try (LogCapture warnings = LogCapture.of(CallbackHandler.class)) {
                RunnableConfig both = config.toBuilder().addHandler(failing).build();
                inContext(() -> assertThat(work.invokeAsync("x", both).join()).isEqualTo("x in trace"));
                assertThat(warnings.entries()).singleElement().satisfies(entry -> {
                    assertThat(entry.message()).contains("failing handler", "context");
                    assertThat(entry.cause()).containsSame(failure);
                });
            }
        }
    }
}
