package com.example;

import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import dev.runcast.runtime.codegen.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Varargs} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Varargs} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class VarargsRunnables {
  private static final RunnableDescriptor LOG = RunnableDescriptor.builder("log")
      .parameter("format", String.class)
      .parameter("arguments", Object[].class)
      .input(LogInput.class)
      .output(String.class)
      .build();

  private static final RunnableDescriptor JOIN = RunnableDescriptor.builder("join")
      .parameter("parts", String[].class)
      .output(String.class)
      .build();

  private static final RunnableDescriptor SAFE = RunnableDescriptor.builder("safe")
      .parameter("items", Object[].class)
      .output(Types.parameterized(List.class, Object.class))
      .build();

  private static final RunnableDescriptor UNSAFE = RunnableDescriptor.builder("unsafe")
      .parameter("start", int.class)
      .parameter("lists", Types.array(Types.parameterized(List.class, String.class)))
      .input(UnsafeInput.class)
      .output(int.class)
      .build();

  private final Varargs delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public VarargsRunnables(Varargs delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private VarargsRunnables(Varargs delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Varargs} that starts its runs with {@code config}. */
  public VarargsRunnables withConfig(RunnableConfig config) {
    return new VarargsRunnables(delegate, config);
  }

  /** Runs {@link Varargs#log} as {@code "log"}. */
  public String log(String format, Object... arguments) {
    RunScope run = RunScope.open(LOG, config, new LogInput(format, arguments));
    String output;
    try {
      output = delegate.log(format, arguments);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #log} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<LogInput, String> logRunnable() {
    return TypedRunnable.<LogInput, String>of(
            LOG, input -> delegate.log(input.format(), input.arguments()))
        .withConfig(config);
  }

  /** Runs {@link Varargs#join} as {@code "join"}. */
  public String join(String... parts) {
    RunScope run = RunScope.open(JOIN, config, parts);
    String output;
    try {
      output = delegate.join(run.config(), parts);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #join} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<String[], String> joinRunnable() {
    return TypedRunnable.<String[], String>ofConfigured(
            JOIN, (input, run) -> delegate.join(run, input))
        .withConfig(config);
  }

  /** Runs {@link Varargs#safe} as {@code "safe"}. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <T> List<T> safe(T... items) {
    RunScope run = RunScope.open(SAFE, config, items);
    List<T> output;
    try {
      output = delegate.safe(items);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #safe} as a runnable, for event streams, batches and servers. */
  public <T> TypedRunnable<T[], List<T>> safeRunnable() {
    return TypedRunnable.<T[], List<T>>of(SAFE, input -> delegate.safe(input))
        .withConfig(config);
  }

  /** Runs {@link Varargs#unsafe} as {@code "unsafe"}. */
  @SuppressWarnings("unchecked")
  public int unsafe(int start, List<String>... lists) {
    RunScope run = RunScope.open(UNSAFE, config, new UnsafeInput(start, lists));
    int output;
    try {
      output = delegate.unsafe(start, lists);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #unsafe} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<UnsafeInput, Integer> unsafeRunnable() {
    return TypedRunnable.<UnsafeInput, Integer>of(
            UNSAFE, input -> delegate.unsafe(input.start(), input.lists()))
        .withConfig(config);
  }

  /** The parameters of {@link #log}. */
  public record LogInput(String format, Object[] arguments) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("format", format);
      map.put("arguments", arguments);
      return map;
    }
  }

  /** The parameters of {@link #unsafe}. */
  public record UnsafeInput(int start, List<String>[] lists) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("start", start);
      map.put("lists", lists);
      return map;
    }
  }
}
