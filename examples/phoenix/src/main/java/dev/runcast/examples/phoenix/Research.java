package dev.runcast.examples.phoenix;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Work for those who may read. */
@Service
public class Research {
    /** How far the work is. */
    public record Progress(int step, int total, String note) {}

    private final LibraryRunnables library;

    /** Creates a service with the wrapper of {@link Library}, so that what it finds is a run of its own. */
    public Research(LibraryRunnables library) {
        this.library = library;
    }

    /** Finds out about a topic. */
    @Runnable(description = "Finds out about a topic.")
    @EmitsEvent(name = "progress", payload = Progress.class)
    @PreAuthorize("hasRole('READER')")
    public String research(String topic, ResearchEvents events) {
        events.progress(1, 2, "searching");
        String found = String.join(", ", library.find(topic));
        events.progress(2, 2, "writing");
        return topic + ": " + found;
    }
}
