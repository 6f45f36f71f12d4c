package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  void greet(Greeter_FarewellEvents events) {}
//                                  ^ [RunnableForeignEmitter] Greeter_FarewellEvents emits the events of another type than Greeter. Declare the events here and take GreeterEvents, or remove @Runnable if the caller is to pass Greeter_FarewellEvents.

  static class Farewell {
    @Runnable
    @EmitsEvent(name = "gone")
    void leave(Greeter_FarewellEvents events) {}
  }
}
