package com.example;

import dev.runcast.annotations.Runnable;

class Outer {
  private static class Greeter {
//               ^ [RunnablePrivateType] Outer.Greeter is private, so no wrapper can refer to it. Make it package-private or wider.
    @Runnable
    String greet(String who) {
      return who;
    }
  }
}
