package com.example;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.ChunkSink;
import kotlin.Unit;
import kotlin.coroutines.Continuation;

/** As kapt shows a suspend function. */
class Greeter {
  @Runnable
  Object greet(String who, ChunkSink<String> chunks, Continuation<? super Unit> completion) {
//                                           ^ [RunnableSuspendChunks] Greeter.greet is a suspend function with a ChunkSink, which blocks threads. Return a Flow from a function that does not suspend.
    chunks.emit(who);
    return Unit.INSTANCE;
  }
}
