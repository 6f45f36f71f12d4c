package dev.runcast.kotlin

import dev.runcast.kotlin.codegen.CoroutineMethod
import dev.runcast.runtime.CustomEvents
import dev.runcast.runtime.EventType
import dev.runcast.runtime.RunnableConfig
import dev.runcast.runtime.RunnableDescriptor
import dev.runcast.runtime.TypedRunnable
import dev.runcast.runtime.callback.AsyncCallbackHandler
import dev.runcast.runtime.callback.CallbackHandler
import dev.runcast.runtime.callback.RunEvent
import dev.runcast.runtime.callback.ScopedCallbackHandler
import dev.runcast.runtime.codegen.RunScope
import dev.runcast.runtime.codegen.StreamScope
import dev.runcast.runtime.context.RunContext
import dev.runcast.runtime.tree.RunTree
import dev.runcast.testkit.RecordingCallbackHandler
import dev.runcast.testkit.RuncastAssertions.assertThat
import dev.runcast.testkit.junit.StrictMode
import java.io.IOException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Nested
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/** Suspend functions and functions that return a flow, called as generated wrappers call them. */
@StrictMode
@Timeout(60)
class CoroutineMethodTest {
    private val recording = RecordingCallbackHandler()
    private val openScopes = AtomicInteger()

    /** The runs that are started with it are root runs. */
    private val config: RunnableConfig =
        RunnableConfig.builder()
            .detached()
            .addHandler(recording)
            .addHandler(
                ScopedCallbackHandler {
                    openScopes.incrementAndGet()
                    ScopedCallbackHandler.Scope { openScopes.decrementAndGet() }
                }
            )
            .build()

    @AfterEach
    fun nothingIsLeft() {
        assertThat(RunContext.currentRun()).isEmpty()
        while (openScopes.get() != 0) {
            Thread.onSpinWait() // A worker hands its result over before it restores its thread.
        }
    }

    private fun <T> answer(config: RunnableConfig = this.config, function: suspend (RunScope) -> T) =
        call("answer", config, function)

    private fun <T> words(config: RunnableConfig = this.config, function: (StreamScope) -> Flow<T>): Flow<T> =
        CoroutineMethod.flow(named("words"), config, "tea", function)

    private fun <T> suspending(function: suspend (String) -> T): TypedRunnable<String, T> =
        CoroutineMethod.ofSuspending(named("answer")) { input, _, completion ->
            function.startCoroutineUninterceptedOrReturn(input, completion)
        }

    private fun <T : Any> flowing(function: (String) -> Flow<T>): TypedRunnable<String, T> =
        CoroutineMethod.ofFlow(named("words")) { input, _ -> function(input) }

    companion object {
        private val EVENT: EventType<String> = EventType.of("event", String::class.java)

        private fun named(name: String): RunnableDescriptor = RunnableDescriptor.builder(name).events(EVENT).build()

        private fun <T> call(name: String, config: RunnableConfig, function: suspend (RunScope) -> T): SuspendingCall<T> =
            CoroutineMethod.call(named(name), config, "tea") { run, completion ->
                function.startCoroutineUninterceptedOrReturn(run, completion)
            }

        /** A wrapper's method that is called inside other runs, and has no config of its own. */
        private fun inner() =
            call("inner", RunnableConfig.empty()) {
                yield()
                current()
            }

        private fun innerFlow(): Flow<String> =
            CoroutineMethod.flow(named("inner"), RunnableConfig.empty(), null) { flow { emit(current()) } }

        private fun current(): String = RunContext.currentRun().map { it.name() }.orElse("none")
    }

