package dev.runcast.reactor.codegen;

import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.runcast.context.propagation.RunContextAccessor;
import dev.runcast.reactor.codegen.ReactorMethod.FluxMethod;
import dev.runcast.reactor.codegen.ReactorMethod.MonoMethod;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunFailedException;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.runtime.tree.RunTree;
import dev.runcast.testkit.EventStreams;
import dev.runcast.testkit.RecordingCallbackHandler;
import dev.runcast.testkit.junit.StrictMode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.util.context.ContextView;

/** Methods that return a Mono or a Flux, called as generated wrappers call them. */
@StrictMode
@Timeout(60)
class ReactorMethodTest {
    private static final EventType<String> EVENT = EventType.of("event", String.class);

    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final AtomicInteger openScopes = new AtomicInteger();

    /** The runs that are started with it are root runs. */
    private final RunnableConfig config = RunnableConfig.builder()
            .detached()
            .addHandler(recording)
            .addHandler((ScopedCallbackHandler) run -> {
                openScopes.incrementAndGet();
                return openScopes::decrementAndGet;
            })
            .build();

    @AfterEach
    void nothingIsLeft() {
        assertThat(RunContext.currentRun()).isEmpty();
        while (openScopes.get() != 0) {
            Thread.onSpinWait(); // A worker of Reactor hands its result over before it restores its thread.
        }
    }

    private static RunnableDescriptor named(String name) {
        return RunnableDescriptor.builder(name).events(EVENT).build();
    }

    private <T> Mono<T> mono(MonoMethod<T> method) {
        return ReactorMethod.mono(named("answer"), config, "tea", method);
    }

    private <T> Flux<T> flux(FluxMethod<T> method) {
        return ReactorMethod.flux(named("words"), config, "tea", method);
    }

    /** Returns a wrapper's method that is called inside other runs, and has no config of its own. */
    private static Mono<String> inner() {
        return ReactorMethod.mono(named("inner"), RunnableConfig.empty(), null, run -> Mono.just("inner"));
    }

    private static Flux<String> innerFlux() {
        return ReactorMethod.flux(named("inner"), RunnableConfig.empty(), null, run -> Flux.just("inner"));
    }

    private <T> T inRun(Function<RunnableConfig, T> body) {
        return TypedRunnable.ofConfigured("outer", (Integer x, RunnableConfig inner) -> body.apply(inner))
                .invoke(1, config);
    }

    private static String current() {
        return RunContext.currentRun().map(Run::name).orElse("none");
    }

    /** Emits on another thread, on which nothing is current. */
    private static <T> Mono<T> elsewhere(T value) {
        return Mono.just(value).subscribeOn(Schedulers.parallel()).publishOn(Schedulers.single());
    }

    @Nested
    class OfAMono {
        @Test
        void eachSubscriptionIsARun() {
            AtomicInteger calls = new AtomicInteger();
            Mono<Integer> answer = mono(run -> Mono.just(calls.incrementAndGet()));
            assertThat(recording).hasRuns();

            StepVerifier.create(answer).expectNext(1).verifyComplete();
            StepVerifier.create(answer).expectNext(2).verifyComplete();
            assertThat(recording).hasRuns("answer", "answer");
            assertThat(recording.roots())
                    .extracting(RunTree::input, RunTree::output)
                    .containsExactly(tuple("tea", 1), tuple("tea", 2));
        }

        @Test
        void reportsNoChunks() {
            StepVerifier.create(mono(run -> Mono.just("yes"))).expectNext("yes").verifyComplete();
            assertThat(recording.events()).hasSize(2).noneMatch(RunEvent.Chunk.class::isInstance);
        }

        @Test
        void mayBeEmpty() {
            StepVerifier.create(mono(run -> Mono.empty())).verifyComplete();
            assertThat(recording).run("answer").endedWith(null);
        }

        @Test
        void failsAsTheMonoDoes() {
            IOException failure = new IOException("no tea");
            StepVerifier.create(mono(run -> Mono.error(failure)))
                    .verifyErrorSatisfies(error -> assertThat(error).isSameAs(failure));
            assertThat(recording).run("answer").failedWith(IOException.class, "no tea");
        }

