package com.example;

import dev.runcast.annotations.Runnable;
import kotlin.coroutines.Continuation;

class Greeter {
  @Runnable
  Object greet(String who, Continuation<? super String> next) {
//       ^ [RunnableSuspend] Greeter.greet is a Kotlin suspend function, whose run would end when it is first suspended. Annotate a function that returns a CompletableFuture, such as one made by future { }.
    return who;
  }
}
