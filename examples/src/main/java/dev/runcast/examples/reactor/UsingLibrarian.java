package dev.runcast.examples.reactor;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.List;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;

/** Subscribes to recommendations and to their events. */
public class UsingLibrarian {
    private final LibrarianRunnables librarian =
            new LibrarianRunnables(new Librarian(new LibraryRunnables(new Library())));

    /** Each subscription is a run with its events. */
    public Flux<String> recommendations(RunnableConfig config) {
        return librarian.withConfig(config).recommend(List.of("tea", "coffee"));
    }

    /** The events of a run, for code of Reactor, such as a controller that serves them. */
    public Flux<StreamEvent> events() {
        return JdkFlowAdapter.flowPublisherToFlux(
                librarian.recommendRunnable().publishEvents(List.of("tea", "coffee")));
    }

    /** Once, when the program starts, and only where code relies on the current run. */
    public static void propagateAutomatically() {
        Hooks.enableAutomaticContextPropagation();
    }
}