        @Test
        void emitsWhatTheMethodThrows() {
            IOException failure = new IOException("no tea");
            StepVerifier.create(mono(run -> {
                        throw failure;
                    }))
                    .verifyErrorSatisfies(error -> assertThat(error).isSameAs(failure));
            assertThat(recording).run("answer").failedWith(IOException.class, "no tea");
        }

        @Test
        @SuppressWarnings("NullAway")
        void failsWhereTheMethodReturnsNull() {
            StepVerifier.create(mono(run -> null))
                    .verifyErrorMessage(
                            "The run \"answer\" returned null. Return a Mono or a Flux, such as an empty one.");
            assertThat(recording).run("answer").failedWith(NullPointerException.class);
        }

        @Test
        void cancellingTheSubscriptionCancelsTheRun() {
            TestPublisher<String> source = TestPublisher.create();
            StepVerifier.create(mono(run -> source.mono().doOnCancel(() -> {
                        run.events().emit(EVENT, "to the emitter");
                        CustomEvents.dispatch(EVENT, "in " + current());
                    })))
                    .expectSubscription()
                    .thenCancel()
                    .verifyThenAssertThat()
                    .hasNotDroppedErrors();
            source.assertCancelled();
            assertThat(recording).run("answer").wasCancelled().emittedPayloads(EVENT, "to the emitter", "in answer");
            assertThat(recording.customEvents()).noneMatch(CustomEvent::isLate);
        }

        @Test
        void theRunEndsBeforeItsValueIsEmitted() {
            StepVerifier.create(mono(run -> elsewhere("yes")).map(value -> recording.toText()))
                    .assertNext(text -> assertThat(text).contains("succeeded"))
                    .verifyComplete();
        }

        @Test
        void theEndWaitsForAsynchronousHandlers() {
            CompletableFuture<Void> handled = new CompletableFuture<>();
            RunnableConfig slow = config.toBuilder()
                    .addHandler(new AsyncCallbackHandler() {
                        @Override
                        public CompletionStage<Void> onRunEnd(RunEvent.End event) {
                            return handled;
                        }
                    })
                    .build();
            CompletableFuture<String> answer = ReactorMethod.mono(named("answer"), slow, null, run -> Mono.just("yes"))
                    .toFuture();
            assertThat(answer).isNotDone();
            handled.complete(null);
            assertThat(answer).isCompletedWithValue("yes");
        }

        @Test
        void aHandlerThatRaisesAtTheStartIsTheError() {
            RunnableConfig raising = config.toBuilder()
                    .addHandler(new CallbackHandler() {
                        @Override
                        public void onRunStart(RunEvent.Start event) {
                            throw new IllegalStateException("no");
                        }

                        @Override
                        public ErrorPolicy errorPolicy() {
                            return ErrorPolicy.RAISE;
                        }
                    })
                    .build();
            StepVerifier.create(ReactorMethod.mono(named("answer"), raising, null, run -> Mono.just("yes")))
                    .verifyErrorMessage("no");
        }

        @Test
        void retriesAreRuns() {
            AtomicInteger calls = new AtomicInteger();
            Mono<String> flaky =
                    mono(run -> calls.incrementAndGet() == 1 ? Mono.error(new IOException("once")) : Mono.just("yes"));
            StepVerifier.create(flaky.retry(1)).expectNext("yes").verifyComplete();
            assertThat(recording.roots())
                    .extracting(RunTree::status)
                    .containsExactly(RunTree.Status.FAILED, RunTree.Status.SUCCEEDED);
        }

        @Test
        void theEmitterWorksOnEveryThread() {
            Mono<String> answer = mono(run -> Mono.fromCallable(() -> {
                        run.events().emit(EVENT, "on the worker");
                        return "yes";
                    })
                    .subscribeOn(Schedulers.boundedElastic())
                    .publishOn(Schedulers.parallel())
                    .doOnNext(value -> CustomEvents.dispatch(EVENT, "by the config", run.config())));
            StepVerifier.create(answer).expectNext("yes").verifyComplete();
            assertThat(recording).run("answer").emittedPayloads(EVENT, "on the worker", "by the config");
        }

