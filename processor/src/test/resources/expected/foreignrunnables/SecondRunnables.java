package com.example;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Second} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Second} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
final class SecondRunnables {
  private static final RunnableDescriptor WORK = RunnableDescriptor.builder("work")
      .parameter("other", Object.class)
      .output(Object.class)
      .build();

  private final Second delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  SecondRunnables(Second delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private SecondRunnables(Second delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Second} that starts its runs with {@code config}. */
  SecondRunnables withConfig(RunnableConfig config) {
    return new SecondRunnables(delegate, config);
  }

  /** Runs {@link Second#work} as {@code "work"}. */
  Object work(Object other) {
    RunScope run = RunScope.open(WORK, config, other);
    Object output;
    try {
      output = delegate.work(other);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #work} as a runnable, for event streams, batches and servers. */
  TypedRunnable<Object, Object> workRunnable() {
    return TypedRunnable.<Object, Object>of(WORK, input -> delegate.work(input))
        .withConfig(config);
  }
}
