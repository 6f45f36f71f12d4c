package dev.runcast.kotlin

import dev.runcast.kotlin.codegen.CoroutineMethod.SuspendMethod
import dev.runcast.runtime.RunnableConfig
import dev.runcast.runtime.RunnableDescriptor
import dev.runcast.runtime.codegen.RunScope
import dev.runcast.runtime.context.RunContext
import kotlinx.coroutines.withContext

/**
 * A call of a suspend function that is a runnable. Wrappers return it. Nothing happens before it is awaited, and each [await] is a call
 * in a run of its own:
 *
 * ```
 * val found = research.research("tea").await()
 * ```
 *
 * @since 0.1
 */
public class SuspendingCall<out T>
internal constructor(
    private val descriptor: RunnableDescriptor,
    private val config: RunnableConfig,
    private val input: Any?,
    private val method: SuspendMethod,
) {
    private val caller = RunContext.capture()

    /**
     * Calls the function in a run, in this coroutine, and returns what it returns after the end of the run was reported. Throws what it
     * throws. If the coroutine is cancelled, the run is cancelled.
     *
     * The run is part of the run of the config. Without one, it is part of the run of this coroutine, else of the run that was current
     * when the wrapper was called.
     */
    public suspend fun await(): T {
        val run = openRun(caller) {
            val scope = RunScope.openAsync(descriptor, config, input)
            OpenRun(scope, scope::succeedWhenDone)
        }
        val output =
            try {
                withContext(run.context) { suspending<T> { method.call(run.scope, it) } }
            } catch (failure: Throwable) {
                run.fail(failure)
                throw failure
            }
        run.succeed(unlessUnit(output))
        return output
    }
}
