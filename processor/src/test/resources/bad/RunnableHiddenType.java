package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  void greet(Secret secret) {}
//     ^ [RunnableHiddenType] The signature of Greeter.greet names the private type Greeter.Secret, which GreeterRunnables cannot name. Make the type package-private or wider.

  private record Secret(String text) {}
}
