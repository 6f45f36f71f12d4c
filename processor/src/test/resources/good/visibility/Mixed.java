package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.EventSink;

/** Members are no more visible than what they name. */
public class Mixed {
  record Hidden(int a, int b) {}

  public record Shown(Hidden hidden, int b) {}

  public record Guarded(int a, int b) {
    public Guarded {
      if (a > b) {
        throw new IllegalArgumentException();
      }
    }
  }

  @Runnable
  @EmitsEvent(name = "hidden", payload = Hidden.class)
  @EmitsEvent(name = "shown", payload = Shown.class)
  @EmitsEvent(name = "guarded", payload = Guarded.class)
  public void open(MixedEvents events) {}

  @Runnable
  public void hidden(Hidden hidden, int other) {}

  @Runnable
  protected void guarded() {}

  @Runnable
  void closed() {}

  static MixedEvents events(EventSink sink) {
    return new MixedEvents(sink);
  }
}
