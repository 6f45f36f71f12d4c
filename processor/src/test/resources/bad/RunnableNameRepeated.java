package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  String greet(String who) {
    return who;
  }

  @Runnable
  String greet(int times) {
//       ^ [RunnableNameRepeated] greet(String) and greet(int) would both get the accessor greetRunnable(). Give one of them another run name, or rename its method.
    return "" + times;
  }

  @Runnable(name = "say-hello")
  void one() {}

  @Runnable(name = "say hello")
  void other() {}

  @Runnable(name = "one")
//                 ^ [RunnableNameRepeated] one() and third() would both get the accessor oneRunnable(). Give one of them another run name, or rename its method.
  void third() {}
}
