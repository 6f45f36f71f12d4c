package com.example;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Outer.Instance} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Outer.Instance} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Outer_InstanceRunnables {
  private static final RunnableDescriptor NAME = RunnableDescriptor.builder("name")
      .output(String.class)
      .build();

  private final Outer.Instance delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public Outer_InstanceRunnables(Outer.Instance delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Outer_InstanceRunnables(Outer.Instance delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Outer.Instance} that starts its runs with {@code config}. */
  public Outer_InstanceRunnables withConfig(RunnableConfig config) {
    return new Outer_InstanceRunnables(delegate, config);
  }

  /** Runs {@link Outer.Instance#name} as {@code "name"}. */
  public String name() {
    RunScope run = RunScope.open(NAME, config, null);
    String output;
    try {
      output = delegate.name();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #name} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, String> nameRunnable() {
    return TypedRunnable.<Void, String>of(NAME, input -> delegate.name())
        .withConfig(config);
  }
}
