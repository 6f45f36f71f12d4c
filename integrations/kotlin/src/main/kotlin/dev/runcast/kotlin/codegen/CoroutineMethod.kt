package dev.runcast.kotlin.codegen

import dev.runcast.kotlin.OpenRun
import dev.runcast.kotlin.SuspendingCall
import dev.runcast.kotlin.asContextElement
import dev.runcast.kotlin.openRun
import dev.runcast.kotlin.suspending
import dev.runcast.kotlin.unlessUnit
import dev.runcast.runtime.RunnableConfig
import dev.runcast.runtime.RunnableDescriptor
import dev.runcast.runtime.TypedRunnable
import dev.runcast.runtime.codegen.RunScope
import dev.runcast.runtime.codegen.StreamScope
import dev.runcast.runtime.context.RunContext
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.channelFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.future.future
import kotlinx.coroutines.jdk9.asPublisher
import kotlinx.coroutines.withContext

/**
 * Opens the runs of suspend functions and of functions that return a [Flow]. It is for generated code only, and changes together with
 * the processor. Do not call it yourself.
 *
 * @since 0.1
 */
public object CoroutineMethod {
    /**
     * The call of a suspend function in a run.
     *
     * @since 0.1
     */
    public fun interface SuspendMethod {
        /** Calls the function as Kotlin compiles it. */
        public fun call(run: RunScope, completion: Continuation<Any?>): Any?
    }

    /**
     * The call of a suspend function with the input of a runnable.
     *
     * @since 0.1
     */
    public fun interface SuspendBody<I> {
        /** Calls the function as Kotlin compiles it. */
        public fun call(input: I, run: RunnableConfig, completion: Continuation<Any?>): Any?
    }

    /**
     * The call of a function in a run whose chunks are a flow.
     *
     * @since 0.1
     */
    public fun interface FlowMethod<T> {
        /** Calls the function. */
        public fun call(run: StreamScope): Flow<@JvmWildcard T>
    }

    /**
     * The call of a function that returns a flow with the input of a runnable.
     *
     * @since 0.1
     */
    public fun interface FlowBody<I, T> {
        /** Calls the function. */
        public fun call(input: I, run: RunnableConfig): Flow<@JvmWildcard T>
    }

    /** Returns a call of a suspend function, which is a run each time that it is awaited. */
    @JvmStatic
    public fun <T> call(
        descriptor: RunnableDescriptor,
        config: RunnableConfig,
        input: Any?,
        method: SuspendMethod,
    ): SuspendingCall<T> = SuspendingCall(descriptor, config, input, method)

    /**
     * Returns a flow that calls the function each time that it is collected, in a run of its own. The function makes its next element
     * when the collector is done with the last one.
     */
    @JvmStatic
    public fun <T> flow(
        descriptor: RunnableDescriptor,
        config: RunnableConfig,
        input: Any?,
        method: FlowMethod<T>,
    ): Flow<T> {
        val caller = RunContext.capture()
        return flow {
            val run = openRun(caller) {
                val scope = StreamScope.openAsync(descriptor, config, input)
                OpenRun(scope, scope::succeedWhenDone)
            }
            val reported = run.scope.chunks<T> {}
            val wanted = Channel<Unit>()
            var isCollected = true
            try {
                // A coroutine of its own: a flow's element for threads would be current in the collector, too.
                channelFlow {
                        withContext(run.context) {
                            method.call(run.scope).collect { chunk ->
                                reported.emit(chunk)
                                send(chunk)
                                wanted.receive()
                            }
                        }
                    }
                    .buffer(Channel.RENDEZVOUS)
                    .collect { chunk ->
                        isCollected = false
                        emit(chunk)
                        isCollected = true
                        wanted.send(Unit)
                    }
            } catch (failure: Throwable) {
                run.fail(if (isCollected) failure else CancellationException("The flow was not collected to its end."))
                throw failure
            }
            run.succeed(null)
        }
    }

    /** Returns a runnable whose run ends with what the suspend function returns. */
    @JvmStatic
    public fun <I, O> ofSuspending(descriptor: RunnableDescriptor, method: SuspendBody<I>): TypedRunnable<I, O> =
        TypedRunnable.ofAsync(descriptor) { input, run ->
            CoroutineScope(contextOf(run)).future(start = CoroutineStart.UNDISPATCHED) {
                @Suppress("UNCHECKED_CAST")
                unlessUnit(suspending { method.call(input, run, it) }) as O
            }
        }

    /** Returns a runnable whose chunks are the elements of the flow that the function returns. */
    @JvmStatic
    public fun <I, T : Any> ofFlow(descriptor: RunnableDescriptor, method: FlowBody<I, T>): TypedRunnable<I, T> =
        TypedRunnable.ofPublisher(descriptor) { input, run -> method.call(input, run).asPublisher(contextOf(run)) }

    /** Returns the context of the coroutines of the current run, whose config is given. */
    private fun contextOf(config: RunnableConfig): CoroutineContext =
        config.executor().map<CoroutineContext> { it.asCoroutineDispatcher() }.orElse(Dispatchers.Default) +
            RunContext.capture().asContextElement()
}
