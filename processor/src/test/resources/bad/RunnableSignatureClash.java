package com.example;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;

class Greeter {
  @Runnable
  String greet(String who) {
    return who;
  }

  @Runnable(name = "configured")
  String greet(String who, RunnableConfig config) {
//       ^ [RunnableSignatureClash] greet(String) and greet(String, RunnableConfig) would both become greet(String) in GreeterRunnables. Rename one.
    return who;
  }

  @Runnable
  void ask(String question, dev.runcast.runtime.ChunkSink<String> answer) {}

  @Runnable(name = "asked")
  void ask(String question, java.util.function.Consumer<Integer> answer) {}
//     ^ [RunnableSignatureClash] ask(String, ChunkSink<String>) and ask(String, Consumer<Integer>) would both become ask(String, Consumer) in GreeterRunnables. Rename one.

  @Runnable(name = "other")
  void greetRunnable() {}
//     ^ [RunnableSignatureClash] greet(String) and greetRunnable() would both become greetRunnable() in GreeterRunnables. Rename one.
}
