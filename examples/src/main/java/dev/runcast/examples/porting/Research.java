package dev.runcast.examples.porting;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

/** A runnable with custom events: {@code events.py}. */
public class Research {
    public record Progress(int step, int total, String note) {}

    @Runnable
    @EmitsEvent(name = "progress", payload = Progress.class)
    public String research(String topic, ResearchEvents events) {
        events.progress(1, 2, "searching");
        events.progress(2, 2, "writing");
        return "about " + topic;
    }
}
