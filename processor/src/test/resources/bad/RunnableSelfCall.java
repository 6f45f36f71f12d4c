package com.example;

import dev.runcast.annotations.Runnable;
import java.util.function.Supplier;

class Greeter {
  @Runnable
  String greet(String who) {
    return who.isEmpty() ? who : greet(who.substring(1)) + this.name();
//                               ^ [RunnableSelfCall] This call of greet starts no run, because it does not go through GreeterRunnables. Call the wrapper, or write @SuppressWarnings("runcast") if you mean a plain call.
//                                                             ^ [RunnableSelfCall] This call of name starts no run, because it does not go through GreeterRunnables. Call the wrapper, or write @SuppressWarnings("runcast") if you mean a plain call.
  }

  @Runnable
  String name() {
    return "";
  }

  @SuppressWarnings("runcast")
  String plain() {
    return name();
  }

  Supplier<String> later() {
    return () -> name();
//               ^ [RunnableSelfCall] This call of name starts no run, because it does not go through GreeterRunnables. Call the wrapper, or write @SuppressWarnings("runcast") if you mean a plain call.
  }

  class Inner {
    String greet(String who) {
      return who;
    }

    String inner() {
      return greet("inner");
    }
  }

  @Runnable
  void overloaded(int number) {}

  void overloaded() {
    overloaded(1);
  }
}
