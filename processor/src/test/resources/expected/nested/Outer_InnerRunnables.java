package com.example;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Outer.Inner} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Outer.Inner} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Outer_InnerRunnables {
  private static final RunnableDescriptor WORK = RunnableDescriptor.builder("work")
      .output(Void.class)
      .events(Outer_InnerEvents.PROGRESS)
      .build();

  private final Outer.Inner delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public Outer_InnerRunnables(Outer.Inner delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Outer_InnerRunnables(Outer.Inner delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Outer.Inner} that starts its runs with {@code config}. */
  public Outer_InnerRunnables withConfig(RunnableConfig config) {
    return new Outer_InnerRunnables(delegate, config);
  }

  /** Runs {@link Outer.Inner#work} as {@code "work"}. */
  public void work() {
    RunScope run = RunScope.open(WORK, config, null);
    try {
      delegate.work(new Outer_InnerEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #work} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Void> workRunnable() {
    return TypedRunnable.<Void, Void>ofConfigured(WORK, (input, run) -> {
          delegate.work(new Outer_InnerEvents(CustomEvents.sink(run)));
          return null;
        })
        .withConfig(config);
  }
}
