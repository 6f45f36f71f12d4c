package dev.runcast.examples.spring;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Work that takes a while, and says how far it is. */
@Service
public class Research {
    /** How far the work is. */
    public record Progress(int step, int total, String note) {}

    private static final List<String> STEPS = List.of("searching", "reading", "comparing", "writing");

    private final Duration pace;

    /** Creates a service whose steps take as long as the property {@code research.pace} says. */
    public Research(@Value("${research.pace:700ms}") Duration pace) {
        this.pace = pace;
    }

    /** Finds out about a topic. */
    @Runnable(description = "Finds out about a topic.")
    @EmitsEvent(name = "progress", payload = Progress.class)
    public String research(String topic, ResearchEvents events) throws InterruptedException {
        for (int i = 0; i < STEPS.size(); i++) {
            events.progress(i + 1, STEPS.size(), STEPS.get(i));
            Thread.sleep(pace.toMillis()); // the work
        }
        return "All about " + topic;
    }
}
