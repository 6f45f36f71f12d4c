package com.example;

import dev.runcast.annotations.Runnable;
import java.util.concurrent.CompletableFuture;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.Deferred;
import kotlinx.coroutines.flow.Flow;

/** As kapt shows suspend functions. */
class Greeter {
  @Runnable
  Object greet(String who, Continuation<? super Flow<String>> completion) {
//       ^ [RunnableSuspendResult] Greeter.greet is a suspend function that returns Flow, so its run ends before the work does. Return the finished result, or a Flow from a function that does not suspend.
    return who;
  }

  @Runnable
  Object answer(Continuation<? super CompletableFuture<String>> completion) {
//       ^ [RunnableSuspendResult] Greeter.answer is a suspend function that returns CompletableFuture, so its run ends before the work does. Return the finished result, or a Flow from a function that does not suspend.
    return completion;
  }

  @Runnable
  Object later(Continuation<? super Deferred<String>> completion) {
//       ^ [RunnableSuspendResult] Greeter.later is a suspend function that returns Deferred, so its run ends before the work does. Return the finished result, or a Flow from a function that does not suspend.
    return completion;
  }
}
