package com.example;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Kinds.Point} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Kinds.Point} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Kinds_PointRunnables {
  private static final RunnableDescriptor PLUS = RunnableDescriptor.builder("plus")
      .parameter("other", Kinds.Point.class)
      .output(Kinds.Point.class)
      .build();

  private static final RunnableDescriptor ORIGIN = RunnableDescriptor.builder("origin")
      .output(Kinds.Point.class)
      .build();

  private final Kinds.Point delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public Kinds_PointRunnables(Kinds.Point delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Kinds_PointRunnables(Kinds.Point delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Kinds.Point} that starts its runs with {@code config}. */
  public Kinds_PointRunnables withConfig(RunnableConfig config) {
    return new Kinds_PointRunnables(delegate, config);
  }

  /** Runs {@link Kinds.Point#plus} as {@code "plus"}. */
  public Kinds.Point plus(Kinds.Point other) {
    RunScope run = RunScope.open(PLUS, config, other);
    Kinds.Point output;
    try {
      output = delegate.plus(other, run.config());
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #plus} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Kinds.Point, Kinds.Point> plusRunnable() {
    return TypedRunnable.<Kinds.Point, Kinds.Point>ofConfigured(
            PLUS, (input, run) -> delegate.plus(input, run))
        .withConfig(config);
  }

  /** Runs {@link Kinds.Point#origin} as {@code "origin"}. */
  public Kinds.Point origin() {
    RunScope run = RunScope.open(ORIGIN, config, null);
    Kinds.Point output;
    try {
      output = Kinds.Point.origin();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #origin} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Kinds.Point> originRunnable() {
    return TypedRunnable.<Void, Kinds.Point>of(ORIGIN, input -> Kinds.Point.origin())
        .withConfig(config);
  }
}
