package samples;

import java.io.IOException;

public class Sample {
    public record Progress(int step, int total, String note) {}

    public String research(String topic) throws IOException {
        return "about " + topic;
    }
}
