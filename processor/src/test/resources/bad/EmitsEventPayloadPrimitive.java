package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "progress", payload = int.class)
//                                            ^ [EmitsEventPayloadPrimitive] The payload int is primitive, and an event carries an object. Use Integer.class, or a record.
  void greet(GreeterEvents events) {}
}