        @Test
        void theMethodAndTheSubscriptionAreInTheRunAndTheSubscriberIsNot() {
            Mono<List<String>> answer = mono(run -> {
                String called = current();
                return Mono.fromCallable(() -> List.of(called, current()));
            });
            StepVerifier.create(answer.map(seen -> seen + " " + current()))
                    .expectNext("[answer, answer] none")
                    .verifyComplete();
        }

        @Test
        void theSubscriberIsOutsideWhateverThreadEmits() throws Exception {
            CompletableFuture<Void> subscribed = new CompletableFuture<>();
            Mono<String> answer = mono(run -> Mono.create(sink -> {
                Runnable emit = RunContext.capture().wrap(() -> sink.success(current()));
                subscribed.thenRunAsync(emit);
            }));
            CompletableFuture<String> seen =
                    answer.map(value -> value + " " + current()).toFuture();
            subscribed.complete(null);
            assertThat(seen.get()).isEqualTo("answer none");
        }

        @Test
        void isPartOfTheRunWhereTheWrapperWasCalled() {
            Mono<String> called = inRun(inner -> inner());
            StepVerifier.create(called).expectNext("inner").verifyComplete();
            assertThat(recording).run("outer").hasChildren("inner");
        }

        @Test
        void isPartOfTheRunWhereItIsSubscribedTo() {
            Mono<String> called = inner();
            String value = inRun(inner -> called.block());
            assertThat(value).isEqualTo("inner");
            assertThat(recording).run("outer").hasChildren("inner");
        }

        @Test
        void isPartOfTheRunOfTheConfig() {
            String value = inRun(inner -> ReactorMethod.mono(named("inner"), inner, null, run -> Mono.just("inner"))
                    .subscribeOn(Schedulers.parallel())
                    .block());
            assertThat(value).isEqualTo("inner");
            assertThat(recording).run("outer").hasChildren("inner");
        }

        /** By the context of Reactor, which nobody has to turn on. */
        @Test
        void nestedRunsOnOtherThreadsHaveTheirParents() {
            Mono<String> answer = mono(run -> elsewhere("x")
                    .flatMap(x -> elsewhere(x).then(inner()))
                    .flatMap(x -> innerFlux().next()));
            StepVerifier.create(answer).expectNext("inner").verifyComplete();
            assertThat(recording).hasTree("""
                    answer
                      inner
                      inner
                    """);
        }

        @Test
        void theMethodSeesTheContextOfTheSubscriberAndTheSubscriberNoOther() {
            Mono<String> answer = mono(run -> Mono.deferContextual(
                    context -> Mono.just(context.get("user") + " " + context.hasKey(RunContextAccessor.KEY))));
            StepVerifier.create(answer.flatMap(
                                    seen -> Mono.deferContextual(context -> Mono.just(seen + " " + keys(context))))
                            .contextWrite(context -> context.put("user", "ada")))
                    .expectNext("ada true [user]")
                    .verifyComplete();
        }

        private static List<Object> keys(ContextView context) {
            return context.stream().map(Map.Entry::getKey).toList();
        }
    }

    @Nested
    class OfAFlux {
        @Test
        void eachSubscriptionIsARunOfChunks() {
            Flux<String> words = flux(run -> Flux.just("a", "b"));
            assertThat(recording).hasRuns();

            StepVerifier.create(words).expectNext("a", "b").verifyComplete();
            StepVerifier.create(words).expectNext("a", "b").verifyComplete();
            assertThat(recording).hasRuns("words", "words");
            assertThat(recording.roots()).extracting(RunTree::output).containsExactly("ab", "ab");
            assertThat(recording.events())
                    .filteredOn(RunEvent.Chunk.class::isInstance)
                    .extracting(event -> ((RunEvent.Chunk) event).chunk())
                    .containsExactly("a", "b", "a", "b");
        }

        @Test
        void mayBeEmpty() {
            StepVerifier.create(flux(run -> Flux.empty())).verifyComplete();
            assertThat(recording).run("words").endedWith(null);
        }

