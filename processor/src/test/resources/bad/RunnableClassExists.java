package com.example;

import dev.runcast.annotations.Runnable;

final class Greeter {
//    ^ [RunnableClassExists] com.example.GreeterRunnables already exists, so it cannot be generated. Rename that class, or delete it if an earlier build left it.
  @Runnable
  void greet() {}
}

final class GreeterRunnables {}
