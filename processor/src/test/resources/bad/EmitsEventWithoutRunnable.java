package com.example;

import dev.runcast.annotations.EmitsEvent;

class Greeter {
  @EmitsEvent(name = "progress")
//^ [EmitsEventWithoutRunnable] @EmitsEvent needs @Runnable on greet(GreeterEvents), because events belong to a run. Add @Runnable with "import dev.runcast.annotations.Runnable;", or remove @EmitsEvent.
  void greet(GreeterEvents events) {}

  @EmitsEvent(name = "progress")
//^ [EmitsEventWithoutRunnable] @EmitsEvent needs @Runnable on a method of Greeter.Other, because events belong to a run. Add @Runnable with "import dev.runcast.annotations.Runnable;", or remove @EmitsEvent.
  static class Other {}
}
