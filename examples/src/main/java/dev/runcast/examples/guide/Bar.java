package dev.runcast.examples.guide;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import java.util.concurrent.CompletionStage;

/** An asynchronous runnable that hands its config on by hand, and goes on when each event has been handled. */
public class Bar {
    @Runnable(description = "Hands its config on to each dispatch and returns its input.")
    @EmitsEvent(name = "event1", payload = Step.class)
    @EmitsEvent(name = "event2", payload = Integer.class)
    public CompletionStage<Object> bar(Object x, RunnableConfig config) {
        return CustomEvents.dispatchAsync(BarEvents.EVENT1, new Step(x), config)
                .thenCompose(done -> CustomEvents.dispatchAsync(BarEvents.EVENT2, 5, config))
                .thenApply(done -> x);
    }
}
