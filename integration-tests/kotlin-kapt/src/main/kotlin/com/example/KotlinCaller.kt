package com.example

import dev.runcast.runtime.RunnableConfig
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking

/** Calls the wrapper from Kotlin, and listens. */
class KotlinCaller {
    val seen = mutableListOf<Progress>()

    fun research(topic: String): List<String> {
        val config = RunnableConfig.builder()
            .on(ResearchEvents.PROGRESS) { progress -> seen.add(progress) }
            .build()
        return ResearchRunnables(Research("Kotlin")).withConfig(config).research(topic, null, 2)
    }

    fun tell(hero: String): String = buildString {
        ResearchRunnables(Research("Kotlin")).tell(hero) { append(it) }
    }

    fun ask(question: String): List<String?> = runBlocking {
        val research = ResearchRunnables(Research("Kotlin"))
        research.pause().await()
        research.ask(question, 2).await() + research.last(listOf("last")).await()
    }

    fun words(text: String): List<String> = runBlocking {
        ResearchRunnables(Research("Kotlin")).words(text).toList()
    }
}
