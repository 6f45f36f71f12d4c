package dev.runcast.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.AsyncRecorder;
import dev.runcast.runtime.fixtures.FailingHandler;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.fixtures.Recorder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GlobalCallbacksTest {
    private static final TypedRunnable<String, String> WORK = TypedRunnable.of("work", (String input) -> {
        CustomEvents.dispatch("e", input);
        return input;
    });

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    /** Says what it hears in the list of all. */
    private class Named extends Recorder {
        final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        protected void record(RunEvent event) {
            super.record(event);
            heard.add(name + " " + line(event));
        }
    }

    private final Named global = new Named("global");

    private static RunnableConfig with(CallbackHandler handler) {
        return RunnableConfig.builder().addHandler(handler).build();
    }

    private static void whileRegistered(Runnable task, CallbackHandler... handlers) {
        List<GlobalCallbacks.Registration> registrations = new ArrayList<>();
        try {
            for (CallbackHandler handler : handlers) {
                registrations.add(GlobalCallbacks.register(handler));
            }
            task.run();
        } finally {
            registrations.forEach(GlobalCallbacks.Registration::close);
        }
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(GlobalCallbacks.handlers()).isEmpty();
    }

    @Test
    void hearsEveryRunAndEventWithoutAnyConfig() {
        whileRegistered(
                () -> {
                    WORK.invoke("x");
                    assertThatThrownBy(() -> TypedRunnable.of("fails", (String input) -> {
                                        throw new IllegalStateException();
                                    })
                                    .invoke("x"))
                            .isInstanceOf(IllegalStateException.class);
                },
                global);
        assertThat(global.lines())
                .containsExactly(
                        "start work", "work: e x", "end work", "start fails", "error fails IllegalStateException");
    }

    @Test
    void hearsAsynchronousRunsAndEveryWayToDispatch() {
        TypedRunnable<String, String> async = TypedRunnable.ofAsync("async", (String input, RunnableConfig config) -> {
            CustomEvents.dispatch("one", 1);
            CustomEvents.dispatch("two", 2, config);
            assertThat(CustomEvents.tryDispatch("three", 3)).isTrue();
            return CustomEvents.dispatchAsync("four", 4, config).thenApply(done -> input);
        });
        whileRegistered(
                () -> {
                    async.invokeAsync("x").join();
                    async.invokeAsync(
                                    "y",
                                    RunnableConfig.builder()
                                            .addHandler(new AsyncRecorder())
                                            .build())
                            .join();
                },
                global);
        List<String> once =
                List.of("start async", "async: one 1", "async: two 2", "async: three 3", "async: four 4", "end async");
        List<String> twice = new ArrayList<>(once);
        twice.addAll(once);
        assertThat(global.lines()).isEqualTo(twice);
    }

    @Test
    void hearsRunsThatWereCutOff() {
        RunnableConfig cutOff = RunnableConfig.builder().detached().build();
        TypedRunnable<String, String> outer = TypedRunnable.of("outer", (String input) -> WORK.invoke(input, cutOff));
        Named outerHandler = new Named("outer");
        whileRegistered(
                () -> {
                    outer.invoke("x", with(outerHandler));
                },
                global);
        assertThat(global.lines()).containsExactly("start outer", "start work", "work: e x", "end work", "end outer");
        assertThat(global.events().get(1).run().parentIds()).isEmpty();
        assertThat(outerHandler.lines()).containsExactly("start outer", "end outer");
    }

    /** Dispatches events before the handler is registered, while it is, and after that. Has a run below it each time. */
    private final TypedRunnable<String, String> registering = TypedRunnable.of("registering", (String input) -> {
        CustomEvents.dispatch("before", 1);
        WORK.invoke("before");
        GlobalCallbacks.Registration registration = GlobalCallbacks.register(global);
        CustomEvents.dispatch("between", 2);
        WORK.invoke("between");
        registration.close();
        CustomEvents.dispatch("after", 3);
        WORK.invoke("after");
        return input;
    });

    @Test
    void hearsTheRunsThatStartWhileItIsRegistered() {
        registering.invoke("x");
        registering.invoke("x", with(new Recorder()));
        List<String> once = List.of("start work", "work: e between", "end work");
        List<String> twice = new ArrayList<>(once);
        twice.addAll(once);
        assertThat(global.lines()).isEqualTo(twice);
    }

    @Test
    void hearsTheRestOfARunThatStartedWhileItWasRegistered() {
        List<RunnableConfig> configs = new ArrayList<>();
        GlobalCallbacks.Registration registration = GlobalCallbacks.register(global);
        TypedRunnable.ofConfigured("run", (String input, RunnableConfig config) -> {
                    configs.add(config);
                    registration.close();
                    CustomEvents.dispatch("in time", 1);
                    WORK.invoke("below");
                    return input;
                })
                .invoke("x");
        CustomEvents.dispatch("late", 2, configs.get(0));
        assertThat(global.lines()).containsExactly("start run", "run: in time 1", "end run", "run: late 2");
    }

    @Test
    void hearsNothingOfARunThatHadStartedBefore() {
        List<RunContext> contexts = new ArrayList<>();
        TypedRunnable.of("run", (String input) -> {
                    contexts.add(RunContext.capture());
                    return input;
                })
                .invoke("x");
        whileRegistered(
                contexts.get(0).wrap(() -> {
                    CustomEvents.dispatch("late", 1);
                    WORK.invoke("y");
                }),
                global);
        assertThat(global.lines()).containsExactly("start work", "work: e y", "end work");
        assertThat(global.only(RunEvent.End.class).run().parent())
                .get()
                .extracting(Run::name)
                .isEqualTo("run");
    }

    @Test
    void anAsynchronousRunHearsWhoIsRegisteredWhenItStarts() {
        CompletableFuture<String> body = new CompletableFuture<>();
        TypedRunnable<String, String> async =
                TypedRunnable.ofAsync("async", (String input, RunnableConfig config) -> body);
        CompletableFuture<String> unheard = async.invokeAsync("x");
        GlobalCallbacks.Registration registration = GlobalCallbacks.register(global);
        CompletableFuture<String> heardOut = async.invokeAsync("y");
        registration.close();
        body.complete("done");
        CompletableFuture.allOf(unheard, heardOut).join();
        assertThat(global.lines()).containsExactly("start async", "end async");
        assertThat(global.only(RunEvent.End.class).input()).isEqualTo("y");
    }

    @Test
    void isCalledBeforeOthersInTheOrderOfRegistration() {
        Named second = new Named("second");
        whileRegistered(
                () -> {
                    assertThat(GlobalCallbacks.handlers())
                            .containsExactly(global, second)
                            .isUnmodifiable();
                    CustomEventsOnly own = new CustomEventsOnly();
                    WORK.invoke("x", with(own));
                },
                global,
                second);
        assertThat(heard)
                .containsExactly(
                        "global start work",
                        "second start work",
                        "global work: e x",
                        "second work: e x",
                        "own work: e x",
                        "global end work",
                        "second end work");
    }

    private class CustomEventsOnly implements CallbackHandler {
        @Override
        public void onCustomEvent(CustomEvent event) {
            heard.add("own " + Recorder.line(event));
        }
    }

    @Test
    void isCalledOnceAlsoWhenItIsInTheConfig() {
        Named own = new Named("own");
        RunnableConfig config =
                RunnableConfig.builder().addHandler(own).addHandler(global).build();
        whileRegistered(
                () -> {
                    WORK.invoke("x", config);
                },
                global);
        assertThat(heard)
                .containsExactly(
                        "global start work",
                        "own start work",
                        "global work: e x",
                        "own work: e x",
                        "global end work",
                        "own end work");
    }

    @Test
    void doesNotBelongToTheConfig() {
        whileRegistered(
                () -> {
                    TypedRunnable.ofConfigured("work", (String input, RunnableConfig config) -> {
                                assertThat(config.callbacks().orElseThrow().handlers())
                                        .isEmpty();
                                return input;
                            })
                            .invoke("x");
                },
                global);
    }

    @Test
    void registeringTwiceIsAnErrorUntilTheFirstIsClosed() {
        GlobalCallbacks.Registration first = GlobalCallbacks.register(global);
        assertThatIllegalStateException()
                .isThrownBy(() -> GlobalCallbacks.register(global))
                .withMessageContaining("registered already");
        first.close();
        GlobalCallbacks.Registration second = GlobalCallbacks.register(global);
        first.close(); // which is closed already, and must not close the second
        assertThat(GlobalCallbacks.handlers()).containsExactly(global);
        second.close();
        second.close();
        assertThat(GlobalCallbacks.handlers()).isEmpty();
    }

    @Test
    void nullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> GlobalCallbacks.register((CallbackHandler) null))
                .withMessage("handler");
    }

    @Test
    void failuresAreLoggedAndRaisedAsThoseOfOthers() {
        FailingHandler logs =
                FailingHandler.atCustomEvents(CallbackHandler.ErrorPolicy.LOG, new IllegalStateException("logged"));
        FailingHandler raises =
                FailingHandler.atCustomEvents(CallbackHandler.ErrorPolicy.RAISE, new IllegalStateException("raised"));
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            whileRegistered(
                    () -> {
                        assertThatThrownBy(() -> WORK.invoke("x")).hasMessage("raised");
                        assertThat(log.entries()).hasSize(2);
                    },
                    logs,
                    raises);
        }
    }

    @Test
    void opensScopesOnTheThreadsOfEveryRunFirstAndClosesThemLast() {
        class Scoped extends Named implements ScopedCallbackHandler {
            Scoped(String name) {
                super(name);
            }

            @Override
            public Scope openScope(Run run) {
                heard.add(super.name + " open " + run.name());
                return () -> heard.add(super.name + " close " + run.name());
            }
        }
        Scoped scoped = new Scoped("global");
        Scoped own = new Scoped("own");
        whileRegistered(
                () -> {
                    TypedRunnable.of("silent", (String input) -> input).invoke("x");
                    TypedRunnable.of("work", (String input) -> input).invoke("x", with(own));
                },
                scoped);
        TypedRunnable.of("later", (String input) -> input).invoke("x");
        assertThat(heard)
                .containsExactly(
                        "global start silent",
                        "global open silent",
                        "global close silent",
                        "global end silent",
                        "global start work",
                        "own start work",
                        "global open work",
                        "own open work",
                        "own close work",
                        "global close work",
                        "global end work",
                        "own end work");
    }

    @Test
    void aScopeThatIsOpenWhenTheRegistrationIsClosedIsStillClosed() {
        List<String> scopes = new ArrayList<>();
        ScopedCallbackHandler scoped = run -> {
            scopes.add("open");
            return () -> scopes.add("close");
        };
        GlobalCallbacks.Registration registration = GlobalCallbacks.register(scoped);
        TypedRunnable.of("work", (String input) -> {
                    registration.close();
                    return input;
                })
                .invoke("x");
        assertThat(scopes).containsExactly("open", "close");
    }

    @Test
    void registeringFromManyThreadsLosesNone() {
        List<CompletableFuture<GlobalCallbacks.Registration>> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            all.add(CompletableFuture.supplyAsync(() -> GlobalCallbacks.register(new Recorder())));
        }
        all.forEach(CompletableFuture::join);
        assertThat(GlobalCallbacks.handlers()).hasSize(64).doesNotHaveDuplicates();
        all.forEach(each ->
                each.thenAcceptAsync(GlobalCallbacks.Registration::close).join());
    }
}
