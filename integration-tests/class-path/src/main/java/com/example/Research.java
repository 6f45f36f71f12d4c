package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

public class Research {
    public record Progress(int step, int total, String note) {}

    @Runnable(tags = "research")
    @EmitsEvent(name = "progress", payload = Progress.class)
    @EmitsEvent(name = "done")
    public String research(String topic, ResearchEvents events) {
        events.progress(new Progress(1, 2, "searching"));
        events.progress(2, 2, "writing");
        events.done();
        return "about " + topic;
    }
}
