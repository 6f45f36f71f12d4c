package com.example.lowercase;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link finder} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code finder} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
final class finderRunnables {
  private static final RunnableDescriptor FIND = RunnableDescriptor.builder("find")
      .parameter("other", seekerRunnables.class)
      .output(String.class)
      .build();

  private final finder delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  finderRunnables(finder delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private finderRunnables(finder delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link finder} that starts its runs with {@code config}. */
  finderRunnables withConfig(RunnableConfig config) {
    return new finderRunnables(delegate, config);
  }

  /** Runs {@link finder#find} as {@code "find"}. */
  String find(seekerRunnables other) {
    RunScope run = RunScope.open(FIND, config, other);
    String output;
    try {
      output = delegate.find(other);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #find} as a runnable, for event streams, batches and servers. */
  TypedRunnable<seekerRunnables, String> findRunnable() {
    return TypedRunnable.<seekerRunnables, String>of(FIND, input -> delegate.find(input))
        .withConfig(config);
  }
}
