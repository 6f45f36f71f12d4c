package dev.runcast.context.propagation;

import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.testkit.RecordingCallbackHandler;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.ThreadLocalAccessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class RunContextAccessorTest {
    private static final EventType<String> EVENT = EventType.of("event", String.class);

    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final AtomicInteger openScopes = new AtomicInteger();

    private final RunnableConfig config = RunnableConfig.builder()
            .addHandler(recording)
            .addHandler((ScopedCallbackHandler) run -> {
                openScopes.incrementAndGet();
                return openScopes::decrementAndGet;
            })
            .build();

    @AfterEach
    @Timeout(60)
    void nothingIsLeft() {
        assertThat(RunContext.currentRun()).isEmpty();
        while (openScopes.get() != 0) {
            Thread.onSpinWait(); // A worker of Reactor hands its result over before it restores its thread.
        }
    }

    private <T> T inRun(Supplier<T> body) {
        return TypedRunnable.of("outer", (Integer x) -> body.get()).invoke(1, config);
    }

    private static String current() {
        return RunContext.currentRun().map(Run::name).orElse("none");
    }

    @Test
    void isFoundByItself() {
        assertThat(ServiceLoader.load(ThreadLocalAccessor.class)).hasAtLeastOneElementOfType(RunContextAccessor.class);
        assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
                .hasAtLeastOneElementOfType(RunContextAccessor.class);
    }

    @Test
    void carriesTheRunInASnapshot() throws Exception {
        ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();
        ContextSnapshot snapshot = inRun(snapshots::captureAll);
        CompletableFuture<List<String>> seen = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            List<String> names = new ArrayList<>();
            names.add(current());
            try (ContextSnapshot.Scope outer = snapshot.setThreadLocals()) {
                assertThat(outer).isNotNull();
                names.add(current());
                try (ContextSnapshot.Scope inner = snapshot.setThreadLocals()) {
                    assertThat(inner).isNotNull();
                    names.add(current());
                }
                names.add(current());
                CustomEvents.dispatch(EVENT, "late");
            }
            names.add(current());
            seen.complete(names);
        });
        thread.start();
        assertThat(seen.get()).containsExactly("none", "outer", "outer", "outer", "none");
        assertThat(recording).run("outer").emittedPayloads(EVENT, "late");
    }

    @Test
    void clearsAndRestores() {
        RunContextAccessor accessor = new RunContextAccessor();
        assertThat(accessor.getValue()).isNull();
        inRun(() -> {
            assertThat(accessor.getValue()).isNotNull();
            accessor.setValue();
            assertThat(current()).isEqualTo("none");
            accessor.restore(accessor.getValue());
            assertThat(current()).isEqualTo("outer");
            return 1;
        });
        accessor.restore();
    }

    @Nested
    class Reactor {
        private static Scheduler scheduler;

        @BeforeAll
        static void propagate() {
            Hooks.enableAutomaticContextPropagation();
            scheduler = Schedulers.fromExecutorService(Executors.newFixedThreadPool(2));
        }

        @AfterAll
        static void stop() {
            Hooks.disableAutomaticContextPropagation();
            scheduler.dispose();
        }

        @Test
        void seesTheRunInOperatorsOnOtherThreads() {
            List<String> names = inRun(() -> Flux.just(1, 2)
                    .publishOn(scheduler)
                    .map(x -> current())
                    .flatMap(name ->
                            Mono.fromCallable(() -> name + " " + current()).subscribeOn(Schedulers.boundedElastic()))
                    .delayElements(Duration.ofMillis(1))
                    .map(name -> name + " " + current())
                    .doOnNext(name -> CustomEvents.dispatch(EVENT, name))
                    .collectList()
                    .block());
            assertThat(names).containsOnly("outer outer outer").hasSize(2);
            assertThat(recording).run("outer").emittedPayloads(EVENT, "outer outer outer", "outer outer outer");
        }

        @Test
        void leavesNothingOnItsThreads() throws Exception {
            inRun(() -> Mono.fromCallable(RunContextAccessorTest::current)
                    .subscribeOn(scheduler)
                    .block());
            for (int i = 0; i < 4; i++) {
                CompletableFuture<String> name = new CompletableFuture<>();
                scheduler.schedule(() -> name.complete(current()));
                assertThat(name.get()).isEqualTo("none");
            }
        }

        @Test
        void makesRunsBelowTheOneThatSubscribes() {
            TypedRunnable<Integer, Integer> inner = TypedRunnable.of("inner", (Integer x) -> x + 1);
            assertThat(inRun(() ->
                            Mono.just(1).publishOn(scheduler).map(inner::invoke).block()))
                    .isEqualTo(2);
            assertThat(recording).run("outer").hasChildren("inner");
        }
    }
}
