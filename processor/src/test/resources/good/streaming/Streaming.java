package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.RunnableConfig;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Outputs in chunks, of all shapes. */
@EmitsEvent(name = "begun")
public class Streaming {
  @Runnable(description = "Splits a text.")
  public Stream<String> words(String text, RunnableConfig config, StreamingEvents events) throws IOException {
    return Stream.of(text.split(" "));
  }

  @Runnable
  public static Stream<? extends Number> numbers(int from, int to) {
    return Stream.of(from, to);
  }

  @Runnable
  @SuppressWarnings("rawtypes")
  public Stream raw() {
    return Stream.of();
  }

  @Runnable
  public Stream<?> unknown(Object run) {
    return Stream.of(run);
  }

  @Runnable
  public Flow.Publisher<String> published(String text, String run, StreamingEvents events) throws IOException {
    return subscriber -> {};
  }

  @Runnable
  public <T extends Comparable<T>> Flow.Publisher<? extends List<T>> sorted(T value, RunnableConfig config) {
    return subscriber -> {};
  }

  @Runnable
  public void ask(String question, ChunkSink<String> answer, RunnableConfig config) throws IOException {
    answer.emit(question);
  }

  @Runnable(type = RunType.TOOL)
  public void tell(ChunkSink<? super List<@Nullable String>> chunks, int run, Consumer<String> consumer, String... input) {}

  @Runnable
  public CompletableFuture<Void> stream(ChunkSink<@Nullable Integer> config, StreamingEvents events) {
    return CompletableFuture.completedFuture(null);
  }

  @Runnable
  public CompletionStage<Void> later(String question, ChunkSink<String[]> answer, long limit) {
    return CompletableFuture.completedFuture(null);
  }

  /** Calls that may run on another thread hand the config on, or cannot. */
  static class Callers {
    private final StreamingRunnables streaming;
    private final ExecutorService threads;

    Callers(StreamingRunnables streaming, ExecutorService threads) {
      this.streaming = streaming;
      this.threads = threads;
    }

    @Runnable
    void calls(RunnableConfig config, StreamingRunnables other) throws IOException {
      streaming.ask("here", chunk -> {});
      threads.submit(() -> streaming.withConfig(config).later("there", chunk -> {}, 1));
      threads.submit(() -> this.streaming.withConfig(config).raw());
      threads.submit(() -> streaming.askRunnable().invoke("there", config));
      StreamingRunnables bound = streaming.withConfig(config);
      threads.submit(() -> bound.unknown(1));
      threads.submit(bound::raw);
    }

    @Runnable
    void callsWithoutConfig() {
      threads.submit(() -> streaming.raw());
    }

    @Runnable
    void hides(RunnableConfig config) {
      Consumer<Callers> consumer = streaming -> streaming.callsWithoutConfig();
      consumer.accept(this);
    }
  }
}
