package com.example;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.ChunkSink;

class Greeter {
  @Runnable
  void greet(ChunkSink<?> chunks) {}
//                        ^ [RunnableChunkType] ChunkSink<?> does not say what the chunks are. Name their type, such as ChunkSink<String>.

  @Runnable
  void shout(ChunkSink<? extends Number> chunks) {}
//                                       ^ [RunnableChunkType] ChunkSink<? extends Number> does not say what the chunks are. Name their type, such as ChunkSink<String>.
}
