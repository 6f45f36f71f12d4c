package com.example;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.Run;

class Greeter {
  @Runnable
  void greet(Run run, dev.runcast.runtime.EventSink[] sinks) {}
//               ^ [RunnableReservedType] Run is a type of Runcast that is not injected, and such types are no input. Remove the parameter, or take the data that you need from it.
//                                                    ^ [RunnableReservedType] EventSink[] is a type of Runcast that is not injected, and such types are no input. Remove the parameter, or take the data that you need from it.
}
