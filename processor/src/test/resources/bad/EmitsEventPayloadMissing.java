package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "progress", payload = Missing.class)
//                                         ^ cannot find symbol
//                                                ^ [EmitsEventPayloadMissing] GreeterEvents was not generated, because the payload class of the event "progress" could not be found. If another processor generates it, check that processor's errors. With kapt, turn on correctErrorTypes.
  void greet() {}
}
