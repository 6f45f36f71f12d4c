package com.example;

import dev.runcast.annotations.Runnable;

class Outer {
  static class Greeter {
    @Runnable
    void greet() {}
  }
}

final class Outer_Greeter {
//    ^ [RunnableGeneratedClash] Outer.Greeter and Outer_Greeter would both become com.example.Outer_GreeterRunnables. Rename one.
  @Runnable
  void greet() {}
}
