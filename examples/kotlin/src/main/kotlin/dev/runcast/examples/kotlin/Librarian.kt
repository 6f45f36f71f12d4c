package dev.runcast.examples.kotlin

import dev.runcast.annotations.EmitsEvent
import dev.runcast.annotations.Runnable
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow

/** How many books there are on a topic. */
data class Found(val topic: String, val books: Int)

/** Who knows the library. */
class Librarian(private val library: LibraryRunnables) {
    @Runnable(description = "Finds books on all topics at once.")
    @EmitsEvent(name = "found", payload = Found::class)
    suspend fun search(topics: List<String>, events: LibrarianEvents): List<String> = coroutineScope {
        topics
            .map { topic ->
                async {
                    val books = library.find(topic).await()
                    events.found(Found(topic, books.size))
                    books
                }
            }
            .awaitAll()
            .flatten()
    }

    @Runnable(description = "Recommends books, word by word.")
    @EmitsEvent(name = "found", payload = Found::class)
    fun recommend(topics: List<String>, events: LibrarianEvents): Flow<String> = flow {
        for (topic in topics) {
            val books = library.find(topic).await()
            events.found(Found(topic, books.size))
            books.forEach { emit("“$it” ") }
        }
    }
}
