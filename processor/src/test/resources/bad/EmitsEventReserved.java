package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "on_chain_start")
//                   ^ [EmitsEventReserved] "on_chain_start" is the name of a built-in event. Choose another name.
  void greet(GreeterEvents events) {}
}
