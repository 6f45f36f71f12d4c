package com.example;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import dev.runcast.runtime.codegen.Types;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Events} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Events} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
final class EventsRunnables {
  private static final RunnableDescriptor ONE = RunnableDescriptor.builder("one")
      .output(Void.class)
      .events(EventsEvents.STARTED, EventsEvents.STEP_DONE, EventsEvents.STEP_FAILED, EventsEvents.PERCENT, EventsEvents.SHINCHOKU)
      .build();

  private static final RunnableDescriptor TWO = RunnableDescriptor.builder("two")
      .output(Void.class)
      .events(EventsEvents.STARTED, EventsEvents.STEP_DONE, EventsEvents.WAIT, EventsEvents.GENERIC, EventsEvents.NOTHING, EventsEvents.MAP_ENTRY)
      .build();

  private static final RunnableDescriptor THREE = RunnableDescriptor.builder("three")
      .parameter("input", Types.parameterized(List.class, String.class))
      .output(Void.class)
      .events(EventsEvents.STARTED, EventsEvents.STEP_DONE)
      .build();

  private final Events delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  EventsRunnables(Events delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private EventsRunnables(Events delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Events} that starts its runs with {@code config}. */
  EventsRunnables withConfig(RunnableConfig config) {
    return new EventsRunnables(delegate, config);
  }

  /** Runs {@link Events#one} as {@code "one"}. */
  void one() {
    RunScope run = RunScope.open(ONE, config, null);
    try {
      delegate.one(new EventsEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #one} as a runnable, for event streams, batches and servers. */
  TypedRunnable<Void, Void> oneRunnable() {
    return TypedRunnable.<Void, Void>ofConfigured(ONE, (input, run) -> {
          delegate.one(new EventsEvents(CustomEvents.sink(run)));
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Events#two} as {@code "two"}. */
  void two() {
    RunScope run = RunScope.open(TWO, config, null);
    try {
      delegate.two(new EventsEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #two} as a runnable, for event streams, batches and servers. */
  TypedRunnable<Void, Void> twoRunnable() {
    return TypedRunnable.<Void, Void>ofConfigured(TWO, (input, run) -> {
          delegate.two(new EventsEvents(CustomEvents.sink(run)));
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Events#three} as {@code "three"}. */
  void three(List<String> input) {
    RunScope run = RunScope.open(THREE, config, input);
    try {
      delegate.three(input, new EventsEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #three} as a runnable, for event streams, batches and servers. */
  TypedRunnable<List<String>, Void> threeRunnable() {
    return TypedRunnable.<List<String>, Void>ofConfigured(THREE, (input, run) -> {
          delegate.three(input, new EventsEvents(CustomEvents.sink(run)));
          return null;
        })
        .withConfig(config);
  }
}
