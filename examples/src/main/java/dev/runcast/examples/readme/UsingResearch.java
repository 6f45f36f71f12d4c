package dev.runcast.examples.readme;

import dev.runcast.examples.guide.PrintingHandler;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RetryOptions;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.runtime.tree.RunTreeRecorder;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What the README does with {@link Research}. */
public final class UsingResearch {
    private final ResearchRunnables research = new ResearchRunnables(new Research());
    private final PrintStream out;

    public UsingResearch(PrintStream out) {
        this.out = out;
    }

    public String plainCall() throws IOException {
        var research = new ResearchRunnables(new Research());
        return research.research("tea"); // a plain typed call, inside a run
    }

    public String withHandlers() throws IOException {
        var config = RunnableConfig.builder()
                .on(ResearchEvents.PROGRESS, progress -> out.println(progress.note()))
                .addHandler(new PrintingHandler(out))
                .tags("foo", "bar")
                .metadata("user", "ada")
                .build();
        return research.withConfig(config).research("tea");
    }

    public void eventStream() {
        try (EventStream events = research.researchRunnable().streamEvents("tea")) {
            for (StreamEvent event : events) {
                out.println(event.toJson());
            }
        }
    }

    public void typedEvents() {
        try (EventStream events = research.researchRunnable().streamEvents("tea")) {
            for (StreamEvent event : events) {
                if (event.matches(ResearchEvents.PROGRESS)) {
                    Research.Progress progress = event.payload(ResearchEvents.PROGRESS);
                    out.println(progress.step() + " of " + progress.total());
                }
            }
        }
    }

    public String lambda() {
        EventType<String> started = EventType.of("started", String.class);
        TypedRunnable<String, String> shout =
                TypedRunnable.ofConfigured("shout", (String text, RunnableConfig config) -> {
                    CustomEvents.dispatch(started, text, config);
                    return text.toUpperCase(Locale.ROOT);
                });
        return shout.invoke("tea");
    }

    public List<String> composition() {
        TypedRunnable<String, String> shout = TypedRunnable.of("shout", (String text) -> text.toUpperCase(Locale.ROOT));
        TypedRunnable<String, String> loudResearch =
                research.researchRunnable().withRetry(RetryOptions.defaults()).pipe(shout);
        return loudResearch.batch(List.of("tea", "coffee"));
    }

    public void runTree() {
        var recorder = new RunTreeRecorder();
        var config = RunnableConfig.builder().addHandler(recorder).build();
        research.researchRunnable().invoke("tea", config);
        recorder.roots().forEach(tree -> out.println(tree.toText()));
    }
}
