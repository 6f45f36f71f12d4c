package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

/** Its emitter is called like what generated code calls. */
@EmitsEvent(name = "done")
public class Custom {
  /** Means another class than the runtime's in this class. */
  public record RunnableConfig(String text) {}

  @Runnable
  public <TypedRunnable> TypedRunnable emit(TypedRunnable value, RunnableConfig config, CustomEvents events) {
    return value;
  }

  @Runnable
  public void again(dev.runcast.runtime.RunnableConfig config, CustomEvents events) {}
}
