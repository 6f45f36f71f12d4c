package com.example;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

class Greeter {
  private final GreeterRunnables greeter = new GreeterRunnables(this);
  private final ExecutorService threads = null;

  @Runnable
  String greet(String who, RunnableConfig config) {
    threads.submit(() -> greeter.ping());
//                              ^ [RunnableContextLost] greeter.ping may be called on another thread, where the run of Greeter.greet is not the current one, and would start a root run of its own. Pass the config on: greeter.withConfig(config).ping.
    threads.submit(greeter::ping);
//                 ^ [RunnableContextLost] greeter.ping may be called on another thread, where the run of Greeter.greet is not the current one, and would start a root run of its own. Pass the config on: greeter.withConfig(config).ping.
    threads.submit(
        new Callable<String>() {
          @Override
          public String call() {
            return Greeter.this.toString() + greeter.name(who);
//                                                  ^ [RunnableContextLost] greeter.name may be called on another thread, where the run of Greeter.greet is not the current one, and would start a root run of its own. Pass the config on: greeter.withConfig(config).name.
          }
        });
    return who;
  }

  @Runnable
  void local(List<GreeterRunnables> greeters, RunnableConfig config) {
    GreeterRunnables local = new GreeterRunnables(this);
    threads.submit(() -> local.ping());
//                            ^ [RunnableContextLost] local.ping may be called on another thread, where the run of Greeter.local is not the current one, and would start a root run of its own. Pass the config on: local.withConfig(config).ping.
    var inferred = new GreeterRunnables(this);
    threads.submit(() -> {
      inferred.ping();
//            ^ [RunnableContextLost] inferred.ping may be called on another thread, where the run of Greeter.local is not the current one, and would start a root run of its own. Pass the config on: inferred.withConfig(config).ping.
      var inside = new GreeterRunnables(this);
      inside.ping();
    });
    for (GreeterRunnables each : greeters) {
      threads.submit(each::ping);
//                   ^ [RunnableContextLost] each.ping may be called on another thread, where the run of Greeter.local is not the current one, and would start a root run of its own. Pass the config on: each.withConfig(config).ping.
    }
    local.ping();
    threads.submit(() -> local.withConfig(config).ping());
    GreeterRunnables configured = greeter.withConfig(config);
    threads.submit(() -> configured.ping());
    GreeterRunnables own = configured(config);
    threads.submit(() -> own.ping());
  }

  private GreeterRunnables configured(RunnableConfig config) {
    return greeter.withConfig(config);
  }

  @Runnable
  void ping() {}

  @Runnable
  String name(String who) {
    return who;
  }
}
