package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "progress", payload = String.class)
  void greet(GreeterEvents events) {
    events.progress("fine");
    events.progres("misspelt");
//        ^ [EmitsEventUndeclared] GreeterEvents has no event method progres. Did you mean progress? Declare the event with @EmitsEvent(name = "progres"), or remove the call.
    events.hashCode();
    Runnables.each(() -> events.finished());
//                             ^ [EmitsEventUndeclared] GreeterEvents has no event method finished. Declare the event with @EmitsEvent(name = "finished"), or remove the call.
  }
}
