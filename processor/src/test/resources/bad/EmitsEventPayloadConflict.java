package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "progress", payload = String.class)
  void greet(String who, GreeterEvents events) {}

  @Runnable
  @EmitsEvent(name = "progress", payload = Integer.class)
//                                                ^ [EmitsEventPayloadConflict] The event "progress" has the payload String on greet(String, GreeterEvents) and Integer on count(int, GreeterEvents). Use one payload, or two names.
  void count(int times, GreeterEvents events) {}

  @Runnable
  @EmitsEvent(name = "progress")
//                   ^ [EmitsEventPayloadConflict] The event "progress" has the payload String on greet(String, GreeterEvents) and Void on quiet(GreeterEvents). Use one payload, or two names.
  void quiet(GreeterEvents events) {}
}
