package dev.runcast.examples.phoenix;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import java.util.List;
import org.springframework.stereotype.Service;

/** Finds books. */
@Service
public class Library {
    /** How many books were found. */
    public record Found(int books) {}

    /** Returns the titles of books about a topic. */
    @Runnable(type = RunType.RETRIEVER)
    @EmitsEvent(name = "found", payload = Found.class)
    public List<String> find(String topic, LibraryEvents events) {
        List<String> titles = List.of("A History of " + topic, "Cooking with " + topic);
        events.found(titles.size());
        return titles;
    }
}
