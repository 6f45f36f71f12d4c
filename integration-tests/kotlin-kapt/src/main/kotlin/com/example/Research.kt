package com.example

import dev.runcast.annotations.EmitsEvent
import dev.runcast.annotations.Runnable
import dev.runcast.runtime.ChunkSink

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

    companion object {
        @Runnable
        @JvmStatic
        fun shout(text: String): String = text.uppercase()
    }
}
