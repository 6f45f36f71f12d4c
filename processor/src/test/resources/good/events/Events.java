package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.util.List;

/** Names, payloads and places of events. */
@EmitsEvent(name = "started")
class Events {
  record Wait(long millis, int nanos) {}

  record One(int only) {}

  record Generic<T>(T first, T second) {}

  @Runnable
  @EmitsEvent(name = "step-done", payload = Integer.class)
  @EmitsEvent(name = "STEP_FAILED", payload = String[].class)
  @EmitsEvent(name = "42%", method = "percent", payload = One.class)
  @EmitsEvent(name = "進捗 {}", method = "shinchoku", payload = Object.class, description = "A \\u { } */ note.")
  void one(EventsEvents events) {
    events.started();
    events.stepDone(1);
    events.stepFailed(new String[0]);
    events.percent(new One(1));
    events.shinchoku(null);
  }

  @Runnable
  @EmitsEvent(name = "step-done", payload = Integer.class, description = "One more.")
  @EmitsEvent(name = "wait", payload = Wait.class)
  @EmitsEvent(name = "generic", payload = Generic.class)
  @EmitsEvent(name = "nothing", payload = Void.class)
  @EmitsEvent(name = "map.entry", payload = java.util.Map.Entry.class)
  @SuppressWarnings("runcast") // Raw payloads are meant.
  void two(EventsEvents events) {
    events.wait(new Wait(1, 1));
    events.mapEntry(null);
  }

  @Runnable
  @EmitsEvent(name = "step-done", payload = Integer.class)
  void three(List<String> input, EventsEvents events) {}
}
