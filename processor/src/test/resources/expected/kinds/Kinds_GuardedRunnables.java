package com.example;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Kinds.Guarded} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Kinds.Guarded} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
final class Kinds_GuardedRunnables {
  private static final RunnableDescriptor WORK = RunnableDescriptor.builder("work")
      .parameter("progress", Kinds.Guarded.Progress.class)
      .output(Kinds.Guarded.Progress.class)
      .events(Kinds_GuardedEvents.PROGRESS)
      .build();

  private final Kinds.Guarded delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  Kinds_GuardedRunnables(Kinds.Guarded delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Kinds_GuardedRunnables(Kinds.Guarded delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Kinds.Guarded} that starts its runs with {@code config}. */
  Kinds_GuardedRunnables withConfig(RunnableConfig config) {
    return new Kinds_GuardedRunnables(delegate, config);
  }

  /** Runs {@link Kinds.Guarded#work} as {@code "work"}. */
  Kinds.Guarded.Progress work(Kinds.Guarded.Progress progress) throws Kinds.Guarded.Failure {
    RunScope run = RunScope.open(WORK, config, progress);
    Kinds.Guarded.Progress output;
    try {
      output = delegate.work(progress, new Kinds_GuardedEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #work} as a runnable, for event streams, batches and servers. */
  TypedRunnable<Kinds.Guarded.Progress, Kinds.Guarded.Progress> workRunnable() {
    return TypedRunnable.<Kinds.Guarded.Progress, Kinds.Guarded.Progress>ofConfigured(
            WORK, (input, run) -> delegate.work(input, new Kinds_GuardedEvents(CustomEvents.sink(run))))
        .withConfig(config);
  }
}
