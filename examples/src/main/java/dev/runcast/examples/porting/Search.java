package dev.runcast.examples.porting;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;

/** A tool: {@code tools.py}. */
public class Search {
    public record Found(String page) {}

    @Runnable(type = RunType.TOOL, description = "Searches for pages.")
    @EmitsEvent(name = "found", payload = Found.class)
    public String search(String query, int limit, SearchEvents events) {
        events.found(new Found(query + ".html"));
        return limit + " pages";
    }
}
