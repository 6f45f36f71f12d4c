package com.example;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;

class Greeter {
  @Runnable
  @Override
  public String toString() {
//              ^ [RunnableObjectMethod] toString() would become toString() in GreeterRunnables, a method that every object has. Rename it.
    return "greeter";
  }

  @Runnable
  void notify(RunnableConfig config) {}
//     ^ [RunnableObjectMethod] notify(RunnableConfig) would become notify() in GreeterRunnables, a method that every object has. Rename it.
}
