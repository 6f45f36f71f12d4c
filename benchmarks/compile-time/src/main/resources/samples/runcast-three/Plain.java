package samples;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

public class Sample {
    public record Progress(int step, int total, String note) {}

    public String research(String topic) throws IOException {
        return "about " + topic;
    }

    public List<String> search(String query, int limit) {
        return List.of(query).subList(0, limit);
    }

    public CompletableFuture<String> fetch(String url) {
        return CompletableFuture.completedFuture(url);
    }
}
