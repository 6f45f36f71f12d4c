package com.example;

import dev.runcast.annotations.Runnable;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowKt;

/** As kapt shows functions. */
class Greeter {
  @Runnable
  Object greet(String who, Continuation<? super String> completion) {
//       ^ [KotlinMissing] Greeter.greet is a suspend function, but the classes that run it are missing. Add the dependency dev.runcast:runcast-kotlin, and in a module "requires dev.runcast.kotlin;".
    return "hello " + who;
  }

  @Runnable
  Flow<String> chat() {
//             ^ [KotlinMissing] Greeter.chat returns a Flow, but the classes that run it are missing. Add the dependency dev.runcast:runcast-kotlin, and in a module "requires dev.runcast.kotlin;".
    return FlowKt.emptyFlow();
  }
}
