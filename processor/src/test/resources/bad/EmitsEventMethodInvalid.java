package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "progress", method = "on progress")
//                                        ^ [EmitsEventMethodInvalid] method = "on progress" is not a Java identifier. Choose one, such as "onProgress".
  void greet(GreeterEvents events) {}
}
