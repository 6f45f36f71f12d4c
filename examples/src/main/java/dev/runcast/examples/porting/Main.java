package dev.runcast.examples.porting;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.NoActiveRunException;
import dev.runcast.runtime.RetryOptions;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The Java programs of the porting guide, each of which prints what its neighbour in Python prints. */
public final class Main {
    private static final List<String> PROGRAMS =
            List.of("events", "handlers", "asynchronous", "nested", "configs", "compose", "chunks", "tools", "errors");

    private final PrintStream out;
    private final ResearchRunnables research = new ResearchRunnables(new Research());

    Main(PrintStream out) {
        this.out = out;
    }

    /** Runs the program of a name, such as {@code events}, or all of them. */
    public static void main(String[] arguments) {
        Main main = new Main(System.out);
        if (arguments.length == 0) {
            PROGRAMS.forEach(main::run);
        } else {
            main.run(arguments[0]);
        }
    }

    void run(String program) {
        switch (program) {
            case "events" -> events();
            case "handlers" -> handlers();
            case "asynchronous" -> asynchronous();
            case "nested" -> nested();
            case "configs" -> configs();
            case "compose" -> compose();
            case "chunks" -> chunks();
            case "tools" -> tools();
            case "errors" -> errors();
            default ->
                throw new IllegalArgumentException(
                        "There is no program " + program + ". There are: " + String.join(", ", PROGRAMS) + ".");
        }
    }

    private void events() {
        var research = new ResearchRunnables(new Research());
        try (EventStream events = research.researchRunnable().streamEvents("tea")) {
            for (StreamEvent event : events) {
                out.println(event.toJson());
            }
        }
    }

    private void handlers() {
        var config = RunnableConfig.builder()
                .addHandler(new NotesPrinter(out))
                .tags("demo")
                .metadata("user", "ada")
                .build();
        research.withConfig(config).research("tea");
    }

    private void asynchronous() {
        var config =
                RunnableConfig.builder().addHandler(new AsyncNotesPrinter(out)).build();
        research.researchRunnable()
                .invokeAsync("tea", config)
                .thenAccept(out::println)
                .join();
    }

    private void nested() {
        var survey = new SurveyRunnables(new Survey(research));
        try (EventStream events = survey.surveyRunnable().streamEvents(List.of("tea", "coffee"))) {
            for (StreamEvent event : events) {
                out.println(event.event() + " " + event.name() + " "
                        + event.parentIds().size());
            }
        }
    }

    private void configs() {
        var config = RunnableConfig.builder()
                .runName("greeting")
                .runId(UUID.fromString("019ab0c4-0000-7000-8000-000000000001"))
                .tags("demo")
                .metadata("page", 7)
                .configurable("user", "Ada")
                .build();
        var options = EventStreamOptions.builder().excludeTags("noisy").build();
        var greet = new GreeterRunnables(new Greeter()).greetRunnable();
        try (EventStream events = greet.streamEvents("Hello", config, options)) {
            events.forEach(event -> out.println(event.toJson()));
        }
    }

    private void compose() {
        TypedRunnable<String, String> research = this.research.researchRunnable();
        TypedRunnable<String, String> shout = TypedRunnable.of("shout", (String text) -> text.toUpperCase(Locale.ROOT));
        TypedRunnable<String, Integer> count = TypedRunnable.of("count", (String text) -> text.length());

        TypedRunnable<String, String> loud = research.pipe(shout);
        out.println(loud.invoke("tea"));
        out.println(String.join(" ", loud.batch(List.of("tea", "coffee"))));
        var both = TypedRunnable.parallel(Map.of("loud", loud, "length", count)).invoke("tea");
        out.println(both.get("loud") + " " + both.get("length"));
        out.println(research.withRetry(RetryOptions.defaults()).invoke("tea"));
        out.println(research.withFallbacks(List.of(shout)).invoke("tea"));
        var tagged = RunnableConfig.builder().tags("demo").build();
        out.println(research.withConfig(tagged).invoke("tea"));
    }

    private void chunks() {
        var story = new StoryRunnables(new Story()).storyRunnable();
        try (Stream<String> chunks = story.stream("Ada")) {
            chunks.forEach(out::println);
        }
        out.println(story.invoke("Ada"));
    }

    private void tools() {
        var search = new SearchRunnables(new Search());
        try (EventStream events = search.searchRunnable().streamEvents(new SearchRunnables.SearchInput("tea", 2))) {
            events.forEach(event -> out.println(event.toJson()));
        }
    }

    private void errors() {
        CallbackHandler failures = new CallbackHandler() {
            @Override
            public void onRunError(RunEvent.Error event) {
                out.println("error " + event.error().getMessage());
            }
        };
        var config = RunnableConfig.builder()
                .addHandler(new Budget())
                .addHandler(failures)
                .build();
        try {
            research.withConfig(config).research("tea");
        } catch (IllegalArgumentException refusal) {
            out.println("raised " + refusal.getMessage());
        }

        try {
            CustomEvents.dispatch("progress", Map.of("step", 1));
        } catch (NoActiveRunException outside) {
            out.println("outside of a run");
        }
    }
}
