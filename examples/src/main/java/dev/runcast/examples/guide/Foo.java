package dev.runcast.examples.guide;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An asynchronous runnable. Its emitter knows its run, so that it works on any thread. */
public class Foo {
    @Runnable(description = "Emits two events from another thread and returns its input.")
    @EmitsEvent(name = "event1", payload = Step.class)
    @EmitsEvent(name = "event2", payload = Integer.class)
    public CompletionStage<Object> foo(Object x, FooEvents events) {
        return CompletableFuture.supplyAsync(() -> {
            events.event1(new Step(x));
            events.event2(5);
            return x;
        });
    }
}
