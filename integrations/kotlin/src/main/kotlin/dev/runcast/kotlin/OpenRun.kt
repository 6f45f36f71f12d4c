package dev.runcast.kotlin

import dev.runcast.runtime.context.RunContext
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import kotlin.coroutines.Continuation
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.future.await

/**
 * A run whose work is done in coroutines. It is created where the run is current, and leaves the thread at once: from then on [context]
 * makes it current.
 *
 * @param end says when the run ends, which leaves the thread
 */
internal class OpenRun<S>(val scope: S, end: (CompletableFuture<Any>) -> CompletableFuture<*>) {
    val context = RunContext.capture().asContextElement()
    private val output = CompletableFuture<Any>()
    private val ended = end(output)

    /** Ends the run. Throws what a handler raised. */
    suspend fun succeed(value: Any?) {
        output.complete(value)
        ended.await()
    }

    /** Ends the run with an error, and waits for the handlers unless it was cancelled. Throws nothing. */
    suspend fun fail(error: Throwable) {
        output.completeExceptionally(error)
        if (error !is CancellationException) {
            try {
                ended.await()
            } catch (_: Throwable) {
                // The error itself, or that this coroutine is cancelled while handlers are at work.
            }
        }
    }
}

/** Opens a run below that of this coroutine, else below the current run of [caller], if there is one. */
internal suspend fun <S> openRun(caller: RunContext, open: () -> OpenRun<S>): OpenRun<S> {
    val coroutine = currentCoroutineContext()
    coroutine.ensureActive()
    val parent = coroutine[RunContextElement]?.run ?: caller.takeIf { it.run().isPresent }
    return if (parent == null) open() else parent.wrap(Callable { open() }).call()
}

/** Calls a compiled suspend function. */
@Suppress("UNCHECKED_CAST")
internal suspend fun <T> suspending(call: (Continuation<Any?>) -> Any?): T =
    suspendCoroutineUninterceptedOrReturn { completion: Continuation<T> -> call(completion as Continuation<Any?>) }

/** Returns the output of a run: null where a function returns nothing, which it does by an object. */
internal fun unlessUnit(output: Any?): Any? = output.takeUnless { it === Unit }
