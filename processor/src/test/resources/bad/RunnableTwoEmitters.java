package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "progress")
  void greet(GreeterEvents events, GreeterEvents other) {}
//                                               ^ [RunnableTwoEmitters] Greeter.greet has two GreeterEvents parameters, events and other. Keep one; both would emit the same events.
}
