package dev.runcast.runtime.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.fixtures.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scopes that are opened by hand. */
class RunContextScopeTest {
    private final Recorder recorder = new Recorder();
    private final List<String> scopes = new ArrayList<>();
    private final RunnableConfig config = RunnableConfig.builder()
            .addHandler(recorder)
            .addHandler((ScopedCallbackHandler) run -> {
                scopes.add("open " + run.name());
                return () -> scopes.add("close " + run.name());
            })
            .build();

    private RunContext contextOf(String name) {
        return TypedRunnable.of(name, (Integer x) -> RunContext.capture()).invoke(1, config);
    }

    private static String current() {
        return RunContext.currentRun().map(Run::name).orElse("none");
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(RunContext.currentRun()).isEmpty();
    }

    @Test
    void makesTheRunCurrentAndBack() {
        RunContext context = contextOf("a");
        scopes.clear();
        try (RunContext.Scope scope = context.makeCurrent()) {
            assertThat(scope).isNotNull();
            CustomEvents.dispatch("event", 1);
            assertThat(current()).isEqualTo("a");
            try (RunContext.Scope none = RunContext.empty().makeCurrent()) {
                assertThat(none).isNotNull();
                assertThat(current()).isEqualTo("none");
            }
            assertThat(current()).isEqualTo("a");
        }
        assertThat(recorder.custom()).extracting(CustomEvent::name).containsExactly("event");
        assertThat(scopes).containsExactly("open a", "close a");
        assertThat(context)
                .hasToString("context of the run " + recorder.events().get(0).run());
    }

    @Test
    void mayBeClosedTwice() {
        RunContext.Scope outer = contextOf("a").makeCurrent();
        RunContext.Scope inner = contextOf("b").makeCurrent();
        inner.close();
        inner.close();
        assertThat(current()).isEqualTo("a");
        outer.close();
    }

    @Test
    void closedTooEarlyEndsWithTheOneThatWasOpenedLater() {
        try (LogCapture log = LogCapture.of(ScopedCallbackHandler.class)) {
            RunContext.Scope outer = contextOf("a").makeCurrent();
            RunContext.Scope inner = contextOf("b").makeCurrent();
            scopes.clear();
            outer.close();
            assertThat(current()).isEqualTo("b");
            inner.close();
            assertThat(current()).isEqualTo("none");
            assertThat(scopes).containsExactly("close b", "close a");
            assertThat(log.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.message()).contains("reverse order"));
        }
    }

    @Test
    void closedInARunThatWasStartedLaterEndsWithThat() {
        try (LogCapture log = LogCapture.of(ScopedCallbackHandler.class)) {
            RunContext.Scope outer = contextOf("a").makeCurrent();
            scopes.clear();
            TypedRunnable.of("b", (Integer x) -> {
                        outer.close();
                        assertThat(current()).isEqualTo("b");
                        return x;
                    })
                    .invoke(1);
            assertThat(current()).isEqualTo("none");
            assertThat(scopes).containsExactly("open b", "close b", "close a");
            assertThat(log.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.message()).contains("reverse order"));
        }
    }

    @Test
    void closedOnAnotherThreadLeavesBothThreadsAsTheyAre() throws Exception {
        RunContext a = contextOf("a");
        RunContext b = contextOf("b");
        try (LogCapture log = LogCapture.of(ScopedCallbackHandler.class)) {
            RunContext.Scope scope = a.makeCurrent();
            CompletableFuture<String> there = new CompletableFuture<>();
            new Thread(b.wrap(() -> {
                        scope.close();
                        there.complete(current());
                    }))
                    .start();
            assertThat(there.get()).isEqualTo("b");
            assertThat(current()).isEqualTo("a");
            scope.close();
            assertThat(log.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.message()).contains("Close it where it was opened"));
        }
    }
}
