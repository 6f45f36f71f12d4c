package dev.runcast.examples.kotlin

import dev.runcast.annotations.RunType
import dev.runcast.annotations.Runnable
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** Where books are. */
class Library {
    private val shelves =
        mapOf("tea" to listOf("The Book of Tea", "Tea with Ada"), "coffee" to listOf("A Cup of Coffee"))

    @Runnable(type = RunType.RETRIEVER)
    suspend fun find(topic: String): List<String> = withContext(Dispatchers.IO) { shelves[topic].orEmpty() }
}