        @Test
        void failsAsTheFluxDoes() {
            IOException failure = new IOException("no tea");
            StepVerifier.create(flux(run -> Flux.concat(Flux.just("a"), Flux.error(failure))))
                    .expectNext("a")
                    .verifyErrorSatisfies(error -> assertThat(error).isSameAs(failure));
            assertThat(recording).run("words").failedWith(IOException.class, "no tea");
        }

        @Test
        void emitsWhatTheMethodThrows() {
            IOException failure = new IOException("no tea");
            StepVerifier.create(flux(run -> {
                        throw failure;
                    }))
                    .verifyErrorSatisfies(error -> assertThat(error).isSameAs(failure));
            assertThat(recording).run("words").failedWith(IOException.class, "no tea");
        }

        @Test
        @SuppressWarnings("NullAway")
        void failsWhereTheMethodReturnsNull() {
            StepVerifier.create(flux(run -> null))
                    .verifyErrorMessage(
                            "The run \"words\" returned null. Return a Mono or a Flux, such as an empty one.");
        }

        @Test
        void cancellingTheSubscriptionCancelsTheRun() {
            TestPublisher<String> source = TestPublisher.create();
            Flux<String> words = flux(run -> source.flux().doOnCancel(() -> {
                run.events().emit(EVENT, "to the emitter");
                CustomEvents.dispatch(EVENT, "in " + current());
            }));
            StepVerifier.create(words)
                    .then(() -> source.next("a"))
                    .expectNext("a")
                    .thenCancel()
                    .verifyThenAssertThat()
                    .hasNotDroppedErrors();
            source.assertCancelled();
            assertThat(recording).run("words").wasCancelled().emittedPayloads(EVENT, "to the emitter", "in words");
        }

        @Test
        void takingSomeCancelsTheRest() {
            StepVerifier.create(flux(run -> Flux.range(1, 100)).take(2))
                    .expectNext(1, 2)
                    .verifyComplete();
            assertThat(recording).run("words").wasCancelled();
        }

        @Test
        void makesNoMoreThanIsAskedFor() {
            List<Long> requests = new ArrayList<>();
            Flux<Integer> words = flux(run -> Flux.range(1, 100).doOnRequest(requests::add));
            StepVerifier.create(words, 0)
                    .expectSubscription()
                    .thenRequest(1)
                    .expectNext(1)
                    .thenRequest(2)
                    .expectNext(2, 3)
                    .then(() -> assertThat(requests).containsExactly(1L, 2L))
                    .thenCancel()
                    .verify();
            assertThat(recording.events())
                    .filteredOn(RunEvent.Chunk.class::isInstance)
                    .hasSize(3);
        }

        @Test
        void keepsItsOrderOverThreads() {
            Flux<Integer> words = flux(run -> Flux.range(1, 1000)
                    .subscribeOn(Schedulers.boundedElastic())
                    .publishOn(Schedulers.parallel())
                    .doOnNext(value -> run.events().emit(EVENT, "made " + value)));
            StepVerifier.create(words.publishOn(Schedulers.parallel(), 7))
                    .expectNextSequence(
                            Stream.iterate(1, i -> i + 1).limit(1000).toList())
                    .verifyComplete();
            assertThat(recording).run("words").emittedTimes(EVENT, 1000);
            assertThat(recording.customEvents())
                    .extracting(CustomEvent::data)
                    .startsWith("made 1", "made 2")
                    .endsWith("made 1000");
        }

        @Test
        void theSourceIsInTheRunAndTheSubscriberIsNot() {
            Flux<String> words = flux(run -> Flux.generate(() -> 0, (state, sink) -> {
                sink.next(current());
                return state;
            }));
            StepVerifier.create(words.take(2).map(seen -> seen + " " + current()))
                    .expectNext("words none", "words none")
                    .verifyComplete();
        }

        @Test
        void isPartOfTheRunWhereTheWrapperWasCalled() {
            Flux<String> called = inRun(inner -> innerFlux());
            StepVerifier.create(called).expectNext("inner").verifyComplete();
            assertThat(recording).run("outer").hasChildren("inner");
        }

