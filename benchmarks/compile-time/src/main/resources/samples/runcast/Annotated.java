package samples;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.io.IOException;

public class Sample {
    public record Progress(int step, int total, String note) {}

    @Runnable(tags = "research")
    @EmitsEvent(name = "progress", payload = Progress.class)
    @EmitsEvent(name = "done")
    public String research(String topic, RunnableConfig config, SampleEvents events) throws IOException {
        events.progress(1, 2, "searching");
        events.done();
        return "about " + topic;
    }
}
