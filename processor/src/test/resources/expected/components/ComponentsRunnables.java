package com.example;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Components} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Components} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
final class ComponentsRunnables {
  private static final RunnableDescriptor TAKEN = RunnableDescriptor.builder("taken")
      .output(Void.class)
      .events(ComponentsEvents.NOTE, ComponentsEvents.COUNT, ComponentsEvents.BOXED, ComponentsEvents.HITS, ComponentsEvents.TAGS, ComponentsEvents.LATER, ComponentsEvents.WAIT, ComponentsEvents.NAMED)
      .build();

  private static final RunnableDescriptor NOT_TAKEN = RunnableDescriptor.builder("notTaken")
      .output(Void.class)
      .events(ComponentsEvents.ANYTHING, ComponentsEvents.ANY, ComponentsEvents.RANKED, ComponentsEvents.NODE, ComponentsEvents.BOUNDED, ComponentsEvents.HIDDEN)
      .build();

  private final Components delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  ComponentsRunnables(Components delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private ComponentsRunnables(Components delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Components} that starts its runs with {@code config}. */
  ComponentsRunnables withConfig(RunnableConfig config) {
    return new ComponentsRunnables(delegate, config);
  }

  /** Runs {@link Components#taken} as {@code "taken"}. */
  void taken() {
    RunScope run = RunScope.open(TAKEN, config, null);
    try {
      delegate.taken(new ComponentsEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #taken} as a runnable, for event streams, batches and servers. */
  TypedRunnable<Void, Void> takenRunnable() {
    return TypedRunnable.<Void, Void>ofConfigured(TAKEN, (input, run) -> {
          delegate.taken(new ComponentsEvents(CustomEvents.sink(run)));
          return null;
        })
        .withConfig(config);
  }

  /** Runs {@link Components#notTaken} as {@code "notTaken"}. */
  void notTaken() {
    RunScope run = RunScope.open(NOT_TAKEN, config, null);
    try {
      delegate.notTaken(new ComponentsEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #notTaken} as a runnable, for event streams, batches and servers. */
  TypedRunnable<Void, Void> notTakenRunnable() {
    return TypedRunnable.<Void, Void>ofConfigured(NOT_TAKEN, (input, run) -> {
          delegate.notTaken(new ComponentsEvents(CustomEvents.sink(run)));
          return null;
        })
        .withConfig(config);
  }
}