        @Test
        void isPartOfTheRunWhereItIsSubscribedTo() {
            Flux<String> called = innerFlux();
            String last = inRun(inner -> called.blockLast());
            assertThat(last).isEqualTo("inner");
            assertThat(recording).run("outer").hasChildren("inner");
        }

        @Test
        void nestedRunsInParallelHaveTheirParents() {
            Flux<String> words = flux(run -> Flux.range(1, 8)
                    .parallel(4)
                    .runOn(Schedulers.parallel())
                    .flatMap(x -> inner())
                    .sequential()
                    .concatWith(elsewhere("x").flatMapMany(x -> innerFlux())));
            StepVerifier.create(words).expectNextCount(9).verifyComplete();
            assertThat(recording.roots())
                    .singleElement()
                    .satisfies(root -> assertThat(root.children())
                            .hasSize(9)
                            .allMatch(child -> child.run().name().equals("inner")));
        }

        @Test
        void theMethodSeesTheContextOfTheSubscriber() {
            Flux<String> words = flux(run -> Flux.deferContextual(context -> Flux.just(context.<String>get("user"))));
            StepVerifier.create(words.contextWrite(context -> context.put("user", "ada")))
                    .expectNext("ada")
                    .verifyComplete();
        }
    }

    /** The accessors of wrappers, through which event streams and servers come. */
    @Nested
    class AsARunnable {
        private TypedRunnable<String, String> ofMono(Function<String, Mono<String>> body) {
            return ReactorMethod.ofMono(named("answer"), (input, run) -> body.apply(input));
        }

        private TypedRunnable<String, String> ofFlux(Function<String, Flux<String>> body) {
            return ReactorMethod.ofFlux(named("words"), (input, run) -> body.apply(input));
        }

        private static List<String> kinds(List<StreamEvent> events) {
            return events.stream().map(StreamEvent::event).toList();
        }

        @Test
        void invokesAMono() {
            assertThat(ofMono(ReactorMethodTest::elsewhere).invoke("tea", config))
                    .isEqualTo("tea");
            assertThat(ofMono(input -> Mono.empty()).invoke("tea", config)).isNull();
            assertThatThrownBy(() ->
                            ofMono(input -> Mono.error(new IOException("no"))).invoke("tea", config))
                    .isInstanceOf(RunFailedException.class)
                    .hasCauseInstanceOf(IOException.class);
            assertThat(recording).hasRuns("answer", "answer", "answer");
        }

        @Test
        void invokesAFlux() {
            assertThat(ofFlux(input -> Flux.just(input, " and ").concatWith(elsewhere(input)))
                            .invoke("tea", config))
                    .isEqualTo("tea and tea");
            assertThat(recording).run("words").startedWith("tea").endedWith("tea and tea");
        }

        @Test
        void invokesLater() {
            assertThat(ofMono(ReactorMethodTest::elsewhere)
                            .invokeAsync("tea", config)
                            .join())
                    .isEqualTo("tea");
            assertThat(ofFlux(input -> Flux.just(input, input))
                            .invokeAsync("tea", config)
                            .join())
                    .isEqualTo("teatea");
            assertThat(recording).hasRuns("answer", "words");
        }

        @Test
        void cancellingTheFutureCancelsTheRun() {
            TestPublisher<String> source = TestPublisher.create();
            CompletableFuture<String> answer = ofMono(input -> source.mono()).invokeAsync("tea", config);
            source.assertSubscribers();
            answer.cancel(true);
            source.assertCancelled();
            assertThat(recording).run("answer").wasCancelled();
        }

        @Test
        void streams() {
            try (Stream<String> chunks = ofMono(ReactorMethodTest::elsewhere).stream("tea", config)) {
                assertThat(chunks).containsExactly("tea");
            }
            try (Stream<String> chunks = ofFlux(input -> Flux.just(input, "!")).stream("tea", config)) {
                assertThat(chunks).containsExactly("tea", "!");
            }
            try (Stream<String> chunks = ofFlux(input -> Flux.just(input).repeat()).stream("tea", config)) {
                assertThat(chunks.limit(2)).containsExactly("tea", "tea");
            }
            assertThat(recording.roots())
                    .extracting(RunTree::status)
                    .containsExactly(RunTree.Status.SUCCEEDED, RunTree.Status.SUCCEEDED, RunTree.Status.CANCELLED);
        }

