package dev.runcast.langsmith;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The program of {@code src/test/python/check.py} in Java. Posts its runs to the address that is its argument. */
public final class PostedProgram {
    private PostedProgram() {}

    public static void main(String[] arguments) {
        LangSmithCallbackHandler handler = LangSmithCallbackHandler.builder()
                .apiUrl(arguments[0])
                .apiKey("key")
                .project("tea house")
                .build();
        run(RunnableConfig.builder()
                .addHandler(handler)
                .tags("tea", "test")
                .metadata("tenant", "acme")
                .build());
        if (!handler.close(Duration.ofSeconds(30)) || handler.lostRuns() + handler.lostEvents() > 0) {
            throw new AssertionError("Not everything was posted.");
        }
    }

    private static void run(RunnableConfig config) {
        TypedRunnable<Map<String, String>, String> search = TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("search").type(RunType.TOOL).build(),
                (Map<String, String> arguments1, RunnableConfig inner) -> {
                    CustomEvents.dispatch("progress", Map.of("step", 1, "note", "found some"), inner);
                    CustomEvents.dispatch("done", null, inner);
                    return "leaves of " + arguments1.get("topic");
                });
        TypedRunnable.ofConfigured(
                        "research",
                        (String topic, RunnableConfig inner) -> search.invoke(Map.of("topic", topic), inner))
                .invoke("tea", config);

        TypedRunnable<List<String>, String> model = TypedRunnable.ofChunks(
                RunnableDescriptor.builder("model").type(RunType.CHAT_MODEL).build(),
                (List<String> messages, RunnableConfig inner, ChunkSink<String> sink) ->
                        Stream.of("hot ", "water").forEach(sink::emit));
        try (Stream<String> chunks = model.stream(List.of("What is tea?"), config)) {
            chunks.forEach(chunk -> {});
        }

        try {
            TypedRunnable.of("write", (Map<String, Integer> input) -> {
                        throw new IllegalStateException("no paper");
                    })
                    .invoke(Map.of("pages", 2), config);
            throw new AssertionError("It did not fail.");
        } catch (IllegalStateException expected) {
            // Its run is posted.
        }
    }
}
