package dev.runcast.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.fixtures.LogCapture.Entry;
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