        @Test
        void streamsEvents() {
            assertThat(kinds(EventStreams.collect(
                            ofMono(ReactorMethodTest::elsewhere).streamEvents("tea", config))))
                    .containsExactly("on_chain_start", "on_chain_stream", "on_chain_end");
            assertThat(kinds(EventStreams.collect(
                            ofFlux(input -> Flux.just(input).concatWith(elsewhere("!")))
                                    .streamEvents("tea", config))))
                    .containsExactly("on_chain_start", "on_chain_stream", "on_chain_stream", "on_chain_end");
        }

        /** The other way round: events of any runnable for Reactor. */
        @Test
        void publishesEventsToReactor() {
            TypedRunnable<String, String> words = ofFlux(input -> Flux.just(input, "!"));
            StepVerifier.create(JdkFlowAdapter.flowPublisherToFlux(words.publishEvents("tea", config))
                            .map(StreamEvent::event))
                    .expectNext("on_chain_start", "on_chain_stream", "on_chain_stream", "on_chain_end")
                    .verifyComplete();
        }

        @Test
        void composes() {
            TypedRunnable<String, String> both =
                    ofFlux(input -> Flux.just(input, "!")).pipe(ofMono(ReactorMethodTest::elsewhere));
            assertThat(both.invoke("tea", config)).isEqualTo("tea!");
            assertThat(recording.roots())
                    .singleElement()
                    .satisfies(root -> assertThat(root.children())
                            .extracting(child -> child.run().name())
                            .containsExactly("words", "answer"));
        }

        @Test
        void isPartOfTheCurrentRun() {
            String both = inRun(
                    inner -> ofMono(Mono::just).invoke("a") + ofFlux(Flux::just).invoke("b"));
            assertThat(both).isEqualTo("ab");
            assertThat(recording).run("outer").hasChildren("answer", "words");
        }
    }

    /** With Reactor's automatic propagation turned on, as Spring Boot does by a property. */
    @Nested
    class WithAutomaticPropagation {
        @BeforeAll
        static void propagate() {
            Hooks.enableAutomaticContextPropagation();
        }

        @AfterAll
        static void stop() {
            Hooks.disableAutomaticContextPropagation();
        }

        @Test
        void operatorsOfAMonoAreInTheRunAndTheSubscriberIsNot() {
            Mono<String> answer = mono(run -> elsewhere("x")
                    .map(x -> current())
                    .publishOn(Schedulers.boundedElastic())
                    .map(seen -> seen + " " + current())
                    .doOnNext(seen -> CustomEvents.dispatch(EVENT, seen)));
            StepVerifier.create(answer.map(seen -> seen + " " + current())
                            .publishOn(Schedulers.parallel())
                            .map(seen -> seen + " " + current()))
                    .expectNext("answer answer none none")
                    .verifyComplete();
            assertThat(recording).run("answer").emittedPayloads(EVENT, "answer answer");
        }

        @Test
        void operatorsOfAFluxAreInTheRunAndTheSubscriberIsNot() {
            Flux<String> words = flux(run -> Flux.range(1, 3)
                    .delayElements(Duration.ofMillis(1))
                    .map(x -> current())
                    .publishOn(Schedulers.boundedElastic())
                    .map(seen -> seen + " " + current()));
            StepVerifier.create(words.map(seen -> seen + " " + current())
                            .publishOn(Schedulers.parallel())
                            .map(seen -> seen + " " + current()))
                    .expectNext("words words none none", "words words none none", "words words none none")
                    .verifyComplete();
        }

