package dev.runcast.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler.ErrorPolicy;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.fixtures.LogCapture.Entry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class HandlerFailuresTest {
    private static final TypedRunnable<Integer, Integer> COUNT = TypedRunnable.of("count", (Integer events) -> {
        for (int i = 1; i <= events; i++) {
            CustomEvents.dispatch("step", i);
        }
        return events;
    });

    @Test
    void aHandlerThatFailsAgainAndAgainIsLoggedWithItsStackTraceOnce() {
        try (LogCapture log = LogCapture.withoutDetails(CallbackHandler.class)) {
            COUNT.invoke(1_000, failingWith(step -> new IllegalStateException("step " + step)));
            assertThat(log.entries())
                    .extracting(Entry::message)
                    .hasSize(10) // 1, 2, 4, … 512
                    .allSatisfy(
                            message -> assertThat(message).startsWith("Handler failing failed at the event \"step\""))
                    .last()
                    .asString()
                    .endsWith(", 512 times so far: java.lang.IllegalStateException: step 512");
            assertThat(log.entries().stream().flatMap(entry -> entry.cause().stream()))
                    .singleElement()
                    .satisfies(cause -> assertThat(cause).hasMessage("step 1"));
        }
    }

    @Test
    void failuresElsewhereAreLoggedWithTheirStackTraces() {
        try (LogCapture log = LogCapture.withoutDetails(CallbackHandler.class)) {
            COUNT.invoke(1, failingWith(step -> new IllegalStateException("here")));
            COUNT.invoke(1, failingWith(step -> new IllegalStateException("there")));
            assertThat(log.entries())
                    .extracting(entry -> entry.cause().orElseThrow().getMessage())
                    .containsExactly("here", "there");
        }
    }

    @Test
    void eachFailureIsThereForDebugging() {
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            COUNT.invoke(10, failingWith(step -> new IllegalStateException("step " + step)));
            assertThat(log.entries())
                    .hasSize(10)
                    .allSatisfy(entry -> assertThat(entry.cause()).isPresent());
        }
    }

    @Test
    void theProgramGoesOnIfAFailureCannotBeLogged() {
        try (LogCapture log = LogCapture.withoutDetails(CallbackHandler.class)) {
            int counted = COUNT.invoke(3, failingWith(step -> new Unspeakable()));
            assertThat(counted).isEqualTo(3);
            assertThat(log.entries())
                    .extracting(Entry::message)
                    .contains(Failing.class.getName() + " failed with " + Unspeakable.class.getName()
                            + ", which cannot be logged");
        }
    }

    /** Was made for another version of a library. */
    private static class Unfit implements ScopedCallbackHandler {
        private final ErrorPolicy policy;
        private int calls;

        Unfit(ErrorPolicy policy) {
            this.policy = policy;
        }

        @Override
        public ErrorPolicy errorPolicy() {
            return policy;
        }

        @Override
        public void onCustomEvent(CustomEvent event) {
            calls++;
            throw new NoSuchMethodError("isEnabled");
        }

        @Override
        public Scope openScope(Run run) {
            calls++;
            return () -> {};
        }

        @Override
        public String toString() {
            return "unfit";
        }
    }

    @Test
    void aHandlerThatFailsByLinkageIsLoggedOnceAndSetAside() {
        Unfit unfit = new Unfit(ErrorPolicy.LOG);
        RunnableConfig config = RunnableConfig.builder().addHandler(unfit).build();
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            COUNT.invoke(10, config);
            COUNT.batch(List.of(10, 10), config);
            assertThat(log.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.message())
                        .isEqualTo("unfit does not work with the version of a library that is there, and is set aside:"
                                + " it is not called any more. Use versions that fit");
                assertThat(entry.cause()).containsInstanceOf(NoSuchMethodError.class);
            });
        }
        assertThat(unfit.calls).as("the first scope and the first event").isEqualTo(2);
    }

    @Test
    void anotherHandlerOfTheClassIsNotSetAside() {
        Unfit other = new Unfit(ErrorPolicy.LOG);
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            COUNT.invoke(
                    1,
                    RunnableConfig.builder()
                            .addHandler(new Unfit(ErrorPolicy.LOG))
                            .addHandler(other)
                            .build());
            assertThat(log.entries()).hasSize(2);
        }
        assertThat(other.calls).isEqualTo(2);
    }

    @Test
    void aHandlerThatRaisesIsNeverSetAside() {
        Unfit unfit = new Unfit(ErrorPolicy.RAISE);
        RunnableConfig config = RunnableConfig.builder().addHandler(unfit).build();
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> COUNT.invoke(1, config)).isInstanceOf(NoSuchMethodError.class);
            }
            assertThat(log.entries()).hasSize(2);
        }
    }

    @Test
    void asynchronousAndBackgroundHandlersAreSetAsideToo() {
        AtomicInteger calls = new AtomicInteger();
        AsyncCallbackHandler async = new AsyncCallbackHandler() {
            @Override
            public CompletionStage<Void> onCustomEvent(CustomEvent event) {
                calls.incrementAndGet();
                return CompletableFuture.failedStage(new NoClassDefFoundError("gone"));
            }
        };
        Unfit inner = new Unfit(ErrorPolicy.LOG);
        try (LogCapture log = LogCapture.of(CallbackHandler.class);
                BackgroundHandler background = CallbackHandler.inBackground(inner, BackgroundOptions.defaults())) {
            COUNT.invoke(
                    10,
                    RunnableConfig.builder()
                            .addHandler(async)
                            .addHandler(background)
                            .build());
            assertThat(background.flush(Duration.ofSeconds(50))).isTrue();
            assertThat(log.entries()).hasSize(2);
        }
        assertThat(calls).hasValue(1);
        assertThat(inner.calls).isEqualTo(1);
    }

    private static RunnableConfig failingWith(IntFunction<RuntimeException> failure) {
        return RunnableConfig.builder().addHandler(new Failing(failure)).build();
    }

    /** Fails at each event. */
    private record Failing(IntFunction<RuntimeException> failure) implements CallbackHandler {
        @Override
        public void onCustomEvent(CustomEvent event) {
            throw failure.apply((Integer) event.data());
        }

        @Override
        public String toString() {
            return "failing";
        }
    }

    /** Fails when it is asked what it says. */
    @SuppressWarnings("serial")
    private static final class Unspeakable extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("nothing to say");
        }
    }
}
