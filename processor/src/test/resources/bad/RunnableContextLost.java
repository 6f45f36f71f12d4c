package com.example;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

class Greeter {
  private final GreeterRunnables greeter = new GreeterRunnables(this);
  private final ExecutorService threads = null;

  @Runnable
  String greet(String who, RunnableConfig config) {
    threads.submit(() -> greeter.ping());
//                              ^ [RunnableContextLost] greeter.ping may be called on another thread, where the run of Greeter.greet is not the current one, and would start a root run of its own. Hand the config on: greeter.withConfig(config).ping.
    threads.submit(greeter::ping);
//                 ^ [RunnableContextLost] greeter.ping may be called on another thread, where the run of Greeter.greet is not the current one, and would start a root run of its own. Hand the config on: greeter.withConfig(config).ping.
    threads.submit(
        new Callable<String>() {
          @Override
          public String call() {
            return Greeter.this.toString() + greeter.name(who);
//                                                  ^ [RunnableContextLost] greeter.name may be called on another thread, where the run of Greeter.greet is not the current one, and would start a root run of its own. Hand the config on: greeter.withConfig(config).name.
          }
        });
    return who;
  }

  @Runnable
  void ping() {}

  @Runnable
  String name(String who) {
    return who;
  }
}
