package com.example;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Calls {@link Aging} inside runs.
 *
 * <p>Each method reports its start, its custom events and its end or error to the callbacks of the config, and returns or
 * throws exactly what {@code Aging} did.
 */
@Deprecated
@Generated("dev.runcast.processor.RunnableProcessor")
public final class AgingRunnables<T extends List<? extends Number>> {
  @SuppressWarnings("deprecation")
  private static final RunnableDescriptor WORK = RunnableDescriptor.builder("work")
      .parameter("old", Aging.Old.class)
      .parameter("values", List.class)
      .input(WorkInput.class)
      .output(List.class)
      .events(AgingEvents.STARTED, AgingEvents.OLD)
      .build();

  private final Aging<T> delegate;

  private final RunnableConfig config;

  /** Creates a wrapper whose runs belong to the run that is current when they start, if there is one. */
  public AgingRunnables(Aging<T> delegate) {
    this(delegate, RunnableConfig.empty());
  }

  private AgingRunnables(Aging<T> delegate, RunnableConfig config) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns a wrapper of the same {@link Aging} that starts its runs with {@code config}. */
  public AgingRunnables<T> withConfig(RunnableConfig config) {
    return new AgingRunnables<>(delegate, config);
  }

  /** Runs {@link Aging#work} as {@code "work"}. */
  @SuppressWarnings("deprecation")
  public <E extends Exception> T work(Aging.Old old, T values) throws E {
    RunScope run = RunScope.open(WORK, config, new WorkInput<>(old, values));
    T output;
    try {
      output = delegate.<E>work(old, values, new AgingEvents(run.events()));
    } catch (Throwable error) {
      run.fail(error);
      throw error;
    }
    run.succeed(output);
    return output;
  }

  /** Returns {@link #work} as a runnable, for event streams, batches and servers. */
  @SuppressWarnings("deprecation")
  public <E extends Exception> TypedRunnable<WorkInput<T>, T> workRunnable() {
    return TypedRunnable.<WorkInput<T>, T>ofConfigured(
            WORK, (input, run) -> delegate.<E>work(input.old(), input.values(), new AgingEvents(CustomEvents.sink(run))))
        .withConfig(config);
  }

  /** The parameters of {@link #work}. */
  @SuppressWarnings("deprecation")
  public record WorkInput<T extends List<? extends Number>>(Aging.Old old,
      T values) implements RunInput {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("old", old);
      map.put("values", values);
      return map;
    }
  }
}
