package com.example;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Written} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Written} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class WrittenRunnables {
  private static final RunnableDescriptor WRITTEN = RunnableDescriptor.builder("written")
      .output(Void.class)
      .events(WrittenEvents.PRIMITIVES, WrittenEvents.BOXES, WrittenEvents.LEVEL, WrittenEvents.COLLECTIONS, WrittenEvents.NODE, WrittenEvents.NAMES, WrittenEvents.EMPTY, WrittenEvents.ACCESSOR, WrittenEvents.LABELS, WrittenEvents.TABLES, WrittenEvents.AGAIN, WrittenEvents.INNER, WrittenEvents.OLD, WrittenEvents.OUTDATED)
      .build();

  private static final RunnableDescriptor WRITTEN_BY_THE_RUNTIME = RunnableDescriptor.builder("writtenByTheRuntime")
      .output(Void.class)
      .events(WrittenEvents.TEXT, WrittenEvents.COUNT, WrittenEvents.NOTHING)
      .build();

  private static final RunnableDescriptor LEFT_TO_JACKSON = RunnableDescriptor.builder("leftToJackson")
      .output(Void.class)
      .events(WrittenEvents.RENAMED, WrittenEvents.HOLDER, WrittenEvents.VALUE, WrittenEvents.CODED, WrittenEvents.GETTER, WrittenEvents.INHERITED_GETTER, WrittenEvents.INHERITED_ANNOTATION, WrittenEvents.SUPPLIER, WrittenEvents.NUMBER, WrittenEvents.OBJECT, WrittenEvents.SHAPE, WrittenEvents.HIDDEN, WrittenEvents.BOX, WrittenEvents.KEYS, WrittenEvents.ARRAY, WrittenEvents.BEAN)
      .build();

  private final Written delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public WrittenRunnables(Written delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private WrittenRunnables(Written delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Written} that starts its runs with {@code config}. */
  public WrittenRunnables withConfig(RunnableConfig config) {
    return new WrittenRunnables(delegate, config);
  }

  /** Runs {@link Written#written} as {@code "written"}. */
  public void written() {
    RunScope run = RunScope.open(WRITTEN, config, null);
    try {
      delegate.written();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #written} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> writtenRunnable() {
    return TypedRunnable.<Void, Void>of(WRITTEN, input -> {
          delegate.written();
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Written#writtenByTheRuntime} as {@code "writtenByTheRuntime"}. */
  public void writtenByTheRuntime() {
    RunScope run = RunScope.open(WRITTEN_BY_THE_RUNTIME, config, null);
    try {
      delegate.writtenByTheRuntime();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #writtenByTheRuntime} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> writtenByTheRuntimeRunnable() {
    return TypedRunnable.<Void, Void>of(WRITTEN_BY_THE_RUNTIME, input -> {
          delegate.writtenByTheRuntime();
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Written#leftToJackson} as {@code "leftToJackson"}. */
  public void leftToJackson() {
    RunScope run = RunScope.open(LEFT_TO_JACKSON, config, null);
    try {
      delegate.leftToJackson();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #leftToJackson} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> leftToJacksonRunnable() {
    return TypedRunnable.<Void, Void>of(LEFT_TO_JACKSON, input -> {
          delegate.leftToJackson();
          return null;
        })
        .withConfig(config);
  }
}
