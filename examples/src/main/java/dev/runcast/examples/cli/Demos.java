package dev.runcast.examples.cli;

import dev.runcast.examples.guide.Bar;
import dev.runcast.examples.guide.BarRunnables;
import dev.runcast.examples.guide.Foo;
import dev.runcast.examples.guide.FooRunnables;
import dev.runcast.examples.guide.SyncFoo;
import dev.runcast.examples.guide.SyncFooRunnables;
import dev.runcast.examples.report.Report;
import dev.runcast.examples.report.ReportRunnables;
import dev.runcast.examples.report.SourceTree;
import dev.runcast.examples.report.SourceTreeRunnables;
import dev.runcast.examples.story.Story;
import dev.runcast.examples.story.StoryRunnables;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import java.util.List;
import java.util.stream.Collectors;

/** The runnables that can be tried from the command line. */
final class Demos {
    private static final StoryRunnables STORY = new StoryRunnables(new Story());

    private static final List<TypedRunnable<?, ?>> ALL = List.of(
            new FooRunnables(new Foo()).fooRunnable(),
            new BarRunnables(new Bar()).barRunnable(),
            new SyncFooRunnables(new SyncFoo()).syncFooRunnable(),
            new ReportRunnables(new Report(new SourceTreeRunnables(new SourceTree()))).reportRunnable(),
            STORY.storyRunnable(),
            STORY.countRunnable(),
            STORY.spellRunnable());

    private Demos() {}

    static List<TypedRunnable<?, ?>> all() {
        return ALL;
    }

    static TypedRunnable<?, ?> named(String name) {
        return ALL.stream()
                .filter(demo -> demo.descriptor().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("There is no runnable \"" + name + "\"."
                        + Suggestion.of(name, names()) + " There are: " + String.join(", ", names()) + "."));
    }

    private static List<String> names() {
        return ALL.stream().map(demo -> demo.descriptor().name()).toList();
    }

    /** Returns a line for each demo, with its name, its description and its events. */
    static List<String> list() {
        return ALL.stream().map(TypedRunnable::descriptor).map(Demos::describe).toList();
    }

    private static String describe(RunnableDescriptor demo) {
        String events = demo.events().stream().map(Object::toString).collect(Collectors.joining(", "));
        return demo + " - " + demo.description() + " Events: " + events;
    }
}
