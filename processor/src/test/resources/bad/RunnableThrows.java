package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  void greet() throws Throwable {}
//     ^ [RunnableThrows] Greeter.greet declares throws Throwable, and runs throw exceptions. Declare Exception, or a class below it.
}
