package dev.runcast.examples.readme;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.io.IOException;

public class Research {
    public record Progress(int step, int total, String note) {}

    @Runnable(tags = "research")
    @EmitsEvent(name = "progress", payload = Progress.class)
    @EmitsEvent(name = "done") // an event without data
    public String research(String topic, RunnableConfig config, ResearchEvents events) throws IOException {
        events.progress(new Progress(1, 2, "searching"));
        events.progress(2, 2, "writing"); // a record payload also takes its components
        events.done();
        return "about " + topic;
    }
}
