package dev.runcast.runtime.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.fixtures.Recorder;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated // It watches the whole process.
class StrictContextTest {
    private static final EventType<String> SAID = EventType.of("said", String.class);

    private final RunnableConfig heard =
            RunnableConfig.builder().addHandler(new Recorder()).build();

    private static final TypedRunnable<String, String> ECHO = TypedRunnable.of("echo", (String text) -> text);

    private static final TypedRunnable<String, String> LETTERS = TypedRunnable.ofChunks(
            "letters",
            (text, config, chunks) -> text.chars().forEach(letter -> chunks.emit(String.valueOf((char) letter))));

    /** Asserts that one thing is found, which says so and points at this class. */
    private static void assertFound(Executable program, String... parts) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> {
                    try (StrictContext strict = StrictContext.watch()) {
                        program.execute();
                        assertThat(strict.findings()).hasSizeLessThan(2);
                    }
                })
                .satisfies(finding -> {
                    assertThat(finding).hasMessageContainingAll(parts).hasNoSuppressedExceptions();
                    assertThat(finding.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().startsWith(StrictContextTest.class.getName()));
                });
    }

    private static void assertNothingFound(Executable program) {
        assertThatCode(() -> {
                    try (StrictContext strict = StrictContext.watch()) {
                        program.execute();
                        assertThat(strict.findings()).isEmpty();
                    }
                })
                .doesNotThrowAnyException();
    }

    private static void onAnotherThread(Executable task) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                task.execute();
                done.complete(null);
            } catch (Throwable failure) {
                done.completeExceptionally(failure);
            }
        });
        thread.start();
        done.get();
    }

    @Nested
    class Scopes {
        @Test
        void thatAreLeftOpen() {
            RunContext.Scope[] left = new RunContext.Scope[1];
            assertFound(() -> left[0] = RunContext.empty().makeCurrent(), "scope of no run is left open", "Close it");
            left[0].close();
        }

        @Test
        void thatAreLeftOpenDoNotReachWhatComesNext() {
            RunContext ofARun = TypedRunnable.of("ended", (String text) -> RunContext.capture())
                    .invoke("x", heard);
            assertFound(ofARun::makeCurrent, "scope of the run ended", "is left open");
            assertThat(RunContext.currentRun()).isEmpty();
        }

        @Test
        void thatWereOpenedBeforeAreLeftAlone() {
            try (RunContext.Scope before = RunContext.empty().makeCurrent()) {
                assertThat(before).isNotNull();
                RunContext.Scope[] left = new RunContext.Scope[1];
                assertFound(() -> left[0] = RunContext.empty().makeCurrent(), "is left open");
                assertNothingFound(() -> ECHO.invoke("a", heard));
            }
        }

        @Test
        void thatAreClosedOnAnotherThread() {
            RunContext.Scope[] scope = new RunContext.Scope[1];
            assertFound(
                    () -> {
                        scope[0] = RunContext.empty().makeCurrent();
                        onAnotherThread(scope[0]::close);
                        scope[0].close();
                    },
                    "closed on another",
                    "Close it where it was opened");
        }

        @Test
        void thatAreClosedTooEarly() {
            assertFound(
                    () -> {
                        RunContext.Scope outer = RunContext.empty().makeCurrent();
                        RunContext.Scope inner = RunContext.empty().makeCurrent();
                        outer.close();
                        inner.close();
                    },
                    "reverse order");
        }

        @Test
        void thatAreClosedAreFine() {
            assertNothingFound(() -> ECHO.invoke("a", heard));
        }

        /** As of a pool, whose threads tell of a result and leave its scope then. */
        @Test
        void thatOtherThreadsAreAboutToCloseAreFine() {
            Thread test = Thread.currentThread();
            CountDownLatch result = new CountDownLatch(1);
            assertNothingFound(() -> {
                new Thread(() -> {
                            try (RunContext.Scope scope = RunContext.empty().makeCurrent()) {
                                assertThat(scope).isNotNull();
                                result.countDown();
                                while (test.getState() != Thread.State.TIMED_WAITING) { // for this scope
                                    Thread.onSpinWait();
                                }
                            }
                        })
                        .start();
                result.await();
            });
        }

        @Test
        void thatOtherThreadsLeaveOpenAreFound() throws Exception {
            CountDownLatch end = new CountDownLatch(1);
            assertFound(
                    () -> {
                        CountDownLatch opened = new CountDownLatch(1);
                        new Thread(() -> {
                                    RunContext.empty().makeCurrent();
                                    opened.countDown();
                                    try {
                                        end.await();
                                    } catch (InterruptedException interrupted) {
                                        throw new AssertionError(interrupted);
                                    }
                                })
                                .start();
                        opened.await();
                    },
                    "left open");
            end.countDown();
        }
    }

    @Nested
    class RootRuns {
        @Test
        void thatMayHaveLostTheirParent() {
            assertFound(
                    () -> outer(() -> onAnotherThread(() -> ECHO.invoke("lost"))),
                    "root run echo",
                    "while the run outer",
                    "wrapper.withConfig(config)");
        }

        @Test
        void thatAreMeantAreFine() {
            assertNothingFound(() -> outer(() -> onAnotherThread(() ->
                    ECHO.invoke("meant", RunnableConfig.builder().detached().build()))));
        }

        @Test
        void thatAreCarriedAreFine() {
            assertNothingFound(() -> outer(() -> {
                RunContext context = RunContext.capture();
                onAnotherThread(() -> context.wrap(() -> ECHO.invoke("carried")).call());
            }));
        }

        @Test
        void onOneThreadAreFine() {
            assertNothingFound(() -> {
                ECHO.invoke("a", heard);
                ECHO.invoke("b");
            });
        }

        @Test
        void ofTwoEventStreamsAtOnceAreFine() {
            assertNothingFound(() -> {
                try (EventStream one = ECHO.streamEvents("a");
                        EventStream two = ECHO.streamEvents("b")) {
                    assertThat(one).hasSize(3);
                    assertThat(two).hasSize(3);
                }
            });
        }

        @Test
        void whileNobodyListensAreFine() {
            assertNothingFound(() -> TypedRunnable.of("outer", (String text) -> {
                        onAnotherThread(() -> ECHO.invoke("x"));
                        return text;
                    })
                    .invoke("x"));
        }

        private void outer(Executable body) {
            TypedRunnable.of("outer", (String text) -> {
                        try {
                            body.execute();
                        } catch (Throwable failure) {
                            throw new AssertionError(failure);
                        }
                        return text;
                    })
                    .invoke("x", heard);
        }
    }

    @Nested
    class Events {
        private final TypedRunnable<Object, Object> emitting = TypedRunnable.of("emitting", (Object data) -> {
            CustomEvents.dispatch("said", data);
            return data;
        });

        @Test
        void thatNobodyHears() {
            assertFound(() -> emitting.invoke("x"), "\"said\"", "root run emitting", "Start the run with a handler");
        }

        @Test
        void thatSomebodyHearsAreFine() {
            assertNothingFound(() -> emitting.invoke("x", heard));
        }

        private TypedRunnable<Object, Object> declaring(EventType<?>... events) {
            return TypedRunnable.ofConfigured(
                    RunnableDescriptor.builder("declaring").events(events).build(), (data, config) -> {
                        CustomEvents.dispatch("said", data, config);
                        return data;
                    });
        }

        @Test
        void thatAreNotDeclared() {
            assertFound(() -> declaring().invoke("x", heard), "\"said\"", "does not declare", "@EmitsEvent");
        }

        @Test
        void thatAreDeclaredWithOtherData() {
            assertFound(() -> declaring(SAID).invoke(1, heard), "\"said\"", "java.lang.Integer");
        }

        @Test
        void thatAreDeclaredAreFine() {
            assertNothingFound(() -> declaring(SAID).invoke("x", heard));
        }
    }

    @Nested
    class Streams {
        @Test
        void ofEventsThatAreNotClosed() {
            EventStream[] left = new EventStream[1];
            assertFound(() -> left[0] = ECHO.streamEvents("x"), "neither read to its end nor closed", "try (");
            left[0].close();
        }

        @Test
        void ofChunksThatAreNotClosed() {
            List<Stream<String>> left = new ArrayList<>();
            assertFound(
                    () -> {
                        left.add(LETTERS.stream("ab", heard));
                        assertThat(left.get(0).iterator().next()).isEqualTo("a");
                    },
                    "neither read to its end nor closed");
            left.get(0).close();
        }

        @Test
        void thatAreReadOrClosedAreFine() {
            assertNothingFound(() -> {
                assertThat(LETTERS.stream("ab", heard)).containsExactly("a", "b");
                LETTERS.stream("ab", heard).close();
                assertThat(ECHO.streamEvents("x")).hasSize(3);
                ECHO.streamEvents("x", heard, EventStreamOptions.defaults()).close();
            });
        }
    }

    @Test
    void isNotToldOfWhatBeganUnderAnother() throws Exception {
        CompletableFuture<String> gate = new CompletableFuture<>();
        CompletableFuture<String> started;
        try (StrictContext first = StrictContext.watch()) {
            started = TypedRunnable.<String, String>ofAsync(
                            RunnableDescriptor.builder("long").events().build(),
                            (text, config) -> gate.thenApply(done -> {
                                CustomEvents.dispatch("undeclared", 1, config);
                                return ECHO.invoke(done, config);
                            }))
                    .invokeAsync("x", heard);
            assertThat(first.findings()).isEmpty();
        }
        assertNothingFound(() -> {
            gate.complete("late");
            assertThat(started.get()).isEqualTo("late");
        });
    }

    @Test
    void saysAllAtOnce() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> {
                    try (StrictContext strict = StrictContext.watch()) {
                        for (String data : List.of("a", "b")) {
                            TypedRunnable.of("silent", (String text) -> {
                                        CustomEvents.dispatch("event", text);
                                        return text;
                                    })
                                    .invoke(data);
                        }
                        assertThat(strict.findings()).hasSize(2);
                    }
                })
                .withMessageStartingWith("2 mistakes")
                .satisfies(all -> assertThat(all.getSuppressed()).hasSize(2));
    }

    @Test
    void isOneAtATime() {
        try (StrictContext strict = StrictContext.watch()) {
            assertThatIllegalStateException().isThrownBy(StrictContext::watch).withMessageContaining("Close it first");
            assertThat(strict.findings()).isEmpty();
        }
        assertNothingFound(() -> {});
    }
}
