package dev.runcast.examples.kotlin

import dev.runcast.annotations.Runnable
import dev.runcast.kotlin.asContextElement
import dev.runcast.runtime.context.RunContext
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking

/** Blocking code that uses coroutines. */
class Catalogue(private val library: LibraryRunnables) {
    @Runnable
    fun count(topics: List<String>): Int =
        runBlocking(Dispatchers.Default + RunContext.capture().asContextElement()) {
            topics.map { async { library.find(it).await().size } }.awaitAll().sum()
        }
}
