package dev.runcast.examples.kotlin

import dev.runcast.runtime.RunnableConfig
import dev.runcast.runtime.stream.StreamEvent
import dev.runcast.runtime.tree.RunTreeRecorder
import java.io.FileDescriptor
import java.io.FileOutputStream
import java.io.PrintStream
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.jdk9.asFlow
import kotlinx.coroutines.runBlocking

/** Returns the events of a search, and of the runs below it. */
fun eventsOf(librarian: LibrarianRunnables): Flow<StreamEvent> =
    librarian.searchRunnable().publishEvents(listOf("tea", "coffee")).asFlow()

/** Prints what is found and recommended, what ran for it, and the events of another search. */
fun show(out: PrintStream) = runBlocking {
    val recorder = RunTreeRecorder()
    val config =
        RunnableConfig.builder()
            .addHandler(recorder)
            .on(LibrarianEvents.FOUND) { out.println("${it.books} on ${it.topic}") }
            .build()
    val librarian = LibrarianRunnables(Librarian(LibraryRunnables(Library())))

    val books = librarian.withConfig(config).search(listOf("tea", "coffee")).await()
    out.println(books)

    librarian.withConfig(config).recommend(listOf("tea", "coffee")).collect { out.print(it) }
    out.println()

    recorder.roots().forEach { out.println(it.toText()) }
    eventsOf(librarian).collect { out.println(it.toJson()) }
}

fun main() = show(PrintStream(FileOutputStream(FileDescriptor.out), true, Charsets.UTF_8))
