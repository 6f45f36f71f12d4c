package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.TypeRef;

class Greeter {
  @Runnable
  @EmitsEvent(name = "notify")
//                   ^ [EmitsEventObjectMethod] "notify" would become notify(), which every object has. Set method = "…".
  @EmitsEvent(name = "wait", payload = String.class)
  @EmitsEvent(name = "equals", payload = Anything.class)
//                   ^ [EmitsEventObjectMethod] "equals" would become equals(java.lang.Object), which every object has. Set method = "…".
  void greet(GreeterEvents events) {}

  static class Anything extends TypeRef<Object> {}
}
