package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "class")
//                   ^ [EmitsEventKeyword] "class" is a Java keyword and cannot be a method name. Set method = "…".
  void greet(GreeterEvents events) {}
}
