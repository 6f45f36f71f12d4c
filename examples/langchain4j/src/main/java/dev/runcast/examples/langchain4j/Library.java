package dev.runcast.examples.langchain4j;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;

/** A tool that takes a while and says what it is doing. */
public class Library {
    public record Progress(int step, int total, String note) {}

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
            Thread.sleep(300); // as reading takes time
        }
        return topic + " is made from leaves, which are steeped in hot water.";
    }
}
