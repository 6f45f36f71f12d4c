package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.TypeRef;
import java.util.List;

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

  @Runnable
  @EmitsEvent(name = "hits", payload = Texts.class)
  void texts(GreeterEvents events) {}

  @Runnable
  @EmitsEvent(name = "hits", payload = Numbers.class)
//                                            ^ [EmitsEventPayloadConflict] The event "hits" has the payload List<String> on texts(GreeterEvents) and List<Integer> on numbers(GreeterEvents). Use one payload, or two names.
  void numbers(GreeterEvents events) {}

  static class Texts extends TypeRef<List<String>> {}

  static class Numbers extends TypeRef<List<Integer>> {}
}
