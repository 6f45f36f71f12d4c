package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  void greet(Missing missing) {}
//     ^ [RunnableUnresolved] GreeterRunnables was not generated, because the type Missing in greet(Missing) could not be found. If another processor generates it, check that processor's errors. With kapt, turn on correctErrorTypes.
//           ^ cannot find symbol
}
