package com.example;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import dev.runcast.runtime.codegen.Types;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Box} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Box} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class BoxRunnables<T extends Comparable<? super T> & Serializable> {
  private static final RunnableDescriptor MAX = RunnableDescriptor.builder("max")
      .parameter("items", Types.parameterized(List.class, Types.extending(Comparable.class)))
      .output(Comparable.class)
      .events(BoxEvents.FOUND)
      .build();

  private static final RunnableDescriptor INDEX = RunnableDescriptor.builder("index")
      .parameter("item", Comparable.class)
      .parameter("key", Object.class)
      .input(IndexInput.class)
      .output(Types.parameterized(Map.class, Object.class, Comparable.class))
      .build();

  private static final RunnableDescriptor HIDE = RunnableDescriptor.builder("hide")
      .parameter("first", Object.class)
      .parameter("second", Object.class)
      .input(HideInput.class)
      .output(Object.class)
      .build();

  private static final RunnableDescriptor ONLY = RunnableDescriptor.builder("only")
      .parameter("number", Number.class)
      .output(Number.class)
      .build();

  private static final RunnableDescriptor ARRAY = RunnableDescriptor.builder("array")
      .parameter("items", Comparable[].class)
      .output(Comparable[].class)
      .build();

  private final Box<T> delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public BoxRunnables(Box<T> delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private BoxRunnables(Box<T> delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Box} that starts its runs with {@code config}. */
  public BoxRunnables<T> withConfig(RunnableConfig config) {
    return new BoxRunnables<>(delegate, config);
  }

  /** Runs {@link Box#max} as {@code "max"}. */
  T max(List<? extends T> items) {
    RunScope run = RunScope.open(MAX, config, items);
    T output;
    try {
      output = delegate.max(items, new BoxEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #max} as a runnable, for event streams, batches and servers. */
  TypedRunnable<List<? extends T>, T> maxRunnable() {
    return TypedRunnable.<List<? extends T>, T>ofConfigured(
            MAX, (input, run) -> delegate.max(input, new BoxEvents(CustomEvents.sink(run))))
        .withConfig(config);
  }

  /** Runs {@link Box#index} as {@code "index"}. */
  public <K, E extends Exception> Map<K, T> index(T item, K key) throws E {
    RunScope run = RunScope.open(INDEX, config, new IndexInput<>(item, key));
    Map<K, T> output;
    try {
      output = delegate.<K, E>index(item, key);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #index} as a runnable, for event streams, batches and servers. */
  public <K, E extends Exception> TypedRunnable<IndexInput<T, K>, Map<K, T>> indexRunnable() {
    return TypedRunnable.<IndexInput<T, K>, Map<K, T>>of(
            INDEX, input -> delegate.<K, E>index(input.item(), input.key()))
        .withConfig(config);
  }

  /** Runs {@link Box#hide} as {@code "hide"}. */
  public <T> CompletableFuture<T> hide(T first, T second) {
    RunScope run = RunScope.openAsync(HIDE, config, new HideInput<>(first, second));
    CompletableFuture<T> output;
    try {
      output = delegate.hide(first, second);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    return run.succeedWhenDone(output);
  }

  /** Returns {@link #hide} as a runnable, for event streams, batches and servers. */
  public <T> TypedRunnable<HideInput<T>, T> hideRunnable() {
    return TypedRunnable.<HideInput<T>, T>ofAsync(
            HIDE, (input, run) -> delegate.hide(input.first(), input.second()))
        .withConfig(config);
  }

  /** Runs {@link Box#only} as {@code "only"}. */
  public <N extends Number> N only(N number) {
    RunScope run = RunScope.open(ONLY, config, number);
    N output;
    try {
      output = Box.only(number);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #only} as a runnable, for event streams, batches and servers. */
  public <N extends Number> TypedRunnable<N, N> onlyRunnable() {
    return TypedRunnable.<N, N>of(ONLY, input -> Box.only(input))
        .withConfig(config);
  }

  /** Runs {@link Box#array} as {@code "array"}. */
  public T[] array(T[] items) {
    RunScope run = RunScope.open(ARRAY, config, items);
    T[] output;
    try {
      output = delegate.array(items);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #array} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<T[], T[]> arrayRunnable() {
    return TypedRunnable.<T[], T[]>of(ARRAY, input -> delegate.array(input))
        .withConfig(config);
  }

  /** The parameters of {@link #index}. */
  public record IndexInput<T extends Comparable<? super T> & Serializable, K>(T item,
      K key) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("item", item);
      map.put("key", key);
      return map;
    }
  }

  /** The parameters of {@link #hide}. */
  public record HideInput<T>(T first, T second) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("first", first);
      map.put("second", second);
      return map;
    }
  }
}
