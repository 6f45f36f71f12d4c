package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Results of Reactor, of all shapes. */
@NullMarked
@EmitsEvent(name = "asked", payload = String.class)
public class Reactive {
  @Runnable(description = "Answers a question.")
  public Mono<String> answer(String question, RunnableConfig config, ReactiveEvents events) throws IOException {
    events.asked(question);
    return Mono.just("about " + question);
  }

  @Runnable
  public Flux<String> words(@Nullable String text, String run, ReactiveEvents events) {
    return Flux.just(run);
  }

  @Runnable
  public Mono<Void> nothing() {
    return Mono.empty();
  }

  @Runnable(type = RunType.TOOL)
  public static Mono<? extends Number> count(int from, int to) {
    return Mono.just(to - from);
  }

  @Runnable
  public <T extends Comparable<T>> Flux<? extends List<T>> sorted(T value, RunnableConfig config) {
    return Flux.empty();
  }

  @Runnable
  public <E extends Exception> Mono<int[]> failing(E failure) throws E {
    throw failure;
  }

  @Runnable
  public Flux<?> unknown(Object... run) {
    return Flux.just(run);
  }

  @Runnable
  @SuppressWarnings("rawtypes")
  public Mono raw() {
    return Mono.empty();
  }

  /** Calls that may run on another thread find their run in the context of Reactor. */
  static class Caller {
    private final ReactiveRunnables reactive;

    Caller(ReactiveRunnables reactive) {
      this.reactive = reactive;
    }

    @Runnable
    Flux<String> calls(String text, RunnableConfig config) {
      return reactive.words(text, "now").flatMap(word -> reactive.words(word, "later"));
    }
  }
}
