package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

/** Names a type that will be removed. */
public class Remaining {
  @Deprecated(forRemoval = true)
  public record Gone(int x, int y) {}

  @Runnable
  @EmitsEvent(name = "gone", payload = Gone.class)
  public Gone work(Gone gone, int times, RemainingEvents events) {
    return gone;
  }
}
