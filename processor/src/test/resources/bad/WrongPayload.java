package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "progress", payload = Integer.class)
  void greet(GreeterEvents events) {
    events.progress("half");
//                  ^ incompatible types: java.lang.String cannot be converted to java.lang.Integer
  }
}