    @Nested
    inner class OfASuspendFunction {
        @Test
        fun eachAwaitIsARun() {
            val calls = AtomicInteger()
            val answer = answer { calls.incrementAndGet() }
            assertThat(recording).hasRuns()

            assertThat(runBlocking { answer.await() + answer.await() }).isEqualTo(3)
            assertThat(recording).hasRuns("answer", "answer")
            assertThat(recording.roots()).extracting<Any> { it.input() }.containsExactly("tea", "tea")
            assertThat(recording.roots()).extracting<Any> { it.output() }.containsExactly(1, 2)
        }

        @Test
        fun aFunctionThatReturnsNothingHasNoOutput() {
            runBlocking { answer { delay(1) }.await() }
            assertThat(recording).run("answer").endedWith(null)
        }

        @Test
        fun failsAsTheFunctionDoes() {
            assertThatThrownBy { runBlocking { answer { throw IOException("no tea") }.await() } }
                .isInstanceOf(IOException::class.java)
                .hasMessage("no tea")
            assertThat(recording).run("answer").failedWith(IOException::class.java, "no tea")
        }

        @Test
        fun failsAsTheFunctionDoesThatWasSuspended() {
            assertThatThrownBy {
                    runBlocking {
                        answer {
                                withContext(Dispatchers.Default) { yield() }
                                throw IOException("no tea")
                            }
                            .await()
                    }
                }
                .isInstanceOf(IOException::class.java)
                .hasMessage("no tea")
            assertThat(recording).run("answer").failedWith(IOException::class.java, "no tea")
        }

        @Test
        fun theRunIsCurrentInAllCoroutinesOfTheFunctionAndNotInItsCaller() {
            val seen = runBlocking {
                val inside =
                    answer {
                            coroutineScope {
                                listOf(
                                    current(),
                                    withContext(Dispatchers.IO) { current() },
                                    async(Dispatchers.Default) {
                                            delay(1)
                                            current()
                                        }
                                        .await(),
                                    CompletableDeferred<String>()
                                        .also { seen -> launch(Dispatchers.Unconfined) { seen.complete(current()) } }
                                        .await(),
                                    yield().let { current() },
                                    delay(1).let { current() },
                                )
                            }
                        }
                        .await()
                inside + current()
            }
            assertThat(seen).containsExactly("answer", "answer", "answer", "answer", "answer", "answer", "none")
        }

        @Test
        fun theCallerIsOutsideWhateverThreadItGoesOnOn() {
            val seen =
                runBlocking(Dispatchers.Default) {
                    answer { withContext(Dispatchers.IO) { delay(1) } }.await()
                    current()
                }
            assertThat(seen).isEqualTo("none")
        }

        @Test
        fun theEmitterAndWhatIsDispatchedWithoutAConfigBelongToTheRun() {
            runBlocking {
                answer { run ->
                        coroutineScope {
                            launch(Dispatchers.Default) { run.events().emit(EVENT, "by the emitter") }.join()
                            launch(Dispatchers.IO) { CustomEvents.dispatch(EVENT, "by the current run") }.join()
                        }
                    }
                    .await()
            }
            assertThat(recording).run("answer").emittedPayloads(EVENT, "by the emitter", "by the current run")
        }

        @Test
        fun callsInCoroutinesOfTheFunctionAreChildren() {
            runBlocking {
                answer { run ->
                        coroutineScope {
                            inner().await()
                            withContext(Dispatchers.IO) { inner().await() }
                            List(3) { async(Dispatchers.Default) { inner().await() } }.awaitAll()
                            call("configured", run.config()) {}.await()
                            innerFlow().toList()
                            TypedRunnable.of("blocking") { x: Int -> x }.invoke(1)
                        }
                    }
                    .await()
            }
            assertThat(recording)
                .hasTree(
                    """
                    answer
                      inner
                      inner
                      inner
                      inner
                      inner
                      configured
                      inner
                      blocking
                    """.trimIndent()
                )
        }

        @Test
        fun isPartOfTheRunWhereTheWrapperWasCalled() {
            val outer = TypedRunnable.of("outer") { _: Int -> inner() }
            val called = outer.invoke(1, config)
            runBlocking { withContext(Dispatchers.IO) { called.await() } }
            assertThat(recording).run("outer").hasChildren("inner")
        }

        @Test
        fun cancellingTheCoroutineCancelsTheRunAfterItsWorkIsDone() {
            runBlocking {
                val started = CompletableDeferred<Unit>()
                val job =
                    launch(Dispatchers.Default) {
                        answer { run ->
                                try {
                                    started.complete(Unit)
                                    awaitCancellation()
                                } finally {
                                    run.events().emit(EVENT, "in " + current())
                                }
                            }
                            .await()
                    }
                started.await()
                job.cancelAndJoin()
            }
            assertThat(recording).run("answer").wasCancelled().emittedPayloads(EVENT, "in answer")
            assertThat(recording.customEvents()).noneMatch { it.isLate }
        }

        @Test
        fun aCancelledCoroutineStartsNoRun() {
            runBlocking {
                launch {
                        currentCoroutineContext().job.cancel()
                        answer { "never" }.await()
                    }
                    .join()
            }
            assertThat(recording).hasRuns()
        }

        @Test
        fun aTimeoutCancelsTheRun() {
            assertThatThrownBy { runBlocking { answer { withTimeout(1) { awaitCancellation() } }.await() } }
                .isInstanceOf(TimeoutCancellationException::class.java)
            assertThat(recording).run("answer").wasCancelled()
        }

        @Test
        fun theFirstFailureOfAScopeCancelsTheOtherRunsInIt() {
            assertThatThrownBy {
                    runBlocking {
                        answer {
                                coroutineScope {
                                    val started = CompletableDeferred<Unit>()
                                    launch {
                                        call("waiting", RunnableConfig.empty()) {
                                                started.complete(Unit)
                                                awaitCancellation()
                                            }
                                            .await()
                                    }
                                    launch {
                                        started.await()
                                        call("failing", RunnableConfig.empty()) { throw IOException("no tea") }.await()
                                    }
                                }
                            }
                            .await()
                    }
                }
                .isInstanceOf(IOException::class.java)
            assertThat(recording).run("waiting").wasCancelled()
            assertThat(recording).run("failing").failedWith(IOException::class.java, "no tea")
            assertThat(recording).run("answer").failedWith(IOException::class.java, "no tea").hasChildren("waiting", "failing")
        }

        @Test
        fun theEndWaitsForAsynchronousHandlers() {
            val handled = CompletableFuture<Void>()
            val slow =
                config.toBuilder()
                    .addHandler(
                        object : AsyncCallbackHandler {
                            override fun onRunEnd(event: RunEvent.End): CompletionStage<Void> = handled
                        }
                    )
                    .build()
            runBlocking {
                val answered = async(start = CoroutineStart.UNDISPATCHED) { answer(slow) { "yes" }.await() }
                assertThat(answered.isCompleted).isFalse()
                handled.complete(null)
                assertThat(answered.await()).isEqualTo("yes")
            }
        }

        @Test
        fun aHandlerThatRaisesAtTheStartFailsTheCall() {
            val raising =
                config.toBuilder()
                    .addHandler(
                        object : CallbackHandler {
                            override fun onRunStart(event: RunEvent.Start) = throw IllegalStateException("no")

                            override fun errorPolicy() = CallbackHandler.ErrorPolicy.RAISE
                        }
                    )
                    .build()
            assertThatThrownBy { runBlocking { answer(raising) { "yes" }.await() } }.hasMessage("no")
        }

        @Test
        fun blockingCodeHandsItsRunToCoroutines() {
            val seen =
                TypedRunnable.of("outer") { _: Int ->
                        runBlocking(Dispatchers.Default + RunContext.capture().asContextElement()) {
                            delay(1)
                            current()
                        }
                    }
                    .invoke(1, config)
            assertThat(seen).isEqualTo("outer")
        }
    }

