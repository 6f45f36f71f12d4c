package com.example;

import dev.runcast.runtime.CustomEvents;
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
 * Calls {@link Remaining} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Remaining} did.
 */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class RemainingRunnables {
  @SuppressWarnings("removal")
  private static final RunnableDescriptor WORK = RunnableDescriptor.builder("work")
      .parameter("gone", Remaining.Gone.class)
      .parameter("times", int.class)
      .input(WorkInput.class)
      .output(Remaining.Gone.class)
      .events(RemainingEvents.GONE)
      .build();

  private final Remaining delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public RemainingRunnables(Remaining delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private RemainingRunnables(Remaining delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Remaining} that starts its runs with {@code config}. */
  public RemainingRunnables withConfig(RunnableConfig config) {
    return new RemainingRunnables(delegate, config);
  }

  /** Runs {@link Remaining#work} as {@code "work"}. */
  @SuppressWarnings("removal")
  public Remaining.Gone work(Remaining.Gone gone, int times) {
    RunScope run = RunScope.open(WORK, config, new WorkInput(gone, times));
    Remaining.Gone output;
    try {
      output = delegate.work(gone, times, new RemainingEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #work} as a runnable, for event streams, batches and servers. */
  @SuppressWarnings("removal")
  public TypedRunnable<WorkInput, Remaining.Gone> workRunnable() {
    return TypedRunnable.<WorkInput, Remaining.Gone>ofConfigured(
            WORK, (input, run) -> delegate.work(input.gone(), input.times(), new RemainingEvents(CustomEvents.sink(run))))
        .withConfig(config);
  }

  /** The parameters of {@link #work}. */
  @SuppressWarnings("removal")
  public record WorkInput(Remaining.Gone gone, int times) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("gone", gone);
      map.put("times", times);
      return map;
    }
  }
}
