package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  @EmitsEvent(name = "step-done")
  @EmitsEvent(name = "step_done")
//                   ^ [EmitsEventMethodClash] "step-done" and "step_done" both become the method stepDone. Set method = "…" on one of them.
  @EmitsEvent(name = "other", method = "step_done")
//                                     ^ [EmitsEventMethodClash] "step-done" and "other" both become the key STEP_DONE. Set method = "…" on one of them.
  void greet(GreeterEvents events) {}
}
