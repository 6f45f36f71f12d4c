package com.example;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Kinds.Shape} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Kinds.Shape} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Kinds_ShapeRunnables {
  private static final RunnableDescriptor AREA = RunnableDescriptor.builder("area")
      .output(double.class)
      .events(Kinds_ShapeEvents.DRAWN, Kinds_ShapeEvents.ROUND)
      .build();

  private static final RunnableDescriptor DOUBLED = RunnableDescriptor.builder("doubled")
      .output(Kinds.Shape.class)
      .events(Kinds_ShapeEvents.DRAWN, Kinds_ShapeEvents.ROUND)
      .build();

  private static final RunnableDescriptor UNIT = RunnableDescriptor.builder("unit")
      .output(double.class)
      .events(Kinds_ShapeEvents.DRAWN, Kinds_ShapeEvents.ROUND)
      .build();

  private final Kinds.Shape delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public Kinds_ShapeRunnables(Kinds.Shape delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Kinds_ShapeRunnables(Kinds.Shape delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Kinds.Shape} that starts its runs with {@code config}. */
  public Kinds_ShapeRunnables withConfig(RunnableConfig config) {
    return new Kinds_ShapeRunnables(delegate, config);
  }

  /** Runs {@link Kinds.Shape#area} as {@code "area"}. */
  public double area() {
    RunScope run = RunScope.open(AREA, config, null);
    double output;
    try {
      output = delegate.area(new Kinds_ShapeEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #area} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Double> areaRunnable() {
    return TypedRunnable.<Void, Double>ofConfigured(
            AREA, (input, run) -> delegate.area(new Kinds_ShapeEvents(CustomEvents.sink(run))))
        .withConfig(config);
  }

  /** Runs {@link Kinds.Shape#doubled} as {@code "doubled"}. */
  public Kinds.Shape doubled() {
    RunScope run = RunScope.open(DOUBLED, config, null);
    Kinds.Shape output;
    try {
      output = delegate.doubled();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #doubled} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Kinds.Shape> doubledRunnable() {
    return TypedRunnable.<Void, Kinds.Shape>of(DOUBLED, input -> delegate.doubled())
        .withConfig(config);
  }

  /** Runs {@link Kinds.Shape#unit} as {@code "unit"}. */
  public double unit() {
    RunScope run = RunScope.open(UNIT, config, null);
    double output;
    try {
      output = Kinds.Shape.unit();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #unit} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Double> unitRunnable() {
    return TypedRunnable.<Void, Double>of(UNIT, input -> Kinds.Shape.unit())
        .withConfig(config);
  }
}
