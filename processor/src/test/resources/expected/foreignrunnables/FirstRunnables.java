package com.example;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link First} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code First} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
final class FirstRunnables {
  private static final RunnableDescriptor WORK = RunnableDescriptor.builder("work")
      .parameter("other", SecondRunnables.class)
      .output(Void.class)
      .build();

  private final First delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  FirstRunnables(First delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private FirstRunnables(First delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link First} that starts its runs with {@code config}. */
  FirstRunnables withConfig(RunnableConfig config) {
    return new FirstRunnables(delegate, config);
  }

  /** Runs {@link First#work} as {@code "work"}. */
  void work(SecondRunnables other) {
    RunScope run = RunScope.open(WORK, config, other);
    try {
      delegate.work(other);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #work} as a runnable, for event streams, batches and servers. */
  TypedRunnable<SecondRunnables, Void> workRunnable() {
    return TypedRunnable.<SecondRunnables, Void>of(WORK, input -> {
          delegate.work(input);
          return null;
        })
        .withConfig(config);
  }
}
