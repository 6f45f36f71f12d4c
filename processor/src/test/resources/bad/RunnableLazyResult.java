package com.example;

import dev.runcast.annotations.Runnable;
import java.util.Iterator;
import java.util.concurrent.Future;

class Greeter {
  @Runnable
  Iterator<String> greet() {
//                 ^ [RunnableLazyResult] Greeter.greet returns Iterator, so its run ends before the work does. Return the finished result, a CompletionStage, a Stream or a Flow.Publisher.
    return null;
  }

  @Runnable
  Future<String> later() {
//               ^ [RunnableLazyResult] Greeter.later returns Future, so its run ends before the work does. Return the finished result, a CompletionStage, a Stream or a Flow.Publisher.
    return null;
  }
}
