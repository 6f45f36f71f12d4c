package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable(name = "greet", metadata = "team=" + Names.TEAM)
//                                             ^ [AnnotationValueMissing] GreeterRunnables was not generated, because the value of metadata in @Runnable could not be found. If another processor generates it, check that processor's errors.
//                                               ^ cannot find symbol
  void greet() {}

  @Runnable
  @EmitsEvent(name = Names.EVENT, method = "tell")
//                   ^ cannot find symbol
//                        ^ [AnnotationValueMissing] GreeterEvents was not generated, because the value of name in @EmitsEvent could not be found. If another processor generates it, check that processor's errors.
  void tell() {}
}
