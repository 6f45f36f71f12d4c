package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.util.List;

class Greeter {
  @Runnable
  @EmitsEvent(name = "all", payload = List.class)
//                                        ^ [EmitsEventPayloadRaw] The payload List is generic, and listeners get it without type arguments. Name the full type with a class that extends TypeRef, or declare a record that holds it.
  void greet() {}
}
