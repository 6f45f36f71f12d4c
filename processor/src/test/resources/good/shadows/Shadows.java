package com.example;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;

/** Parameters that are named like everything in the generated code. */
public class Shadows {
  @Runnable
  public String all(
      String run, String output, String error, String delegate, String config, String input, String ALL, String map) {
    return run;
  }

  @Runnable
  public void one(String config, RunnableConfig other) {}

  @Runnable
  public void two(String delegate) {}
}