        @Test
        void subscribersInsideARunAreInThatRun() {
            List<String> seen = inRun(inner -> innerFlux()
                    .publishOn(Schedulers.parallel())
                    .map(x -> x + " in " + current())
                    .concatWith(inner().delayElement(Duration.ofMillis(1)).map(x -> x + " in " + current()))
                    .collectList()
                    .block());
            assertThat(seen).containsExactly("inner in outer", "inner in outer");
            assertThat(recording).run("outer").hasChildren("inner", "inner");
        }

        @Test
        void blockingRunnablesInOperatorsHaveTheirParents() {
            TypedRunnable<String, String> search = TypedRunnable.of("search", (String query) -> query + "!");
            Mono<String> answer = mono(run ->
                    elsewhere("tea").publishOn(Schedulers.boundedElastic()).map(search::invoke));
            StepVerifier.create(answer).expectNext("tea!").verifyComplete();
            assertThat(recording).run("answer").hasChildren("search");
        }

        @Test
        void manyAtOnceKeepApart() {
            Queue<String> wrong = new ConcurrentLinkedQueue<>();
            List<Mono<String>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String name = "answer" + i;
                answers.add(ReactorMethod.<String>mono(
                        named(name),
                        config,
                        null,
                        run -> elsewhere("x")
                                .publishOn(Schedulers.parallel())
                                .flatMap(x -> inner().delayElement(Duration.ofNanos(
                                                ThreadLocalRandom.current().nextInt(1_000_000)))
                                        .doOnNext(y -> {
                                            if (!current().equals(name)) {
                                                wrong.add(current() + " in " + name);
                                            }
                                        }))));
            }
            StepVerifier.create(Flux.merge(answers)).expectNextCount(100).verifyComplete();
            assertThat(wrong).isEmpty();
            assertThat(recording.roots())
                    .hasSize(100)
                    .allSatisfy(root -> assertThat(root.children()).hasSize(1));
        }
    }

    /** As it is documented: such operators do their work when the subscriber has heard of the end. */
    @Test
    void whatComesAfterTheEndIsLate() {
        Flux<String> words =
                flux(run -> Flux.just("yes").doFinally(end -> run.events().emit(EVENT, "finally")));
        StepVerifier.create(words).expectNext("yes").verifyComplete();
        assertThat(recording.customEvents()).singleElement().matches(CustomEvent::isLate);
    }

    /** What the automatic propagation is for. */
    @Test
    void withoutItOperatorsOnOtherThreadsSeeNoRun() {
        Mono<String> answer = mono(run -> elsewhere("x").map(x -> current()));
        StepVerifier.create(answer).expectNext("none").verifyComplete();
    }

    @Test
    void aCancelledMonoOfTheMethodIsAnErrorToTheSubscriber() {
        StepVerifier.create(mono(run -> Mono.error(new CancellationException("by itself"))))
                .verifyErrorMessage("by itself");
        assertThat(recording).run("answer").wasCancelled();
    }

    /** Wrappers that call wrappers, so deep that stacks may overflow. */
    @Nested
    class Deep {
        private static final RunnableConfig ROOT =
                RunnableConfig.builder().recursionLimit(100_000).build();

        private static <T> Mono<T> nested(int depth, Mono<T> innermost) {
            return depth == 0
                    ? innermost
                    : ReactorMethod.mono(named("level"), ROOT, null, run -> nested(depth - 1, innermost));
        }

        @ParameterizedTest
        @ValueSource(ints = {50, 300, 320, 340, 360, 380, 400, 420, 1_000, 5_000})
        void givesTheValueOrSaysThatTheStackOverflows(int depth) {
            Mono<String> value = nested(depth, Mono.just("tea"))
                    .onErrorResume(StackOverflowError.class, overflow -> Mono.just("overflow"));
            String given;
            try {
                given = value.block(Duration.ofSeconds(40));
            } catch (StackOverflowError overflow) {
                given = "overflow";
            }
            assertThat(given).isIn(depth == 50 ? List.of("tea") : List.of("tea", "overflow"));
        }

        @Test
        void endsOneAfterTheOtherWhenTheValueComesLater() {
            assertThat(nested(200, Mono.delay(Duration.ofMillis(1)).thenReturn("tea"))
                            .block(Duration.ofSeconds(40)))
                    .isEqualTo("tea");
        }
    }
}
