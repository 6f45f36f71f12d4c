package dev.runcast.examples.spring;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.util.List;
import org.springframework.transaction.annotation.Transactional;

/** Imports all of the books, or none: also when it is cancelled. */
public class BookImport {
    private final Shelf shelf;

    public BookImport(Shelf shelf) {
        this.shelf = shelf;
    }

    @Runnable(description = "Imports books.")
    @EmitsEvent(name = "imported", payload = Integer.class)
    @Transactional(rollbackFor = Exception.class) // or else an InterruptedException commits
    public int importBooks(List<String> books, BookImportEvents events) throws InterruptedException {
        for (int i = 0; i < books.size(); i++) {
            if (Thread.interrupted()) { // also where nothing waits
                throw new InterruptedException("The import was cancelled.");
            }
            shelf.put(books.get(i));
            events.imported(i + 1);
        }
        return books.size();
    }
}
