package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  void greet() throws Throwable {}
//     ^ [RunnableThrows] Greeter.greet declares throws Throwable, but a run can only throw exceptions and errors. Declare Exception, or a subclass of it.
}
