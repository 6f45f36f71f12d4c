package com.example;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;

class Greeter {
  @Runnable
  void greet(RunnableConfig config, RunnableConfig other) {}
//                                                 ^ [RunnableTwoConfigs] Greeter.greet has two RunnableConfig parameters, config and other. Keep one; both would be the same object.
}
