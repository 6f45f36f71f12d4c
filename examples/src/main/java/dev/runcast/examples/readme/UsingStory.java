package dev.runcast.examples.readme;

import dev.runcast.examples.story.StoryEvents;
import dev.runcast.examples.story.StoryRunnables;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** Reads outputs that come in chunks. */
public class UsingStory {
    private final StoryRunnables story;
    private final PrintStream out;

    /** Creates a reader that prints what it reads. */
    public UsingStory(StoryRunnables story, PrintStream out) {
        this.story = story;
        this.out = out;
    }

    /** Hands each chunk to a consumer, with a plain typed call. */
    public void tell() {
        story.story("Ada", out::print);
    }

    /** Pulls the chunks. */
    public String beginning() {
        try (Stream<String> chunks = story.storyRunnable().stream("Ada")) {
            return chunks.limit(2).reduce("", String::concat);
        }
    }

    /** Publishes the events, for reactive code. */
    public Flow.Publisher<StreamEvent> events() {
        return story.storyRunnable().publishEvents("Ada");
    }

    /** Has the events given to a consumer while this thread goes on. */
    public CompletableFuture<Void> watch() {
        var options = EventStreamOptions.builder().only(StoryEvents.TOLD).build();
        return story.storyRunnable()
                .streamEventsAsync("Ada", RunnableConfig.empty(), options, event -> out.println(event.data()));
    }
}
