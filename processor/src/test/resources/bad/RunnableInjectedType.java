package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.RunnableConfig;

class Greeter {
  @Runnable
  @EmitsEvent(name = "done")
  <C extends RunnableConfig> void greet(C own, GreeterEvents[] events, RunnableConfig... configs) {}
//                                        ^ [RunnableInjectedType] C is not injected, only RunnableConfig itself is. Declare a parameter of that type.
//                                                             ^ [RunnableInjectedType] GreeterEvents[] is not injected, only GreeterEvents itself is. Declare a parameter of that type.
//                                                                                       ^ [RunnableInjectedType] RunnableConfig... is not injected, only RunnableConfig itself is. Declare a parameter of that type.

  @Runnable
  void stream(ChunkSink<String>[] sinks) {}
//                                ^ [RunnableInjectedType] ChunkSink<String>[] is not injected, only ChunkSink<String> itself is. Declare a parameter of that type.
}
