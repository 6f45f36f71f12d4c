package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "progress", payload = Progress.class)
//                                                 ^ [EmitsEventPayloadHidden] The payload Greeter.Progress is private, so GreeterEvents cannot name it. Make it package-private or wider.
  void greet(GreeterEvents events) {}

  private record Progress(int step) {}
}