    @Nested
    inner class AsARunnable {
        @Test
        fun isInvokedByBlockingCode() {
            val answer = suspending { topic ->
                delay(1)
                "$topic in ${current()}"
            }
            assertThat(answer.invoke("tea", config)).isEqualTo("tea in answer")
            assertThat(recording).run("answer").endedWith("tea in answer")
        }

        @Test
        fun nestedInvocationsOfBlockingCodeEndOnOneThread() {
            val inner = suspending {
                yield()
                current()
            }
            val outer = CoroutineMethod.ofSuspending<String, String>(named("outer")) { input, _, completion ->
                val function: suspend (String) -> String = { withContext(Dispatchers.IO) { inner.invoke(it) } }
                function.startCoroutineUninterceptedOrReturn(input, completion)
            }
            assertThat(outer.invoke("tea", config)).isEqualTo("answer")
            assertThat(recording).run("outer").hasChildren("answer")
        }

        @Test
        fun goesOnOnTheExecutorOfTheConfig() {
            val executor = Executors.newSingleThreadExecutor { Thread(it, "of the config") }
            val answer = suspending {
                yield()
                Thread.currentThread().name.substringBefore(" @") + " " + current()
            }
            val onExecutor = config.toBuilder().executor(executor).build()
            assertThat(answer.invoke("tea", onExecutor)).isEqualTo("of the config answer")
            executor.shutdown()
        }

        @Test
        fun isAwaitedByCoroutines() {
            val answer = suspending { it.uppercase() }
            assertThat(runBlocking { answer.invokeAsync("tea", config).await() }).isEqualTo("TEA")
        }

        @Test
        fun aFunctionThatReturnsNothingHasNoOutput() {
            suspending { delay(1) }.invoke("tea", config)
            assertThat(recording).run("answer").endedWith(null)
        }

        @Test
        fun cancellingTheFutureCancelsTheCoroutine() {
            val cancelled = CompletableFuture<String>()
            val future =
                suspending {
                        try {
                            awaitCancellation()
                        } finally {
                            cancelled.complete(current())
                        }
                    }
                    .invokeAsync("tea", config)
            future.cancel(true)
            assertThat(cancelled.join()).isEqualTo("answer")
            assertThat(recording).run("answer").wasCancelled()
        }

        @Test
        fun itsEventsAreAFlow() {
            val answer = suspending {
                CustomEvents.dispatch(EVENT, it)
                delay(1)
                it
            }
            val names = runBlocking {
                answer.publishEvents("tea", config).asFlow().map { it.event() + " " + it.name() }.toList()
            }
            assertThat(names)
                .containsExactly(
                    "on_chain_start answer",
                    "on_custom_event event",
                    "on_chain_stream answer",
                    "on_chain_end answer",
                )
        }

        @Test
        fun leavingTheFlowOfEventsCancelsTheRun() {
            val failure = CompletableFuture<Throwable>()
            val watched =
                config.toBuilder()
                    .addHandler(
                        object : CallbackHandler {
                            override fun onRunError(event: RunEvent.Error) {
                                failure.complete(event.error())
                            }
                        }
                    )
                    .build()
            val cancelled = CompletableFuture<Void>()
            val answer = suspending {
                try {
                    awaitCancellation()
                } finally {
                    cancelled.complete(null)
                }
            }
            val first = runBlocking { answer.publishEvents("tea", watched).asFlow().first() }
            assertThat(first.event()).isEqualTo("on_chain_start")
            assertThat(failure.join()).isInstanceOf(CancellationException::class.java)
            cancelled.join()
        }
    }

