package dev.runcast.spring.app;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.util.concurrent.CancellationException;
import org.springframework.stereotype.Service;

@Service
@EmitsEvent(name = "progress", payload = Research.Progress.class)
public class Research {
    public record Progress(int step, String note) {}

    private final Gate gate;

    public Research(Gate gate) {
        this.gate = gate;
    }

    @Runnable
    public String research(String topic, ResearchEvents events) throws InterruptedException {
        events.progress(1, "searching");
        gate.pass();
        events.progress(2, "writing");
        return "about " + topic;
    }

    @Runnable
    public void endless(ResearchEvents events) {
        gate.begun();
        try {
            while (true) {
                events.progress(1, "again");
            }
        } catch (CancellationException cancellation) {
            gate.cancelled();
            throw cancellation;
        }
    }

    @Runnable
    public String fail(String why) {
        throw new IllegalStateException(why);
    }

    @Runnable
    public String secret() {
        return "not exposed";
    }
}
