package dev.runcast.examples.reactor;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.util.List;
import reactor.core.publisher.Flux;

/** Recommends books, as a stream of words. */
public class Librarian {
    /** How many books there are on a topic. */
    public record Found(String topic, int books) {}

    private final LibraryRunnables library;

    /** Creates a librarian of a library. */
    public Librarian(LibraryRunnables library) {
        this.library = library;
    }

    @Runnable(description = "Recommends books, word by word.")
    @EmitsEvent(name = "found", payload = Found.class)
    public Flux<String> recommend(List<String> topics, LibrarianEvents events) {
        return Flux.fromIterable(topics)
                .concatMap(topic -> library.find(topic)
                        .doOnNext(books -> events.found(topic, books.size()))
                        .flatMapIterable(books -> books)
                        .concatMap(book -> Flux.just("“", book, "” ")));
    }
}
