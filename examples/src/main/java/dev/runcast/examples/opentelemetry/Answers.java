package dev.runcast.examples.opentelemetry;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Answers questions with the help of another service. It knows of OpenTelemetry only that its requests take the trace along. */
public class Answers {
    /** How far the answer is. */
    public record Progress(int step, int total, String note) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI facts;
    private final TraceHeaders headers;

    /** Creates a runnable that asks the service at this address for facts. */
    public Answers(URI facts, TraceHeaders headers) {
        this.facts = facts;
        this.headers = headers;
    }

    /** Answers a question about a topic. */
    @Runnable(tags = "answers")
    @EmitsEvent(name = "progress", payload = Progress.class)
    public String answer(String topic, RunnableConfig config, AnswersEvents events)
            throws IOException, InterruptedException {
        events.progress(1, 2, "looking up");
        String fact = new AnswersRunnables(this).withConfig(config).lookUp(topic);
        events.progress(2, 2, "writing");
        return "About " + topic + ": " + fact;
    }

    /** Looks a fact up in the other service. */
    @Runnable(name = "look_up", type = RunType.TOOL, description = "Looks a fact up.")
    public String lookUp(String topic) throws IOException, InterruptedException {
        String query = URLEncoder.encode(topic, StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(facts + "?" + query));
        headers.put(request);
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }
}
