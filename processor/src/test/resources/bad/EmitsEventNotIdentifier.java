package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "42%")
//                   ^ [EmitsEventNotIdentifier] "42%" cannot become a method name. Set method = "…".
  void greet(GreeterEvents events) {}
}
