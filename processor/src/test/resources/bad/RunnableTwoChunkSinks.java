package com.example;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.ChunkSink;

class Greeter {
  @Runnable
  void greet(ChunkSink<String> chunks, ChunkSink<String> other) {}
//                                                       ^ [RunnableTwoChunkSinks] Greeter.greet has two ChunkSink parameters, chunks and other. Keep one; a run has one output, in chunks of one type.
}
