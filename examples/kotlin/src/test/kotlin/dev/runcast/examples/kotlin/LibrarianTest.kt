package dev.runcast.examples.kotlin

import dev.runcast.runtime.RunnableConfig
import dev.runcast.testkit.RecordingCallbackHandler
import dev.runcast.testkit.RuncastAssertions.assertThat
import dev.runcast.testkit.junit.StrictMode
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

@StrictMode
class LibrarianTest {
    private val recording = RecordingCallbackHandler()
    private val config = RunnableConfig.builder().addHandler(recording).build()
    private val librarian = LibrarianRunnables(Librarian(LibraryRunnables(Library())))

    @Test
    fun searchesAllTopicsBelowOneRun() = runBlocking {
        val books = librarian.withConfig(config).search(listOf("tea", "coffee")).await()

        assertThat(books).containsExactly("The Book of Tea", "Tea with Ada", "A Cup of Coffee")
        assertThat(recording).run("search").hasChildren("find", "find").emittedTimes(LibrarianEvents.FOUND, 2)
        Unit
    }

    @Test
    fun recommendsInChunks() = runBlocking {
        val words = librarian.withConfig(config).recommend(listOf("tea", "coffee")).toList()

        assertThat(words).containsExactly("“The Book of Tea” ", "“Tea with Ada” ", "“A Cup of Coffee” ")
        assertThat(recording)
            .run("recommend")
            .endedWith(words.joinToString(""))
            .emittedPayloads(LibrarianEvents.FOUND, Found("tea", 2), Found("coffee", 1))
        Unit
    }

    @Test
    fun recommendsNoMoreThanIsCollected() = runBlocking {
        assertThat(librarian.withConfig(config).recommend(listOf("tea", "coffee")).first())
            .isEqualTo("“The Book of Tea” ")
        assertThat(recording).run("recommend").wasCancelled().hasChildren("find")
        Unit
    }

    @Test
    fun publishesEvents() = runBlocking {
        val events = eventsOf(librarian).map { "${it.event()} ${it.name()}" }.toList()

        assertThat(events)
            .startsWith("on_chain_start search")
            .contains("on_retriever_start find", "on_custom_event found", "on_retriever_end find")
            .endsWith("on_chain_end search")
        Unit
    }

    @Test
    fun blockingCodeHandsItsRunToCoroutines() {
        val catalogue = CatalogueRunnables(Catalogue(LibraryRunnables(Library())))

        assertThat(catalogue.withConfig(config).count(listOf("tea", "coffee"))).isEqualTo(3)
        assertThat(recording).run("count").hasChildren("find", "find")
    }

    @Test
    fun showsAllOfIt() {
        val out = ByteArrayOutputStream()
        show(PrintStream(out, true, Charsets.UTF_8))

        assertThat(out.toString(Charsets.UTF_8))
            .contains("2 on tea", "1 on coffee", "[The Book of Tea, Tea with Ada, A Cup of Coffee]", "find (retriever)")
    }
}
