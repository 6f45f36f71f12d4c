package com.example

import dev.runcast.annotations.EmitsEvent
import dev.runcast.annotations.Runnable
import dev.runcast.runtime.ChunkSink
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield

/** A payload. */
data class Progress(val step: Int, val total: Int, val note: String?)

class Research(private val library: String) {
    /** Has a nullable parameter, and one with a default, which the wrapper does not know. */
    @Runnable(tags = ["research"])
    @EmitsEvent(name = "progress", payload = Progress::class)
    @EmitsEvent(name = "done")
    fun research(topic: String, hint: String?, limit: Int = 2, events: ResearchEvents): List<String> {
        val found = (1..limit).map { step ->
            events.progress(Progress(step, limit, hint))
            "$topic $step in $library"
        }
        events.done()
        return found
    }

    @Runnable
    fun tell(hero: String, chunks: ChunkSink<String>) {
        chunks.emit("Once there was ")
        chunks.emit(hero)
    }

    /** Suspends, and goes on with another thread. */
    @Runnable
    @EmitsEvent(name = "asked", payload = String::class)
    suspend fun ask(question: String, times: Int, events: ResearchEvents): List<String?> {
        events.asked(question)
        return withContext(Dispatchers.IO) { List(times) { question } }
    }

    @Runnable
    suspend fun pause() = yield()

    @Runnable
    suspend fun <T> last(values: List<T>): T? = values.lastOrNull().also { yield() }

    @Runnable
    fun words(text: String, events: ResearchEvents): Flow<String> =
        text.split(" ").asFlow().onEach { events.done() }

    companion object {
        @Runnable
        @JvmStatic
        fun shout(text: String): String = text.uppercase()
    }
}
