package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "")
//                   ^ [EmitsEventName] The event name is blank. Give it a name, such as "progress".
  void greet(GreeterEvents events) {}
}
