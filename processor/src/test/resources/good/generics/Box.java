package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Type parameters of the class and of methods, with their bounds. */
public abstract class Box<T extends Comparable<? super T> & Serializable> {
  @Runnable
  @EmitsEvent(name = "found", payload = List.class)
  @SuppressWarnings("runcast")
  protected abstract T max(List<? extends T> items, BoxEvents events);

  @Runnable
  public <K, E extends Exception> Map<K, T> index(T item, K key) throws E {
    return Map.of(key, item);
  }

  @Runnable
  @SuppressWarnings("hiding")
  public <T> CompletableFuture<T> hide(T first, T second) {
    return CompletableFuture.completedFuture(first);
  }

  @Runnable
  public static <N extends Number> N only(N number) {
    return number;
  }

  @Runnable
  public T[] array(T[] items) {
    return items;
  }

  /** An inner class of its own. */
  public record Pair<A, B>(A first, B second) {
    @Runnable
    public Pair<B, A> swapped() {
      return new Pair<>(second, first);
    }
  }
}
