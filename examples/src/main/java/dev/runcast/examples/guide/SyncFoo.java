package dev.runcast.examples.guide;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

/** A synchronous runnable. */
public class SyncFoo {
    @Runnable(name = "sync_foo", description = "Emits two events and returns its input.")
    @EmitsEvent(name = "event1", payload = Step.class)
    @EmitsEvent(name = "event2", payload = Step.class)
    public Object foo(Object x, SyncFooEvents events) {
        events.event1(new Step(x));
        events.event2(new Step(x));
        return x;
    }
}
