package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  void greet(Greeter_FarewellEvents events) {}
//                                  ^ [RunnableForeignEmitter] Greeter_FarewellEvents emits the events of another type than Greeter. Declare the events here and take GreeterEvents, or pass Greeter_FarewellEvents on without @Runnable.

  static class Farewell {
    @Runnable
    @EmitsEvent(name = "gone")
    void leave(Greeter_FarewellEvents events) {}
  }
}
