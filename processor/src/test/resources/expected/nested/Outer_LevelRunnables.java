package com.example;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Outer.Level} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Outer.Level} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Outer_LevelRunnables {
  private static final RunnableDescriptor LABEL = RunnableDescriptor.builder("label")
      .output(String.class)
      .build();

  private final Outer.Level delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public Outer_LevelRunnables(Outer.Level delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Outer_LevelRunnables(Outer.Level delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Outer.Level} that starts its runs with {@code config}. */
  public Outer_LevelRunnables withConfig(RunnableConfig config) {
    return new Outer_LevelRunnables(delegate, config);
  }

  /** Runs {@link Outer.Level#label} as {@code "label"}. */
  public String label() {
    RunScope run = RunScope.open(LABEL, config, null);
    String output;
    try {
      output = delegate.label();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #label} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, String> labelRunnable() {
    return TypedRunnable.<Void, String>of(LABEL, input -> delegate.label())
        .withConfig(config);
  }
}
