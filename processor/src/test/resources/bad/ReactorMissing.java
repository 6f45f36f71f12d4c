package com.example;

import dev.runcast.annotations.Runnable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class Greeter {
  @Runnable
  Mono<String> greet() {
//             ^ [ReactorMissing] Greeter.greet returns a Mono, but the classes that run it are missing. Add the dependency dev.runcast:runcast-reactor, and in a module "requires dev.runcast.reactor;".
    return Mono.just("hello");
  }

  @Runnable
  Flux<String> chat() {
//             ^ [ReactorMissing] Greeter.chat returns a Flux, but the classes that run it are missing. Add the dependency dev.runcast:runcast-reactor, and in a module "requires dev.runcast.reactor;".
    return Flux.just("hello", "bye");
  }
}
