package dev.runcast.examples.springai;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** A tool that takes a while and says what it is doing. */
@Service
public class Library {
    /** How far the work is. */
    public record Progress(int step, int total, String note) {}

    private final Duration pace;

    /** Creates a library in which reading takes as long as the property {@code library.pace} says. */
    public Library(@Value("${library.pace:300ms}") Duration pace) {
        this.pace = pace;
    }

    /**
     * Reads.
     *
     * @param topic what the books are to be about
     */
    @Runnable(type = RunType.TOOL, description = "Finds what the library's books say about a topic.")
    @EmitsEvent(name = "progress", payload = Progress.class)
    public String lookUp(String topic, LibraryEvents events) throws InterruptedException {
        String[] shelves = {"history", "botany", "cooking"};
        for (int i = 0; i < shelves.length; i++) {
            events.progress(i + 1, shelves.length, "reading about " + topic + " in " + shelves[i]);
            Thread.sleep(pace.toMillis()); // the work
        }
        return topic + " is made from leaves, which are steeped in hot water.";
    }
}
