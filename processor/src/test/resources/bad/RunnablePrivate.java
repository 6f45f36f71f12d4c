package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  private String greet(String who) {
//               ^ [RunnablePrivate] Greeter.greet(String) is private, so GreeterRunnables cannot call it. Make it package-private or wider.
    return who;
  }
}
