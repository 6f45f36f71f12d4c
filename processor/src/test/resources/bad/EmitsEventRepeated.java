package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "progress")
  @EmitsEvent(name = "progress", payload = String.class)
//^ [EmitsEventRepeated] The event "progress" is declared twice on greet(GreeterEvents). Remove one.
  void greet(GreeterEvents events) {}
}
