package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

/** A class of an exported package. */
public class Modular {
  /** Makes one. */
  public Modular() {}

  record Hidden(int a, int b) {}

  @Runnable
  @EmitsEvent(name = "done")
  public void work(ModularEvents events) {}

  @Runnable
  void hidden(Hidden hidden, int times) {}
}
