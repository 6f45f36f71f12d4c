package dev.runcast.kotlin

import dev.runcast.runtime.context.RunContext
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.ThreadContextElement

/**
 * Returns an element for the context of a coroutine. It makes the run of this context the current one in the coroutine, and in the
 * coroutines that it starts, on whatever threads they work:
 *
 * ```
 * runBlocking(RunContext.capture().asContextElement()) {
 *     withContext(Dispatchers.IO) { CustomEvents.dispatch("progress", 1) }
 * }
 * ```
 *
 * A suspend function that is a runnable has such an element already. Blocking code that starts coroutines needs it.
 *
 * @since 0.1
 */
public fun RunContext.asContextElement(): CoroutineContext.Element = RunContextElement(this)

internal class RunContextElement(val run: RunContext) :
    AbstractCoroutineContextElement(Key), ThreadContextElement<RunContext.Scope> {
    companion object Key : CoroutineContext.Key<RunContextElement>

    override fun updateThreadContext(context: CoroutineContext): RunContext.Scope = run.makeCurrent()

    override fun restoreThreadContext(context: CoroutineContext, oldState: RunContext.Scope) = oldState.close()
}
