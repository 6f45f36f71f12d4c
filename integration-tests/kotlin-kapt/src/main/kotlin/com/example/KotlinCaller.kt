package com.example

import dev.runcast.runtime.RunnableConfig

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
}
