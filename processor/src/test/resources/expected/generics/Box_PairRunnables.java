package com.example;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import dev.runcast.runtime.codegen.Types;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Box.Pair} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Box.Pair} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class Box_PairRunnables<A, B> {
  private static final RunnableDescriptor SWAPPED = RunnableDescriptor.builder("swapped")
      .output(Types.parameterized(Box.Pair.class, Object.class, Object.class))
      .build();

  private final Box.Pair<A, B> delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public Box_PairRunnables(Box.Pair<A, B> delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private Box_PairRunnables(Box.Pair<A, B> delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Box.Pair} that starts its runs with {@code config}. */
  public Box_PairRunnables<A, B> withConfig(RunnableConfig config) {
    return new Box_PairRunnables<>(delegate, config);
  }

  /** Runs {@link Box.Pair#swapped} as {@code "swapped"}. */
  public Box.Pair<B, A> swapped() {
    RunScope run = RunScope.open(SWAPPED, config, null);
    Box.Pair<B, A> output;
    try {
      output = delegate.swapped();
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #swapped} as a runnable, for event streams, batches and servers. */
  public TypedRunnable<Void, Box.Pair<B, A>> swappedRunnable() {
    return TypedRunnable.<Void, Box.Pair<B, A>>of(SWAPPED, input -> delegate.swapped())
        .withConfig(config);
  }
}
