package com.example;

import dev.runcast.annotations.Runnable;

final class Greeter {
//    ^ [RunnableInternal] The processor failed on Greeter: java.lang.IllegalStateException: a bug. Report it with the output of -Adev.runcast.verbose=true.
  @Runnable
  void greet() {}
}
