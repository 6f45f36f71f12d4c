package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.TypeRef;
import java.util.List;

class Greeter {
  @Runnable
  @EmitsEvent(name = "progress", payload = Progress.class)
//                                                 ^ [EmitsEventPayloadHidden] The payload Greeter.Progress is private, so GreeterEvents cannot name it. Make it package-private or wider.
  @EmitsEvent(name = "all", payload = All.class)
//                                       ^ [EmitsEventPayloadHidden] The payload List<Greeter.Progress> is private, so GreeterEvents cannot name it. Make it package-private or wider.
  void greet(GreeterEvents events) {}

  private record Progress(int step) {}

  static class All extends TypeRef<List<Progress>> {}
}