    @Nested
    inner class OfAFlow {
        @Test
        fun eachCollectionIsARunOfChunks() {
            val words = words { flowOf("a", "b") }
            assertThat(recording).hasRuns()

            assertThat(runBlocking { words.toList() + words.toList() }).containsExactly("a", "b", "a", "b")
            assertThat(recording).hasRuns("words", "words")
            assertThat(recording.roots()).extracting<Any> { it.output() }.containsExactly("ab", "ab")
            assertThat(recording.events().filterIsInstance<RunEvent.Chunk>().map { it.chunk() })
                .containsExactly("a", "b", "a", "b")
        }

        @Test
        fun mayBeEmpty() {
            assertThat(runBlocking { words { emptyFlow<String>() }.toList() }).isEmpty()
            assertThat(recording).run("words").endedWith(null)
        }

        @Test
        fun failsAsTheFlowDoes() {
            val seen = mutableListOf<String>()
            assertThatThrownBy {
                    runBlocking {
                        words {
                                flow {
                                    emit("a")
                                    throw IOException("no tea")
                                }
                            }
                            .collect { seen.add(it) }
                    }
                }
                .isInstanceOf(IOException::class.java)
                .hasMessage("no tea")
            assertThat(seen).containsExactly("a")
            assertThat(recording).run("words").failedWith(IOException::class.java, "no tea")
        }

        @Test
        fun failsAsTheFunctionDoes() {
            assertThatThrownBy { runBlocking { words<String> { throw IOException("no tea") }.toList() } }
                .isInstanceOf(IOException::class.java)
            assertThat(recording).run("words").failedWith(IOException::class.java, "no tea")
        }

        @Test
        fun aCollectorThatHasEnoughCancelsTheRunAndNoMoreIsMade() {
            val made = mutableListOf<Int>()
            val taken =
                runBlocking(Dispatchers.Default) {
                    words { run -> (1..9).asFlow().onEach { made.add(it) } }.take(2).toList()
                }
            assertThat(taken).containsExactly(1, 2)
            assertThat(made).containsExactly(1, 2)
            assertThat(recording).run("words").wasCancelled()
        }

        @Test
        fun aCollectorThatFailsCancelsTheRun() {
            val failure = IllegalStateException("enough")
            assertThatThrownBy { runBlocking { words { flowOf("a", "b") }.collect { throw failure } } }
                .isInstanceOf(IllegalStateException::class.java)
                .hasMessage("enough")
            assertThat(recording).run("words").wasCancelled()
        }

        @Test
        fun cancellingTheCoroutineCancelsTheRunAfterItsWorkIsDone() {
            runBlocking {
                val collected = CompletableDeferred<Unit>()
                val job =
                    launch(Dispatchers.Default) {
                        words { run ->
                                flow {
                                    try {
                                        emit("a")
                                        awaitCancellation()
                                    } finally {
                                        run.events().emit(EVENT, "in " + current())
                                    }
                                }
                            }
                            .collect { collected.complete(Unit) }
                    }
                collected.await()
                job.cancelAndJoin()
            }
            assertThat(recording).run("words").wasCancelled().emittedPayloads(EVENT, "in words")
            assertThat(recording.customEvents()).noneMatch { it.isLate }
        }

        @Test
        fun theRunIsCurrentInTheFlowAndNotInItsCollector() {
            val inFlow = mutableListOf<String>()
            val inCollector = mutableListOf<String>()
            runBlocking {
                words {
                        inFlow.add(current())
                        flow {
                                emit(1)
                                inFlow.add(current())
                                delay(1)
                                emit(2)
                                inFlow.add(current())
                            }
                            .onEach { inFlow.add(current()) }
                            .flowOn(Dispatchers.IO)
                            .onEach { inFlow.add(current()) }
                    }
                    .onEach { inCollector.add(current()) }
                    .collect {
                        delay(1)
                        inCollector.add(current())
                    }
            }
            assertThat(inFlow).hasSize(7).containsOnly("words")
            assertThat(inCollector).hasSize(4).containsOnly("none")
        }

        @Test
        fun callsInTheFlowAreChildrenAndThoseOfTheCollectorAreNot() {
            runBlocking {
                answer {
                        words(RunnableConfig.empty()) {
                                flow {
                                    emit(inner().await())
                                    emitAllOf(innerFlow())
                                }
                            }
                            .collect { call("collecting", RunnableConfig.empty()) {}.await() }
                    }
                    .await()
            }
            assertThat(recording)
                .hasTree(
                    """
                    answer
                      words
                        inner
                        inner
                      collecting
                      collecting
                    """.trimIndent()
                )
        }

        private suspend fun <T> kotlinx.coroutines.flow.FlowCollector<T>.emitAllOf(flow: Flow<T>) = flow.collect { emit(it) }

        @Test
        fun theNextElementIsMadeWhenTheCollectorIsDone() {
            val order = mutableListOf<String>()
            runBlocking(Dispatchers.Default) {
                words { (1..3).asFlow().onEach { order.add("made $it") } }
                    .collect {
                        delay(1)
                        order.add("collected $it")
                    }
            }
            assertThat(order)
                .containsExactly("made 1", "collected 1", "made 2", "collected 2", "made 3", "collected 3")
        }

        @Test
        fun isStreamedAsARunnable() {
            val words = flowing { topic -> flowOf(topic, " ", "in ", current()).onEach { delay(1) } }
            words.stream("tea", config).use { chunks -> assertThat(chunks).containsExactly("tea", " ", "in ", "words") }
            assertThat(words.invoke("tea", config)).isEqualTo("tea in words")
            assertThat(recording.roots()).extracting<Any> { it.output() }.containsExactly("tea in words", "tea in words")
        }

        @Test
        fun theRunIsCurrentInTheFlowOfARunnable() {
            val words = flowing {
                flow {
                    delay(1)
                    emit(current())
                    emit(withContext(Dispatchers.IO) { inner().await() })
                }
            }
            words.stream("tea", config).use { chunks -> assertThat(chunks).containsExactly("words", "inner") }
            assertThat(recording).hasTree("""
                words
                  inner
                """.trimIndent()
)
        }

        @Test
        fun closingTheStreamOfARunnableCancelsTheFlow() {
            val cancelled = CompletableFuture<Void>()
            val words = flowing {
                flow {
                    try {
                        emit("a")
                        awaitCancellation()
                    } finally {
                        cancelled.complete(null)
                    }
                }
            }
            words.stream("tea", config).use { chunks -> assertThat(chunks.iterator().next()).isEqualTo("a") }
            cancelled.join()
            assertThat(recording).run("words").wasCancelled()
            assertThat(recording.roots().single().status()).isEqualTo(RunTree.Status.CANCELLED)
        }
    }
}
