package com.example;

import dev.runcast.annotations.Runnable;

class Outer<T> {
  class Greeter {
//^ [RunnableGenericOuter] Outer.Greeter is an inner class of a generic class. Make it static, or move it to the top level.
    @Runnable
    String greet(String who) {
      return who;
    }
  }
}
