package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "notify")
//                   ^ [EmitsEventObjectMethod] "notify" would become notify(), which every object has. Set method = "…".
  @EmitsEvent(name = "wait", payload = String.class)
  void greet(GreeterEvents events) {}
}
