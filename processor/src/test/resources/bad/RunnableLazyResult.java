package com.example;

import dev.runcast.annotations.Runnable;
import java.util.Iterator;
import java.util.concurrent.Future;
import reactor.core.publisher.ConnectableFlux;

class Greeter {
  @Runnable
  Iterator<String> greet() {
//                 ^ [RunnableLazyResult] Greeter.greet returns Iterator, so its run ends before the work does. Return the finished result, a CompletionStage, a Stream, a Flow.Publisher, a Mono or Flux of Reactor, or a Flow of Kotlin.
    return null;
  }

  @Runnable
  Future<String> later() {
//               ^ [RunnableLazyResult] Greeter.later returns Future, so its run ends before the work does. Return the finished result, a CompletionStage, a Stream, a Flow.Publisher, a Mono or Flux of Reactor, or a Flow of Kotlin.
    return null;
  }

  @Runnable
  ConnectableFlux<String> connected() {
//                        ^ [RunnableLazyResult] Greeter.connected returns ConnectableFlux, so its run ends before the work does. Return the finished result, a CompletionStage, a Stream, a Flow.Publisher, a Mono or Flux of Reactor, or a Flow of Kotlin.
    return null;
  }
}
