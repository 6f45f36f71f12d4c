package com.example;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.ChunkSink;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

class Greeter {
  @Runnable
  String greet(ChunkSink<String> chunks) {
//       ^ [RunnableChunkResult] Greeter.greet takes a ChunkSink and returns String, but its chunks are its result. Return void, or a CompletionStage<Void> that is complete after the last chunk.
    return "";
  }

  @Runnable
  CompletionStage<String> later(ChunkSink<String> chunks) {
//                        ^ [RunnableChunkResult] Greeter.later takes a ChunkSink and returns CompletionStage<String>, but its chunks are its result. Return void, or a CompletionStage<Void> that is complete after the last chunk.
    return null;
  }

  @Runnable
  Stream<String> twice(ChunkSink<String> chunks) {
//               ^ [RunnableChunkResult] Greeter.twice takes a ChunkSink and returns Stream<String>, but its chunks are its result. Return void, or a CompletionStage<Void> that is complete after the last chunk.
    return null;
  }
}
