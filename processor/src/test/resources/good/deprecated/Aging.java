package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.util.List;

/** A deprecated type, and others in it. */
@Deprecated
@EmitsEvent(name = "started")
@EmitsEvent(name = "old", payload = Aging.Old.class)
public class Aging<T extends List<? extends Number>> {
  @Deprecated
  public record Old(int x, List<String> y) {}

  @Runnable
  @EmitsEvent(name = "started")
  public <E extends Exception> T work(Old old, T values, AgingEvents events) throws E {
    events.old(1, null);
    return values;
  }

  public static class Nested<Q> {
    @Runnable
    Q first(Q[] values, int start) {
      return null;
    }
  }
}
