package dev.runcast.runtime.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.NoActiveRunException;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.callback.GlobalCallbacks;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.Application;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.fixtures.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that nobody can hear, which are made when somebody asks for them. */
class UnheardRunScopeTest {
    private static final EventType<String> SAID = EventType.of("said", String.class);
    private static final RunnableDescriptor OUTER = runnable("outer");
    private static final RunnableDescriptor MIDDLE = runnable("middle");
    private static final RunnableDescriptor INNER = runnable("inner");
    private static final List<RunnableDescriptor> MANY =
            IntStream.range(0, 100).mapToObj(i -> runnable("run" + i)).toList();

    private final Recorder recorder = new Recorder();

    private static RunnableDescriptor runnable(String name) {
        return RunnableDescriptor.builder(name).build();
    }

    private static RunScope open(RunnableDescriptor runnable) {
        return RunScope.open(runnable, RunnableConfig.empty(), null);
    }

    private static Run current() {
        return RunContext.currentRun().orElseThrow();
    }

    /** Returns the names of the current run and those above it. */
    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Run run = RunContext.currentRun().orElse(null);
                run != null;
                run = run.parent().orElse(null)) {
            names.add(run.name());
        }
        return names;
    }

    @AfterEach
    void noRunIsLeft() {
        assertThat(RunContext.currentRun()).isEmpty();
    }

    @Test
    void theRunsOfAThreadAreMadeInOrderByWhoeverAsks() {
        RunScope outer = open(OUTER);
        RunScope middle = open(MIDDLE);
        RunScope inner = open(INNER);
        assertThat(names()).containsExactly("inner", "middle", "outer");
        inner.succeed(null);
        middle.succeed(null);
        outer.succeed(null);
    }

    @Test
    void aScopeThatIsClosedInsideThemEndsWithThem() {
        RunScope outer = open(OUTER);
        RunContext context = RunContext.capture();
        outer.succeed(null);
        try (LogCapture log = LogCapture.of(ScopedCallbackHandler.class)) {
            RunContext.Scope scope = context.makeCurrent();
            RunScope middle = open(MIDDLE);
            RunScope inner = open(INNER);
            scope.close();
            assertThat(names()).containsExactly("inner", "middle", "outer");
            inner.succeed(null);
            assertThat(names()).containsExactly("middle", "outer");
            middle.succeed(null);
            assertThat(RunContext.currentRun()).isEmpty();
            assertThat(log.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.message()).contains("reverse order"));
        }
    }

    @Test
    void aRunIsMadeOnce() {
        RunScope outer = open(OUTER);
        RunScope middle = open(MIDDLE);
        Run seenFirst = current();
        RunScope inner = open(INNER);
        assertThat(current().parent()).containsSame(seenFirst);
        inner.fail(new IllegalStateException());
        assertThat(current()).isSameAs(seenFirst);
        assertThat(middle.config().run()).containsSame(seenFirst);
        middle.succeed(null);
        assertThat(current()).isSameAs(seenFirst.parent().orElseThrow());
        outer.succeed(null);
        assertThat(seenFirst.parentId())
                .contains(seenFirst.parent().orElseThrow().id());
    }

    @Test
    void aConfigThatIsInjectedIsOfTheRunItself() {
        RunScope outer = open(OUTER);
        RunScope inner = open(INNER);
        assertThat(inner.config().run()).containsSame(current());
        assertThat(outer.config().run()).isEqualTo(current().parent());
        inner.succeed(null);
        outer.succeed(null);
    }

    @Test
    void aHandlerBelowHearsOfItsOwnRunAndSeesThoseAbove() {
        RunScope outer = open(OUTER);
        RunScope middle = open(MIDDLE);
        RunScope inner = RunScope.open(
                INNER, RunnableConfig.builder().addHandler(recorder).build(), "x");
        inner.succeed("y");
        middle.succeed(null);
        outer.succeed(null);
        assertThat(recorder.lines()).containsExactly("start inner", "end inner");
        assertThat(recorder.only(RunEvent.Start.class).run().parentIds()).hasSize(2);
    }

    @Test
    void aHandlerOfTheProcessHearsRunsThatStartLater() {
        RunScope outer = open(OUTER);
        try (GlobalCallbacks.Registration registration = GlobalCallbacks.register(recorder)) {
            assertThat(registration).isNotNull();
            outer.events().emit(SAID, "unheard");
            RunScope inner = open(INNER);
            assertThat(names()).containsExactly("inner", "outer");
            inner.succeed(null);
        }
        outer.succeed(null);
        assertThat(recorder.lines()).containsExactly("start inner", "end inner");
    }

    @Test
    void anEventOfTheCurrentRunNeedsNoRunThatNobodyHears() {
        RunScope outer = open(OUTER);
        CustomEvents.dispatch(SAID, "x");
        assertThat(CustomEvents.tryDispatch(SAID, "x")).isTrue();
        outer.succeed(null);
        assertThatThrownBy(() -> CustomEvents.dispatch(SAID, "x")).isInstanceOf(NoActiveRunException.class);
    }

    @Test
    void runsAreNestedAsDeepAsOneLikes() {
        List<RunScope> scopes = MANY.stream().map(UnheardRunScopeTest::open).toList();
        assertThat(names()).hasSize(100).startsWith("run99", "run98").endsWith("run1", "run0");
        for (int i = 99; i >= 0; i--) {
            assertThat(current().name()).isEqualTo("run" + i);
            scopes.get(i).succeed(null);
        }
    }

    @Test
    void runsThatNobodyHasAskedForMayBeNestedAsDeep() {
        List<RunScope> scopes = MANY.stream().map(UnheardRunScopeTest::open).toList();
        for (int i = 99; i > 0; i--) {
            scopes.get(i).succeed(null);
        }
        assertThat(names()).containsExactly("run0");
        scopes.get(0).succeed(null);
    }

    @Test
    void whatIsLeftOpenEndsWithTheRun() {
        RunScope outer = open(OUTER);
        RunScope middle = open(MIDDLE);
        open(INNER);
        middle.succeed(null);
        assertThat(names()).containsExactly("outer");
        open(MIDDLE);
        open(INNER);
        assertThat(names()).containsExactly("inner", "middle", "outer");
        outer.succeed(null);
    }

    @Test
    void aRunThatWasNeverLeftEndsWithTheRunOutside() {
        RunScope outer = open(OUTER);
        RunScope.open(INNER, RunnableConfig.builder().addHandler(recorder).build(), null);
        open(MIDDLE);
        assertThat(names()).containsExactly("middle", "inner", "outer");
        outer.succeed(null);
        assertThat(RunContext.currentRun()).isEmpty();

        RunScope heard = RunScope.open(OUTER, RunnableConfig.builder().tags("a").build(), null);
        open(MIDDLE);
        open(INNER);
        heard.fail(new StackOverflowError());
    }

    @Test
    void aScopeThatAProgramLeavesOpenEndsWithTheRun() {
        RunScope outer = open(OUTER);
        RunScope middle = open(MIDDLE);
        RunContext.empty().makeCurrent();
        RunScope inner = open(INNER);
        assertThat(names()).containsExactly("inner");
        RunContext.empty().makeCurrent();
        inner.succeed(null);
        assertThat(names()).isEmpty();
        middle.succeed(null);
        assertThat(names()).containsExactly("outer");
        outer.succeed(null);
    }

    @Test
    @Timeout(60)
    void aThreadThatGoesOnKeepsNothingOfAnApplication() throws Exception {
        Application.awaitGone(Application.deployAndForget(UsesRuns.class));
    }

    /** Runs on the thread of the test, silent ones and others, and has one of the silent ones made. */
    public static final class UsesRuns implements Callable<Thread> {
        @Override
        public Thread call() {
            RunScope outer = open(OUTER);
            RunScope inner = open(INNER);
            inner.config();
            RunScope heard = RunScope.open(
                    MIDDLE, RunnableConfig.builder().on(SAID, said -> {}).build(), null);
            heard.succeed(null);
            inner.succeed(null);
            outer.succeed(null);
            return new Thread();
        }
    }
}
