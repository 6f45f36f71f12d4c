package com.example;

import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All kinds of parameters, results and exceptions. */
public class Signatures {
  @Runnable
  public int add(int a, RunnableConfig config, long b) {
    return a + (int) b;
  }

  @Runnable
  public static boolean isBlank(String text) {
    return text.isBlank();
  }

  @Runnable(name = "poll \"it\"", tags = {"a", "b"}, metadata = {"k=v=w", "empty="}, description = "Polls */ <b> {@x}.")
  public void poll(Duration wait, int hashCode, String toMap, String map) {}

  /**
   * Finds.
   *
   * @param query what to
   *     find
   * @return nothing
   */
  @Runnable(type = RunType.RETRIEVER)
  public List<Map<String, int[]>> find(String query) throws java.io.IOException, IllegalStateException {
    return List.of();
  }

  @Runnable
  public CompletionStage<? extends List<? super Integer>> later(List<?> any, Map<? extends Number, String>[] maps) {
    return java.util.concurrent.CompletableFuture.completedFuture(null);
  }

  @Runnable
  public CompletionStage<Void> nothingLater() {
    return java.util.concurrent.CompletableFuture.completedFuture(null);
  }

  @Runnable
  public @Nullable String nullable(@Nullable String text, List<@Nullable String> texts, String @Nullable [] array) {
    return text;
  }

  @Runnable
  public String task(java.lang.Runnable task, Supplier<java.lang.Runnable> tasks) {
    return "";
  }

  @Runnable
  @Deprecated
  public void old() {}

  @Runnable
  @Deprecated(forRemoval = true)
  public void older(String text) {}

  @Runnable
  @SuppressWarnings("rawtypes")
  public List raw(List values, Map other) {
    return values;
  }

  @Runnable
  @SuppressWarnings("rawtypes")
  public CompletionStage rawLater() {
    return java.util.concurrent.CompletableFuture.completedFuture(null);
  }

  @Runnable
  void withConfig(String text) {}
}
