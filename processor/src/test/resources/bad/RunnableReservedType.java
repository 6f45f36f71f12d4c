package com.example;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;

class Greeter {
  @Runnable
  void greet(Run run, RunnableConfig... configs) {}
//               ^ [RunnableReservedType] Run is a type of Runcast that is not injected, and such types are no input. Remove the parameter, or take the data that you need from it.
//                                      ^ [RunnableReservedType] RunnableConfig[] is a type of Runcast that is not injected, and such types are no input. Remove the parameter, or take the data that you need from it.
}
