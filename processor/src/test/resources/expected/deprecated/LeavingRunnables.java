package com.example;

import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Leaving} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Leaving} did.
 */
@Deprecated(
    forRemoval = true
)
@SuppressWarnings("removal")
@Generated("dev.runcast.processor.RunnableProcessor")
final class LeavingRunnables {
  private static final RunnableDescriptor WORK = RunnableDescriptor.builder("work")
      .parameter("times", int.class)
      .parameter("text", String.class)
      .input(WorkInput.class)
      .output(Void.class)
      .build();

  private final Leaving delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  LeavingRunnables(Leaving delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private LeavingRunnables(Leaving delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Leaving} that starts its runs with {@code config}. */
  LeavingRunnables withConfig(RunnableConfig config) {
    return new LeavingRunnables(delegate, config);
  }

  /** Runs {@link Leaving#work} as {@code "work"}. */
  @SuppressWarnings("removal")
  void work(int times, String text) {
    RunScope run = RunScope.open(WORK, config, new WorkInput(times, text));
    try {
      delegate.work(times, text);
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(null);
  }

  /** Returns {@link #work} as a runnable, for event streams, batches and servers. */
  @SuppressWarnings("removal")
  TypedRunnable<WorkInput, Void> workRunnable() {
    return TypedRunnable.<WorkInput, Void>of(WORK, input -> {
          delegate.work(input.times(), input.text());
          return null;
        })
        .withConfig(config);
  }

  /** The parameters of {@link #work}. */
  record WorkInput(int times, String text) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("times", times);
      map.put("text", text);
      return map;
    }
  }
}
