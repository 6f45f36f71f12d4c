package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import org.jspecify.annotations.Nullable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "done")
  void greet(@Nullable String who, @Nullable RunnableConfig config, @Nullable GreeterEvents events) {}
//                                                          ^ [RunnableInjectedNullable] config is injected and never null, but it is marked @Nullable. Remove the annotation.
//                                                                                          ^ [RunnableInjectedNullable] events is injected and never null, but it is marked @Nullable. Remove the annotation.
}
