package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  String greet(String who) {
    return who;
  }

  @Runnable
  String greet(int times) {
//       ^ [RunnableNameRepeated] The names of the runs greet(String) and greet(int) both become greetRunnable(). Give one of them another name.
    return "" + times;
  }

  @Runnable(name = "say-hello")
  void one() {}

  @Runnable(name = "say hello")
//                 ^ [RunnableNameRepeated] The names of the runs one() and other() both become sayHelloRunnable(). Give one of them another name.
  void other() {}
}
