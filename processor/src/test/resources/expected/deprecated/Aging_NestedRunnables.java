package com.example;

import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Aging.Nested} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Aging.Nested} did.
 */
@Deprecated
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Aging_NestedRunnables<Q> {
  private static final RunnableDescriptor FIRST = RunnableDescriptor.builder("first")
      .parameter("values", Object[].class)
      .parameter("start", int.class)
      .input(FirstInput.class)
      .output(Object.class)
      .build();

  private final Aging.Nested<Q> delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public Aging_NestedRunnables(Aging.Nested<Q> delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Aging_NestedRunnables(Aging.Nested<Q> delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Aging.Nested} that starts its runs with {@code config}. */
  public Aging_NestedRunnables<Q> withConfig(RunnableConfig config) {
    return new Aging_NestedRunnables<>(delegate, config);
  }

  /** Runs {@link Aging.Nested#first} as {@code "first"}. */
  Q first(Q[] values, int start) {
    RunScope run = RunScope.open(FIRST, config, new FirstInput<>(values, start));
    Q output;
    try {
      output = delegate.first(values, start);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #first} as a runnable, for event streams, batches and servers. */
  TypedRunnable<FirstInput<Q>, Q> firstRunnable() {
    return TypedRunnable.<FirstInput<Q>, Q>of(
            FIRST, input -> delegate.first(input.values(), input.start()))
        .withConfig(config);
  }

  /** The parameters of {@link #first}. */
  record FirstInput<Q>(Q[] values, int start) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("values", values);
      map.put("start", start);
      return map;
    }
  }
}
